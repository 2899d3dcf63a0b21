using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/shared-dln",
    "The leading eigenvector of a sum of products with shared parameters in scaled entries, under ½(z − target)²",
    Source = "D/E7-eigen, D/E7-limit"
)]
public sealed class SharedDln : Quantity
{
    [Parameter(Description = "θ, 2 to 8 entries with " + FactorRules.Magnitudes)]
    public double[] Theta { get; set; } = [0.5, 1.2, 2, 0.8];

    [Parameter(Description = "products by the indices of their parameters, counted from 1")]
    public string Paths { get; set; } = "1-2;2-3;1-3-4;2-4";

    [Parameter(Min = -1e6, Max = 1e6, Description = "target")]
    public double Target { get; set; } = 1;

    [Parameter(Min = 1, Max = 8, Description = "i, counted from 1")]
    public int I { get; set; } = 1;

    [Parameter(Min = 1, Max = 8, Description = "j, counted from 1")]
    public int J { get; set; } = 3;

    [Parameter("thetaj", Above = 0, Max = 1e8, Description = "θ_j, moved at fixed K; by default it stays")]
    public double? Scale { get; set; }

    public override void Validate()
    {
        FactorRules.Require("theta", Theta, 2, 8);
        FactorRules.Paths(Paths, Theta.Length);
        FactorRules.RequirePair(I, J, Theta.Length);
    }

    public override Outputs Evaluate()
    {
        var at = ScaledHessian.At(new SquaredLoss(Target), FactorRules.Paths(Paths, Theta.Length), Theta);
        var hessian = Scale is { } scale ? at.WithScale(J - 1, scale) : at;
        var (eigenvector, ratios) = (new ScaledEigenvector(hessian), ScaleSeparation.Of(hessian, I - 1, J - 1));
        return new Outputs
        {
            { "lambda_max", eigenvector.Leading.Value },
            { "w_ratio", Defined.OrNull(ratios.Scaled) },
            { "v_ratio", Defined.OrNull(ratios.Entries) },
            { "w_ratio_inverse", Defined.OrNull(ratios.InverselyScaled) },
            { "w_ratio_limit", Defined.OrNull(ScaleSeparation.LimitOfScaled(hessian, I - 1, J - 1)) },
            { "residual_plain", eigenvector.PencilResidual(0) },
            { "residual_pencil", eigenvector.PencilResidual(2) },
        };
    }
}
