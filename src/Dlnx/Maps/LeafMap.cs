namespace Dlnx.Maps;

/// <summary>
/// One step of gradient descent in the leaf coordinate y = r^(2−L) of a pathway: Φ_τ(y) = y(1 − τ/y)^(−(L−2)), τ = ηe
/// (A, Lemmas E.5 and E.6). Every pathway of a mode moves by the same map.
/// </summary>
public static class LeafMap
{
    /// <summary>Φ_τ(y).</summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="y">y, positive</param>
    /// <param name="tau">τ = ηe, below y: otherwise the scale r changes sign</param>
    /// <exception cref="ArgumentOutOfRangeException">a value is out of range</exception>
    public static double Apply(int depth, double y, double tau)
    {
        MapDomain.LeafDepth(depth);
        MapDomain.Positive(y, nameof(y));
        return tau < y
            ? y / IntegerPower.Raise(1 - (tau / y), depth - 2)
            : throw new ArgumentOutOfRangeException(
                nameof(tau),
                tau,
                $"τ = {tau} must be below y = {y}; from there on the scale changes sign."
            );
    }

    /// <summary>Φ′ = (1 − (L−1)x)/(1−x)^(L−1) at x = τ/y.</summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="x">τ/y = ηe·r^(L−2), below 1</param>
    public static double Slope(int depth, double x) =>
        (1 - ((MapDomain.LeafDepth(depth) - 1) * x)) / IntegerPower.Raise(1 - x, depth - 1);

    /// <summary>1/(L−1), the largest x of a strongly safe step: 0 ≤ Φ′ ≤ 1 up to there (A, Definition E.7).</summary>
    /// <param name="depth">L, 3 to 64</param>
    public static double SafeRatio(int depth) => 1.0 / (MapDomain.LeafDepth(depth) - 1);

    /// <summary>x_c(L), the largest x with |Φ′| ≤ 1: the root of (L−1)x − 1 = (1−x)^(L−1) in (0, 1).</summary>
    /// <param name="depth">L, 3 to 64</param>
    public static double CriticalRatio(int depth) =>
        BracketedRoot.Find(x => ((depth - 1) * x) - 1 - IntegerPower.Raise(1 - x, depth - 1), SafeRatio(depth), 1);
}
