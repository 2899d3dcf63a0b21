using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/balance",
    "What gradient descent from the unbalanced start does to the balancing gap",
    Source = "B/lem-2, B/fig-4, B/fig-13, B/fig-14"
)]
public sealed class Balance : Quantity
{
    [Parameter(Min = 2, Max = 64, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 10;

    [Parameter("k", Above = 0, Max = 100, Description = "ηS, unless eta is given")]
    public double Step { get; set; } = 1.5;

    [Parameter("eta", Above = 0, Description = "learning rate η, instead of k")]
    public double? LearningRate { get; set; }

    [Parameter(Above = 0, Max = 1e3, Description = "α, start of the L − 1 lower layers")]
    public double Alpha { get; set; } = 0.3;

    [Parameter("T", Min = 1, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 20_000;

    public override Outputs Evaluate()
    {
        var eta = LearningRate ?? Step / StepChoice.Sharpness(Depth, Sigma);
        var run = BalancingRun.Of(new SingularMode(Depth, Sigma, eta), Alpha, Steps);
        double[] factors = [.. run.Factors];
        return new Outputs
        {
            { "gap", Defined.OrNull(run.Gap) },
            { "ratio", Defined.OrNull(run.Ratio) },
            { "qMax", Defined.OrNull(run.GapLosses.Max()) },
            { "cFirst", Defined.OrNull(factors[0]) },
            { "cMin", Defined.OrNull(factors.Min()) },
            { "cMax", Defined.OrNull(factors.Max()) },
            { "layers", new[] { Defined.OrNull(run.Last.X), Defined.OrNull(run.Last.Y) } },
            { "period", run.Period },
            { "firstOvershoot", run.FirstOvershoot },
            { "ratioAtOvershoot", run.FirstOvershoot is { } t ? Defined.OrNull(run.RatioAt(t)) : null },
        };
    }
}
