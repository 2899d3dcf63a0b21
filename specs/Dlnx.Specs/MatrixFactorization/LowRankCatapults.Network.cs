using Dlnx.Networks;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

public sealed partial class LowRankCatapults
{
    private const double NetworkEta = 0.1;

    [Parameter("seeds", Min = 0, Description = "seeds of the adaptors' starts in the network")]
    public int[] NetworkSeeds { get; set; } = [1, 2];

    [Check(Tier.Standard)]
    public void A_network_catapults_at_every_rank()
    {
        RequireReferenceNetwork();
        RequireReference("eta", Eta, NetworkEta);
        var runs = Tune(Ranks.SelectMany(rank => NetworkSeeds.Select(seed => Plan(rank, seed, NetworkEta))));
        double[] jumps = [.. runs.Select(Jump)];
        Evidence
            .Trend("full batch, η = 0.1: a jump of the loss of at least 0.1", Above(jumps, 0.1), jumps.Length)
            .Rejects("no oscillation without minibatches: jump below 0.01", Below(jumps, 0.01));
        Evidence.Trend("of at least 0.5", Above(jumps, 0.5), FourOfFive(jumps.Length));
        double[] smallest = jumps[..NetworkSeeds.Length];
        Evidence
            .Trend("rank 1 catapults too: a jump of at least 0.1", Above(smallest, 0.1), smallest.Length)
            .Rejects("a threshold in the rank: no jump at rank 1", Below(smallest, 0.01));
        Evidence.Trend("final loss at most 1.5", Below([.. runs.Select(run => run.Loss)], 1.5), jumps.Length);
        var figure = Figure("Catapults of a network, η = 0.1", Axis.Linear("step"), Axis.Log("loss"));
        for (var i = 0; i < Ranks.Length; i++)
            DrawLosses(figure, $"r = {Ranks[i]}", runs[i * NetworkSeeds.Length]);
    }

    private static double[] Above(double[] values, double bound) => [.. values.Select(value => value - bound)];

    private static void DrawLosses(Figure figure, string name, TrainingRun run) =>
        figure.Line(name, [.. Enumerable.Range(0, run.Losses.Length).Select(t => (double)t)], run.Losses);
}
