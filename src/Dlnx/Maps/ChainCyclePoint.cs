using Dlnx.Numerics;

namespace Dlnx.Maps;

/// <summary>One point of a two-cycle of F(u) = u + κ(1 − u^L)u^(L−1), for the target σ = 1 and a single pathway.</summary>
/// <param name="Depth">L</param>
/// <param name="Kappa">κ = η</param>
/// <param name="Value">u</param>
public sealed record ChainCyclePoint(int Depth, DoubleDouble Kappa, DoubleDouble Value)
{
    /// <summary>e = u^L − 1.</summary>
    public DoubleDouble Residual => DoubleDouble.Pow(Value, Depth) - 1;

    /// <summary>w = ηe·u^(L−2), the relative change of u in the step: u⁺ = u(1 − w).</summary>
    public DoubleDouble Ratio => Kappa * Residual * DoubleDouble.Pow(Value, Depth - 2);

    /// <summary>1 − (L−1)w, what the step multiplies a small gap between equal pathways by.</summary>
    public DoubleDouble GapFactor => 1 - (Ratio * (Depth - 1));

    /// <summary>ηλ = κLu^(2L−2).</summary>
    public DoubleDouble EtaLambda => Kappa * Depth * DoubleDouble.Pow(Value, (2 * Depth) - 2);

    /// <summary>(ηλ − 2)/w, which tends to 2(L−1) at the onset (A/hyp-E.10).</summary>
    public DoubleDouble BracketRatio => (EtaLambda - 2) / Ratio;

    /// <summary>F(u).</summary>
    public DoubleDouble Image => Value * (1 - Ratio);
}
