using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/precond-curvature",
    "Effective curvatures of a quadratic under a diagonal preconditioner",
    Source = "D/eq-10-11"
)]
public sealed class PreconditionedCurvature : Quantity
{
    [Parameter("H", Min = -1e6, Max = 1e6, Description = "H, symmetric Hessian")]
    public double[][] Hessian { get; set; } =
    [
        [3, 0.7, 0.2],
        [0.7, 2.5, 0.4],
        [0.2, 0.4, 1.5],
    ];

    [Parameter("D", Above = 0, Max = 1e6, Description = "diagonal of the preconditioner; replaced where s is given")]
    public double[] Diagonal { get; set; } = [1.5, 0.6, 2];

    [Parameter("s", Min = 0, Max = 1e12, Description = "second moments, D = √min(s, τ) + ε")]
    public double[]? SecondMoments { get; set; }

    [Parameter("tau", Above = 0, Max = 1e12, Description = "cap τ on s; none by default")]
    public double? Cap { get; set; }

    [Parameter("eps", Min = 0, Max = 1e6, Description = "ε beside s; 1e-8 by default")]
    public double? Epsilon { get; set; }

    public override void Validate() => _ = ChosenDiagonal;

    public override Outputs Evaluate()
    {
        var curvature = EffectiveCurvature.Of(PreconditionerChoice.Hessian(Hessian), ChosenDiagonal);
        return new Outputs
        {
            { "lambda_eff", curvature.AlongLeading },
            { "lambda_diag", curvature.WeightedDiagonal },
            { "lambda_max_precond", curvature.PreconditionedSharpness },
            { "upper_bound", curvature.UpperBound },
        };
    }

    private double[] ChosenDiagonal =>
        PreconditionerChoice.Diagonal(
            Diagonal,
            SecondMoments,
            Cap,
            Epsilon,
            PreconditionerChoice.Hessian(Hessian).Rows
        );
}
