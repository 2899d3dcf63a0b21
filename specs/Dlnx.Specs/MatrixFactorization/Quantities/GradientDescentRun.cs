using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization.Quantities;

[Quantity(
    "B/dln",
    "Gradient descent on a deep linear network, with loss, sharpness, alignment and balance on the way",
    Source = "B/fig-2, B/fig-3, B/fig-5, B/fig-7, B/fig-12, B/fig-15"
)]
public sealed class GradientDescentRun : Quantity
{
    // A quantity is a function of its parameters, so its random starts and frames come from fixed streams.
    private const ulong TargetStream = 1;
    private const ulong StartStream = 2;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [10, 6, 3];

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("d", Min = 1, Max = 50, Description = "width of the layers")]
    public int Width { get; set; } = 5;

    [Parameter("eta", Above = 0, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.0315;

    [Parameter("k", Above = 0, Description = "ηS, instead of eta")]
    public double? Step { get; set; }

    [Parameter(Above = 0, Max = 1e3, Description = "scale of the start")]
    public double Alpha { get; set; } = 0.01;

    [Parameter("T", Min = 64, Max = 10_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 1500;

    [Parameter("init", Description = "the start: unbalanced and orthogonal have W_L = 0")]
    public StartKind Start { get; set; } = StartKind.Unbalanced;

    [Parameter("target", Description = "frame of the target")]
    public FrameKind Frame { get; set; } = FrameKind.Diag;

    [Parameter(Min = 0, Max = 1, Description = "size of the perturbation off the invariant set, 0 for none")]
    public double SeedSize { get; set; }

    [Parameter(Min = 1, Max = 10_000_000, Description = "steps between samples of loss and sharpness")]
    public int Every { get; set; } = 10;

    private double Eta => Step is { } k ? k / StepChoice.Sharpness(Depth, Sigma[0]) : LearningRate;

    public override void Validate()
    {
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
    }

    public override Outputs Evaluate()
    {
        var target = Frame.Target(Width, new RandomStream(TargetStream), Sigma);
        var start = Start.Network(Depth, Width, Alpha, new RandomStream(StartStream));
        OffDiagonalSeed.Add(start, target, SeedSize);
        var plan = new RunPlan(Eta, Steps) { Every = Every, Sharpness = SharpnessRecording.EverySample };
        var run = RecordedRun.Of(start, target, plan);
        var finite = run.Network.Product().IsFinite();
        var directions = Enumerable.Range(0, target.Rank);
        var right = Leading(target.Right, target.Rank);
        return new Outputs
        {
            { "projected", directions.Select(run.Tail) },
            { "periods", run.Periods },
            { "steps", run.Samples.Select(sample => sample.Step) },
            { "loss", run.Samples.Select(sample => sample.Loss) },
            { "sharpness", run.Samples.Select(sample => sample.Sharpness) },
            { "offDiagonalMax", run.OffDiagonalMaximum },
            { "gaps", finite ? LayerAlignment.Gaps(run.Network, right) : null },
            { "subspaceDistance", finite ? LayerAlignment.SubspaceDistances(run.Network, target.Rank) : null },
            { "firstCrossing", run.FirstCrossing },
        };
    }

    private static Matrix Leading(Matrix matrix, int columns) =>
        matrix * Matrix.Diagonal(matrix.Columns, columns, Enumerable.Repeat(1.0, columns).ToArray());
}
