using System.Runtime.InteropServices;
using MathNet.Numerics;

namespace Dlnx.Maps;

/// <summary>The largest overshoot of one pathway and its return; in end-to-end values every digit survives at any depth.</summary>
/// <param name="Start">u_κ, where F is largest on [0, 1]</param>
/// <param name="StartPower">u_κ^L</param>
/// <param name="Peak">M = F(u_κ) &gt; 1</param>
/// <param name="PeakPower">M^L</param>
/// <param name="Return">F(M); positive when the step is return safe</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OvershootReturn(
    double Start,
    double StartPower,
    double Peak,
    double PeakPower,
    double Return
)
{
    internal static OvershootReturn At(double depth, double kappa, double x)
    {
        // M = u(1 + δ), and F(M) = M(1 + κ(1 − M^L)M^(L−2)).
        var delta = kappa * (1 - x) * Math.Pow(x, 1 - (2 / depth));
        var start = Math.Pow(x, 1 / depth);
        var peak = start * (1 + delta);
        var power = x * Math.Exp(depth * SpecialFunctions.Log1p(delta));
        return new(start, x, peak, power, peak * (1 + (kappa * (1 - power) * Math.Pow(power, 1 - (2 / depth)))));
    }
}
