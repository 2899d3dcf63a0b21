using Dlnx.Linear;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/section", "Derivatives of the loss along a Hessian eigenvector at the minimum", Source = "B/thm-2")]
public sealed class SectionDerivatives : Quantity
{
    [Parameter(Above = 0, Max = 1e3, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [3, 2, 1];

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("i", Min = 1, Max = 8, Description = "output direction")]
    public int Output { get; set; } = 1;

    [Parameter("j", Min = 1, Max = 8, Description = "input direction")]
    public int Input { get; set; } = 1;

    [Parameter(Description = "weights of the layers: exact or equal")]
    public SectionWeights Weights { get; set; } = SectionWeights.Exact;

    [Parameter(Min = -1, Max = 1, Description = "0: Δᵢⱼ; ±1: (Δᵢⱼ ± Δⱼᵢ)/√2")]
    public int Mix { get; set; }

    public override void Validate() => SectionChoice.Validate(Sigma, Depth, Output, Input, Mix, Weights);

    public override Outputs Evaluate()
    {
        var point = SectionPoint.At(TargetMatrix.Diagonal(Sigma.Length, Sigma), Depth);
        var section = SectionChoice.Measure(point, Depth, Output, Input, Weights, Mix);
        var direction = SectionChoice.Direction(point.Target, Depth, Output, Input, Weights, Mix);
        return new Outputs
        {
            { "f2", section.Second },
            { "f3", section.Third },
            { "f4", section.Fourth },
            { "condition", section.Condition },
            { "residual", point.Residual(direction) },
            { "rayleigh", point.Rayleigh(direction) },
        };
    }
}
