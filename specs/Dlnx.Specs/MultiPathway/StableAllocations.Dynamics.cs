using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

// The stable set as pictures, and the same runs with matrices.
public sealed partial class StableAllocations
{
    private const int ShownDepth = 3;

    [Check]
    public void The_stable_set_has_a_width()
    {
        double[] shares = [.. Enumerable.Range(0, 101).Select(i => i / 100.0)];
        double[] drawn = [.. Enumerable.Range(0, 11).Select(i => i / 10.0)];
        var figure = Figure(
            "Which shares of two pathways are stable, L = 3",
            Axis.Linear("share of pathway 1"),
            Axis.Linear("ηλ/2")
        );
        foreach (var q in new[] { 2.1, 2.4, 2 * Math.Cbrt(2) })
        {
            double EtaLambdaHalf(double a) => q * StoppingShare.RelativeSharpness(ShownDepth, 2, a) / 2;
            var eta = q / PathwaySharpness.Single(ShownDepth, 1);
            double[] measured = [.. drawn.Select(a => eta * FullSharpness(ShownDepth, [a, 1 - a]) / 2)];
            figure
                .Line($"q = {q:G4}", shares, [.. shares.Select(EtaLambdaHalf)])
                .Points($"full Hessian, q = {q:G4}", drawn, measured);
            Evidence
                .Agrees(
                    $"q = {q:G4}: ηλ/2 of the full Hessian at the drawn shares",
                    measured,
                    [.. drawn.Select(EtaLambdaHalf)],
                    Relative(1e-12)
                )
                .Rejects(
                    "exponent 2 − 1/L",
                    [.. drawn.Select(a => q * (Math.Pow(a, 5.0 / 3) + Math.Pow(1 - a, 5.0 / 3)) / 2)]
                );
        }
        figure.Level("2/η: stable below", 1);
    }

    [Check]
    public void Starts_inside_the_stable_set_stay_and_others_are_thrown_into_it()
    {
        const double q = 2.4;
        var limit = StoppingShare.At(ShownDepth, 2, q);
        double[] starts = [.. Enumerable.Range(0, 46).Select(i => 0.5 + (0.01 * i))];
        double[] ends = [.. starts.Select(a => Run(NearPair(a), q / 3, 4000)).Select(mode => mode.Shares().Max())];
        Figure(
                "Where gradient descent ends near a minimum of two pathways, L = 3, q = 2.4",
                Axis.Linear("share at the start"),
                Axis.Linear("largest share at the end")
            )
            .Line("stays", [0.5, limit], [0.5, limit])
            .Points("gradient descent, 4000 steps", starts, ends)
            .Rule("largest stable share", limit)
            .Level("largest stable share at the end", limit);
        var inside = starts.Zip(ends).Where(pair => pair.First < limit - 0.005).ToArray();
        Evidence
            .Agrees(
                "ends of the starts inside",
                [.. inside.Select(pair => pair.Second)],
                [.. inside.Select(pair => pair.First)],
                Absolute(2e-3)
            )
            .Rejects("all go to the equal split", [.. inside.Select(_ => 0.5)]);
        var outside = starts.Zip(ends).Where(pair => pair.First > limit + 0.005).Max(pair => pair.Second);
        Evidence.Below("largest end of the starts outside", outside, limit);
    }

    [Check(Tier.Standard)]
    public void The_matrices_end_at_two_of_four_as_well()
    {
        const int steps = 20_000;
        var stream = new RandomStream(StreamSeed());
        var target = TargetMatrix.Rotated(2, stream, 1, 0.4);
        int[] depths = [3, 3, 3, 3];
        var mode = TwoOfFour();
        var second = new PathwayMode(depths, 0.4, mode.Scales);
        double[][] scales = [.. Enumerable.Range(0, 4).Select(p => (double[])[mode.Scales[p], second.Scales[p]])];
        var network = PathwayFrame.Random(depths, target.Left, target.Right, stream).Network((p, _) => scales[p]);
        for (var t = 0; t < steps; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            network.Step(target.Matrix, 0.8);
            mode.Step(0.8);
        }
        double[] shares = [.. depths.Select((_, p) => network.PathwayProduct(p)).Select(map => Seen(map, target))];
        Evidence
            .Agrees(
                $"d = 2, {steps} steps: shares of mode 1 in the weights against the scalar model",
                shares,
                mode.Shares(),
                Absolute(1e-10)
            )
            .Rejects("the equal split", 0.25, 0.25, 0.25, 0.25);
        Evidence.Below("loss at the end", network.Loss(target.Matrix), 1e-20);
    }

    private static double Seen(Matrix map, TargetMatrix target) =>
        (target.Left.Transpose() * map * target.Right)[0, 0] / target.SingularValues[0];
}
