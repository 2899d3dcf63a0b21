using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>The two-cycle of the deep limit, in y = L ln x.</summary>
/// <param name="Low">y₁ &lt; 0</param>
/// <param name="High">y₂ &gt; 0</param>
/// <param name="Multiplier">the product of the derivatives over both points</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeepLimitCycle(double Low, double High, double Multiplier);

/// <summary>
/// The limit of the balanced map for infinitely many layers: y ↦ y + k(1 − e^y)e^y in y = L ln x (Section 0 of
/// catalogue B).
/// </summary>
public sealed record DeepLimitMap
{
    /// <summary>The limit map at the step k.</summary>
    /// <param name="k">ηS, positive</param>
    public DeepLimitMap(double k) => K = MapDomain.Positive(k, nameof(k));

    /// <summary>k = ηS.</summary>
    public double K { get; }

    /// <summary>The image of y.</summary>
    public double Apply(double y) => y - K * Math.Exp(y) * (Math.Exp(y) - 1);

    /// <summary>1 + k(e^y − 2e^(2y)).</summary>
    public double Derivative(double y) => 1 + K * Math.Exp(y) * (1 - 2 * Math.Exp(y));

    /// <summary>The two-cycle, attracting or not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">k outside (2, 4]</exception>
    public DeepLimitCycle TwoCycle()
    {
        MapDomain.AboveOnset(K);
        // The derivative vanishes where 2ku² − ku − 1 = 0 with u = e^y.
        var critical = Math.Log((K + Math.Sqrt(K * (K + 8))) / (4 * K));
        // u(1 − u) ≤ 1/4, so the image of −k/4 is not above 0. As in TwoCycleSearch.ByRoots, the cycle lies above a.
        var a = BracketedRoot.Find(Apply, -K / 4, critical);
        // The amplitude law of depth L, times L: √(3(k−2)/20), and well inside it.
        var inner = -Math.Sqrt(3 * (K - 2) / 20) / 10;
        var low = BracketedRoot.Find(y => Apply(Apply(y)) - y, a, inner);
        var high = Apply(low);
        return new(low, high, Derivative(low) * Derivative(high));
    }

    /// <summary>k₄(∞), where the two-cycle's multiplier passes −1: the limit of k₄(L).</summary>
    public static double StabilityLoss() =>
        BracketedRoot.Find(k => new DeepLimitMap(k).TwoCycle().Multiplier + 1, 2.4, 2.6);
}
