using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>
/// One pathway alone in units of its fixed point: F(u) = u + κ(1 − u^L)u^(L−1), u = a/σ^(1/L), κ = ησ^(2−2/L), for real
/// depth (A, eqs. 19, 72). At integer depth it is <see cref="BalancedMap"/> with k = κL.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ChainMap
{
    /// <summary>The map of a depth at a step.</summary>
    /// <param name="depth">L, real, 2 to 10¹²</param>
    /// <param name="kappa">κ, positive and finite</param>
    /// <exception cref="ArgumentOutOfRangeException">depth or κ out of range</exception>
    public ChainMap(double depth, double kappa)
    {
        Depth = MapDomain.RealDepth(depth);
        Kappa = MapDomain.Positive(kappa, nameof(kappa));
    }

    /// <summary>L, the number of layers, real.</summary>
    public double Depth { get; }

    /// <summary>κ = ησ^(2−2/L), the learning rate over that of the onset, over L.</summary>
    public double Kappa { get; }

    /// <summary>F′(1) = 1 − κL.</summary>
    public double FixedPointMultiplier => 1 - (Kappa * Depth);

    /// <summary>Whether some u below the fixed point is thrown above it: κL &gt; 1.</summary>
    public bool Overshoots => Kappa * Depth > 1;

    /// <summary>The map of a target value σ at learning rate η.</summary>
    public static ChainMap ForLearningRate(double depth, double eta, double sigma) =>
        new(depth, eta * Math.Pow(MapDomain.Positive(sigma, nameof(sigma)), 2 - (2 / depth)));

    /// <summary>F(u) for u ≥ 0; the powers lose about log₁₀ L of the 16 digits.</summary>
    public double Apply(double u) => u + (Kappa * (1 - Math.Pow(u, Depth)) * Math.Pow(u, Depth - 1));

    /// <summary>F′(u) = 1 + κu^(L−2)[(L−1) − (2L−1)u^L] for u ≥ 0.</summary>
    public double Derivative(double u) =>
        1 + (Kappa * Math.Pow(u, Depth - 2) * (Depth - 1 - (((2 * Depth) - 1) * Math.Pow(u, Depth))));

    /// <summary>The largest value of F on [0, 1], and where an orbit that starts there returns to (Lemma F.2).</summary>
    /// <exception cref="InvalidOperationException">κL ≤ 1: F increases on (0, 1], there is no overshoot</exception>
    public OvershootReturn LargestOvershoot() =>
        Overshoots
            ? OvershootReturn.At(Depth, Kappa, MaximiserPower())
            : throw new InvalidOperationException(
                $"No start overshoots at κL = {Kappa * Depth}; an overshoot needs κL > 1."
            );

    /// <summary>Whether every start in (0, 1) that overshoots lands in (0, 1) at the next step (Definition 6.1).</summary>
    public bool IsReturnSafe() => !Overshoots || LargestOvershoot().Return > 0;

    /// <summary>x = u_κ^L, where F′ = 0: κx^(1−2/L)[(2L−1)x − (L−1)] = 1 (76). It increases in x.</summary>
    private double MaximiserPower()
    {
        var (depth, kappa) = (Depth, Kappa);
        return BracketedRoot.Find(
            x => (kappa * Math.Pow(x, 1 - (2 / depth)) * (((2 * depth) - 1) * x - (depth - 1))) - 1,
            (depth - 1) / ((2 * depth) - 1),
            1
        );
    }
}
