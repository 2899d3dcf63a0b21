namespace Dlnx.Specs.FlatnessBias;

public sealed partial class ClippedTraining
{
    [Check(Tier.Full)]
    public void CIFAR10_gains_from_a_cap()
    {
        double[] caps = [double.PositiveInfinity, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8];
        var runs = TrainOnCifar5k([.. caps.Select(cap => RmsProp(0.001, cap))]);
        var (free, capped) = (runs[0], runs.Skip(1).ToArray());
        var best = capped.Where(sweep => sweep.Failed == 0).MaxBy(sweep => sweep.MeanAccuracy);
        if (best is null)
            Skip("No capped run reaches the loss at which training ends.");
        Evidence.AtLeast(
            "CIFAR-10 5k: best mean validation accuracy with a cap less that without",
            best!.MeanAccuracy - free.MeanAccuracy,
            0.01
        );
        Evidence
            .Trend(
                "CIFAR-10 5k: terminal λ₁ at the best cap is below that without, by seed",
                [.. best.SharpnessOver(free).Select(ratio => 1 - ratio)],
                atLeast: (4 * Seeds.Length) / 5
            )
            .Rejects("the cap sharpens", [.. best.SharpnessOver(free).Select(ratio => ratio - 1)]);
    }
}
