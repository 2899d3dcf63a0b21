using Dlnx.Landscapes;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/catapult", "Gradient descent on ½(ab − 1)² from an unbalanced start", Source = "B/fig-21")]
public sealed class CatapultRun : Quantity
{
    [Parameter(Description = "a at the start")]
    public double A0 { get; set; } = 4;

    [Parameter(Description = "b at the start")]
    public double B0 { get; set; } = 0.2;

    [Parameter(Above = 0, Below = 4, Description = "η(a₀² + b₀²)")]
    public double C { get; set; } = 2.5;

    [Parameter("T", Min = 1, Max = 10_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 20_000;

    public override void Validate()
    {
        if (A0 == 0 && B0 == 0)
            throw new ParameterException("a0", "is 0 and so is b0; one of them must differ from 0.");
    }

    public override Outputs Evaluate()
    {
        var run = Catapult.Of(new(A0, B0), C, Steps);
        return new Outputs
        {
            { "lossStart", run.LossStart },
            { "lossMax", Defined.OrNull(run.LossMax) },
            { "lossEnd", Defined.OrNull(run.LossEnd) },
            { "etaSharpnessEnd", Defined.OrNull(run.EtaSharpnessEnd) },
            { "monotone", run.Course == CatapultCourse.Monotone },
            { "diverged", run.Course == CatapultCourse.Diverged },
        };
    }
}
