using Dlnx.Maps;
using Dlnx.Numerics.Ode;

namespace Dlnx.Linear;

/// <summary>Gradient flow of one singular mode on the depth-balanced manifold: ṙ_p = −e·r_p^(L_p−1), e = Σr_q^(L_q) − σ.</summary>
public static class PathwayFlow
{
    /// <summary>The right-hand side for any of the integrators.</summary>
    /// <param name="depths">L_p ≥ 1, at least one pathway</param>
    /// <param name="target">σ</param>
    public static OdeSystem Velocity(ReadOnlySpan<int> depths, double target)
    {
        var all = depths.ToArray();
        return (_, r, velocity) =>
        {
            var residual = -target;
            for (var p = 0; p < r.Length; p++)
            {
                velocity[p] = IntegerPower.Raise(r[p], all[p] - 1);
                residual += velocity[p] * r[p];
            }

            for (var p = 0; p < r.Length; p++)
            {
                velocity[p] *= -residual;
            }
        };
    }
}
