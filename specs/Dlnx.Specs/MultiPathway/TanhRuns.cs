using Dlnx.Networks;

namespace Dlnx.Specs.MultiPathway;

/// <summary>Where a training run of the tanh network ended.</summary>
/// <param name="Dominance">D</param>
/// <param name="HalfSharpness">ηλ/2 with the largest eigenvalue of the full Hessian</param>
/// <param name="Loss">the loss</param>
/// <param name="Coefficients">s_p</param>
public sealed record TanhEnd(double Dominance, double HalfSharpness, double Loss, double[] Coefficients);

/// <summary>Training runs of the tanh network for the figures 3 and 7.</summary>
public static class TanhRuns
{
    /// <summary>L = 3, ε = 0.1.</summary>
    public static TanhPathwayExperiment SettingA => new();

    /// <summary>L = 4, ε = 0.25.</summary>
    public static TanhPathwayExperiment SettingB => new() { Depth = 4, Scale = 0.25 };

    /// <summary>The seeds 1 to 5.</summary>
    public static IReadOnlyList<ulong> Seeds => [1, 2, 3, 4, 5];

    /// <summary>6000/min(1, q): as long in time for the small steps as for the large ones.</summary>
    public static int Steps(double q) => (int)Math.Round(6000 / Math.Min(1, q));

    /// <summary>Trains for the default number of steps, or for the given one.</summary>
    public static TanhEnd Train(TanhPathwayExperiment setting, CancellationToken cancellation, int? steps = null)
    {
        var (network, target) = (setting.Start(), setting.Target());
        for (var t = 0; t < (steps ?? Steps(setting.Q)); t++)
        {
            if (t % 256 == 0)
                cancellation.ThrowIfCancellationRequested();
            network.Step(target, setting.LearningRate);
        }

        var sharpness = network.Sharpness(target);
        return new(
            setting.Dominance(network),
            0.5 * setting.LearningRate * sharpness,
            network.Loss(target),
            setting.Coefficients(network)
        );
    }

    /// <summary>The ends of all five seeds at one learning rate, seed after seed.</summary>
    public static TanhEnd[] OfAllSeeds(TanhPathwayExperiment setting, double q, CancellationToken cancellation)
    {
        var ends = new TanhEnd[Seeds.Count];
        Parallel.For(
            0,
            ends.Length,
            new ParallelOptions { CancellationToken = cancellation },
            i => ends[i] = Train(setting with { Q = q, Seed = Seeds[i] }, cancellation)
        );
        return ends;
    }
}
