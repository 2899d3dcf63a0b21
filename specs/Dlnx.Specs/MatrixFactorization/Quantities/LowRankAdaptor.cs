using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity("B/lora", "Where the loss of a low-rank adaptor settles or oscillates", Source = "B/fig-20")]
public sealed class LowRankAdaptor : Quantity
{
    // A quantity is a function of its parameters, so its random start comes from a fixed stream.
    private const ulong StartStream = 1;

    [Parameter("singular", Above = 0, Max = 1e3, Description = "singular values of the residual target Δ, descending")]
    public double[] SingularValues { get; set; } = [4, 3, 2, 1, 0.5, 0.25];

    [Parameter("n", Min = 1, Max = 100, Description = "size of the adapted layer")]
    public int Width { get; set; } = 24;

    [Parameter(Min = 1, Max = 16, Description = "r, the rank of the adaptor")]
    public int Rank { get; set; } = 4;

    [Parameter("k", Above = 0, Max = 4, Description = "ηS = 2ησ₁")]
    public double Step { get; set; } = 2.1;

    [Parameter("init", Above = 0, Max = 1, Description = "standard deviation of the start")]
    public double Start { get; set; } = 1e-3;

    [Parameter("T", Min = 64, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 3000;

    public override void Validate()
    {
        SpectrumRules.RequireDescending(SingularValues, "singular");
        SpectrumRules.RequireFits(SingularValues, Width);
        if (Rank > Width)
            throw new ParameterException("rank", $"is {Rank}; it must be at most n, {Width}.");
    }

    public override Outputs Evaluate()
    {
        var plan = new LowRankPlan(SingularValues, Width, Rank, Step, Start, Steps);
        var run = LowRankRun.Of(plan, new RandomStream(StartStream));
        return new Outputs
        {
            { "floor", plan.Floor },
            { "excessLow", Defined.OrNull(run.ExcessLow) },
            { "excessHigh", Defined.OrNull(run.ExcessHigh) },
            { "projectedFirst", run.LastProjected.Select(Defined.OrNull) },
        };
    }
}
