namespace Dlnx.Maps;

/// <summary>The period-doubling cascade of the balanced map (quantity B/cascade, B/bt-feigenbaum).</summary>
/// <param name="Depth">L</param>
/// <param name="Points">k₄, k₈, k₁₆, …: the step at which period 2, 4, 8, … becomes unstable</param>
/// <param name="SignChange">the step at which the largest iterate is mapped onto 0; above it signs change</param>
public sealed record Cascade(int Depth, IReadOnlyList<double> Points, double SignChange)
{
    /// <summary>The most levels a double resolves to full accuracy: k₄ to k₅₁₂.</summary>
    public const int MaxLevels = 8;

    /// <summary>
    /// δₙ = (kₙ − kₙ₋₁)/(kₙ₊₁ − kₙ) with k₀ = 2: one fewer than the points; they tend to 4.669201609.
    /// </summary>
    public IReadOnlyList<double> Deltas { get; } =
    [
        .. Enumerable
            .Range(0, Math.Max(0, Points.Count - 1))
            .Select(n => (Points[n] - (n == 0 ? 2 : Points[n - 1])) / (Points[n + 1] - Points[n])),
    ];

    /// <summary>
    /// k∞, the onset of chaos, by Aitken's extrapolation of the last three points; NaN below three levels.
    /// </summary>
    public double Limit => Points.Count < 3 ? double.NaN : Aitken(Points[^3], Points[^2], Points[^1]);

    /// <summary>
    /// Computes a number of levels; each point is accurate to a few units of its last place (12 layers or fewer).
    /// </summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="levels">1 (k₄ only) to 8</param>
    /// <exception cref="ArgumentOutOfRangeException">depth or levels out of range</exception>
    public static Cascade Of(int depth, int levels = 2)
    {
        MapDomain.Depth(depth);
        if (levels is < 1 or > MaxLevels)
        {
            throw new ArgumentOutOfRangeException(
                nameof(levels),
                levels,
                $"A cascade has 1 to {MaxLevels} levels; {levels} were asked for."
            );
        }
        return new(depth, PeriodDoubling.Points(depth, levels), FirstSignChange(depth));
    }

    /// <summary>k₄(L), at which the two-cycle loses its stability.</summary>
    /// <param name="depth">L, 2 to 64</param>
    public static double StabilityLoss(int depth) => PeriodDoubling.Points(MapDomain.Depth(depth), count: 1)[0];

    private static double Aitken(double a, double b, double c) => c - (c - b) * (c - b) / (c - b - (b - a));

    /// <summary>The k with F(F(c)) = 0 at the maximum c of F: √27 − 2 for two layers.</summary>
    private static double FirstSignChange(int depth) =>
        BracketedRoot.Find(
            k =>
            {
                var map = new BalancedMap(depth, k);
                return map.Iterate(map.CriticalPoint(), 2);
            },
            2,
            // The largest iterate grows with k, slowly in deep networks: 64 layers change sign below k = 20.
            20
        );
}
