using System.Runtime.InteropServices;

namespace Dlnx.Maps;

/// <summary>
/// The p-th iterate of the balanced map with its derivatives, carried along the orbit by the chain rule.
/// </summary>
/// <param name="X">F^p(x₀)</param>
/// <param name="ByStart">∂F^p/∂x₀, the multiplier when the orbit closes</param>
/// <param name="ByK">∂F^p/∂k</param>
/// <param name="ByStartTwice">∂²F^p/∂x₀²</param>
/// <param name="ByStartAndK">∂²F^p/∂x₀∂k</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CycleVariation(
    double X,
    double ByStart,
    double ByK,
    double ByStartTwice,
    double ByStartAndK
)
{
    /// <summary>Follows the orbit of x₀ &gt; 0 for p steps.</summary>
    public static CycleVariation Along(BalancedMap map, double start, int period)
    {
        var variation = new CycleVariation(start, 1, 0, 0, 0);
        for (var t = 0; t < period; t++)
        {
            variation = variation.Next(map);
        }
        return variation;
    }

    private CycleVariation Next(BalancedMap map)
    {
        var depth = map.Depth;
        var inner = IntegerPower.Raise(X, depth - 2);
        var product = inner * X * X;
        var fx = map.Derivative(X);
        var fk = (1 - product) * inner * X / depth;
        var fxk = ((depth - 1) - (2 * depth - 1) * product) * inner / depth;
        var fxx = map.K / depth * (depth - 1) * ((depth - 2) - (4 * depth - 2) * product) * inner / X;
        return new(
            map.Apply(X),
            fx * ByStart,
            Math.FusedMultiplyAdd(fx, ByK, fk),
            fxx * ByStart * ByStart + fx * ByStartTwice,
            ByStart * (fxx * ByK + fxk) + fx * ByStartAndK
        );
    }
}
