namespace Dlnx.Flatness;

/// <summary>
/// The inverses of T₊(x) = x + Δ(x) and T₋(x) = x − Δ(x), by Newton's method inside a bracket that every residual
/// tightens (D/lem-F.12). For an increasing Δ with Lipschitz constant below 1 both maps are increasing bijections.
/// </summary>
public sealed class StepInverse
{
    private const int Iterations = 200;
    private const double Resolution = 1.0 / (1L << 51);

    private readonly StepLaw law;

    /// <summary>Prepares the inverses of a step law.</summary>
    /// <param name="law">Δ, increasing, with Lipschitz constant below 1</param>
    /// <exception cref="ArgumentException">The Lipschitz constant is 1 or more: T₋ has no inverse.</exception>
    public StepInverse(StepLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        if (!(law.Lipschitz < 1))
        {
            throw new ArgumentException(
                $"The Lipschitz constant of Δ is {law.Lipschitz:R}; below 1, x − Δ(x) is invertible.",
                nameof(law)
            );
        }

        this.law = law;
    }

    /// <summary>T₊⁻¹(y): the state from which a step up leads to y.</summary>
    public double Up(double y) => Solve(y, 1);

    /// <summary>T₋⁻¹(y): the state from which a step down leads to y.</summary>
    public double Down(double y) => Solve(y, -1);

    /// <summary>T_σ⁻¹(y): the start from which the string leads to y; the last sign is undone first.</summary>
    public double Through(SignString signs, double y)
    {
        for (var i = signs.Length - 1; i >= 0; i--)
            y = signs[i] > 0 ? Up(y) : Down(y);
        return y;
    }

    private double Solve(double y, int sign)
    {
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        var x = y - (sign * law.At(y));
        for (var i = 0; i < Iterations; i++)
        {
            // The residual of T(x) = y; it increases with x.
            var residual = x - y + (sign * law.At(x));
            if (residual == 0)
                return x;
            if (residual > 0)
                high = x;
            else
                low = x;
            var move = -residual / (1 + (sign * law.Slope(x)));
            if (Math.Abs(move) <= Resolution * (Math.Abs(x) + Math.Abs(y)))
                return x + move;
            var next = x + move;
            if (!(next > low && next < high))
                next = 0.5 * (low + high);
            x = next;
        }

        return x;
    }
}
