using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/dln-hessian",
    "The leading eigenpair of a product of n parameters and its rotation",
    Source = "D/E4-hessian, D/eq-15, D/E4-deviation, D/E4-ratio, D/E4-polarity"
)]
public sealed class DlnHessian : Quantity
{
    [Parameter(Description = "θ, 2 to 8 entries with " + FactorRules.Magnitudes)]
    public double[] Theta { get; set; } = [0.7, -1.3, 0.4, 1.9];

    [Parameter("lp", Min = -1e6, Max = 1e6, Description = "ℓ′ at z")]
    public double Slope { get; set; } = 0.3;

    [Parameter("lpp", Min = -1e6, Max = 1e6, Description = "ℓ″ at z")]
    public double Curvature { get; set; } = 1;

    public override void Validate() => FactorRules.Require("theta", Theta, 2, 8);

    public override Outputs Evaluate()
    {
        var point = new ProductPoint(Theta, new LossSlopes(Slope, Curvature));
        return new Outputs
        {
            { "lambda_max", point.Leading.Value },
            { "v", point.Leading.Vector },
            { "Rn", Defined.OrNull(point.AlignmentRatio) },
            { "C", point.Constant() },
            { "cos_inverse_scale", new InverseScales(Theta).Cosine(point.Leading.Vector) },
            { "q", point.Curvatures() },
        };
    }
}
