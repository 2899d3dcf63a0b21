using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/activation", "Class, Taylor coefficients and Gaussian moments of an activation", Source = "C/prop-2")]
public sealed class ActivationNumbers : Quantity
{
    [Parameter(Description = ActivationChoice.Meaning)]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, an inner gain")]
    public double Beta { get; set; } = 1;

    public override void Validate() => ActivationChoice.Resolve(Phi, Beta);

    public override Outputs Evaluate()
    {
        var activation = ActivationChoice.Resolve(Phi, Beta);
        var constants = ActivationConstants.Of(activation);
        return new Outputs
        {
            { "class", activation.Class == ActivationClass.B ? $"B{activation.Order}" : $"{activation.Class}" },
            { "c0", activation.TaylorCoefficient(0) },
            { "c1", activation.Slope },
            { "q", activation.Order },
            { "cq", activation.Order is { } q ? activation.TaylorCoefficient(q) : null },
            { "mu1", constants.Mu1 },
            { "muq", constants.MuQ },
            { "C0", constants.CorrectionRatio },
            { "deficitOrder", constants.DeficitOrder },
            { "deficitCoefficient", constants.DeficitCoefficient },
        };
    }
}
