namespace Dlnx.Maps;

/// <summary>The learning rate above which one balanced direction keeps moving, by simulation (B/fig-16).</summary>
/// <param name="Measured">the learning rate found by bisection</param>
/// <param name="Theory">2/S = 2/(Lσ^(2−2/L))</param>
public sealed record OscillationOnset(double Measured, double Theory)
{
    private const int Halvings = 22;
    private const double StillMoving = 1e-6;

    /// <summary>Measured over theory.</summary>
    public double Ratio => Measured / Theory;

    /// <summary>
    /// Bisects between 0.8 and 1.2 times 2/S; a run oscillates when its last step is longer than 1e-6. Just below the
    /// onset the contraction is slow, so T steps find it too low by a relative ln(10⁶)/(2T) or so.
    /// </summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="sigma">σ, positive</param>
    /// <param name="steps">T, the steps of each run, which starts at 0.9σ^(1/L); at least 1</param>
    /// <exception cref="InvalidOperationException">the onset is not in the bracket</exception>
    public static OscillationOnset Find(int depth, double sigma, int steps = 40_000)
    {
        MapDomain.AtLeast(steps, 1, nameof(steps));
        var theory = 2 / BalancedSharpness.AtMinimum(depth, sigma);
        var (low, high) = (0.8 * theory, 1.2 * theory);
        if (Moves(depth, sigma, low, steps) || !Moves(depth, sigma, high, steps))
        {
            throw new InvalidOperationException(
                $"L = {depth}, σ = {sigma}: after {steps} steps the onset is not between η = {low} and {high}."
            );
        }
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Moves(depth, sigma, middle, steps) ? (low, middle) : (middle, high);
        }
        return new((low + high) / 2, theory);
    }

    // The recursion s − η(s^L − σ)s^(L−1) itself, not the map in k = ηS, which has the theory in it.
    private static bool Moves(int depth, double sigma, double eta, int steps)
    {
        var s = 0.9 * Math.Pow(sigma, 1.0 / depth);
        var last = double.PositiveInfinity;
        for (var t = 0; t < steps; t++)
        {
            var power = IntegerPower.Raise(s, depth - 1);
            last = eta * (power * s - sigma) * power;
            s -= last;
        }
        return Math.Abs(last) > StillMoving;
    }
}
