using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/orbit",
    "The two-period orbit of one singular value, its stability and its sharpness",
    Source = "B/thm-1, B/fig-6, B/bt-balance-orbit, B/def-1"
)]
public sealed class Orbit : Quantity
{
    [Parameter(Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("k", Above = 2, Max = StepChoice.Largest, Description = "ηS = ηLσ^(2−2/L)")]
    public double Step { get; set; } = 2.1;

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    public override Outputs Evaluate()
    {
        var orbit = TwoPeriodOrbit.At(Depth, Step, Sigma);
        return new Outputs
        {
            { "rho1", orbit.Rho1 },
            { "rho2", orbit.Rho2 },
            { "rho1Squared", orbit.Rho1 * orbit.Rho1 },
            { "rho2Squared", orbit.Rho2 * orbit.Rho2 },
            { "product1", orbit.Product1 },
            { "product2", orbit.Product2 },
            { "range", orbit.Range },
            { "halfRange", orbit.HalfRange },
            { "multiplier", orbit.Multiplier },
            { "layerMultiplier", orbit.LayerMultiplier },
            { "z1", orbit.Z1 },
            { "z2", orbit.Z2 },
            { "sharpness1", orbit.Sharpness1 },
            { "sharpness2", orbit.Sharpness2 },
            { "twoOverEta", orbit.TwoOverEta },
            { "stable", orbit.Stable },
            { "lawRange", orbit.LawRange },
        };
    }
}
