using Dlnx.Linear;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

public sealed partial class AllocationByStep
{
    // Beyond the window the end is a cycle; a mean shows it as one point.
    private const int Tail = 64;

    private static readonly StepScan[] Scans =
    [
        new(4, [0.22, 0.20]),
        new(3, [0.11, 0.10]),
        new(6, [0.44, 0.40]),
        new(4, [0.22, 0.20, 0.19, 0.18]),
        new(6, [0.46, 0.43, 0.42, 0.41]),
    ];

    [Check(Tier.Standard)]
    public void From_far_below_to_far_above_the_window()
    {
        foreach (var scan in Scans)
        {
            var window = new StabilityWindow(scan.Depth, scan.Scales.Length);
            var top = 1.25 * window.High;
            double[] qs = [.. Enumerable.Range(1, 80).Select(i => top * i / 80)];
            Scan($"L = {scan.Depth}, P = {scan.Scales.Length}", scan, 1, qs, Duration);
        }
    }

    [Check]
    public void From_below_to_above_the_window_at_this_setting() =>
        Scan("This setting", new(Depth, Alpha), Sigma, [.. Qs.Order()], OwnSteps);

    private void Scan(string title, StepScan scan, double sigma, double[] qs, int steps)
    {
        var (depth, pathways) = (scan.Depth, scan.Scales.Length);
        var single = PathwaySharpness.Single(depth, sigma);
        var window = new StabilityWindow(depth, pathways);
        var flow = GradientFlowEndpoint.Homogeneous(depth, scan.Scales, sigma);
        var ends = Sweep(depth, sigma, scan.Scales, qs, steps);
        var tails = ends.Select((end, i) => TailOf(end, qs[i] / single)).ToArray();
        var finite = Enumerable.Range(0, qs.Length).Where(i => double.IsFinite(tails[i].Dominance)).ToArray();
        double[] drawn = [.. finite.Select(i => qs[i])];
        double[] inside = [.. Enumerable.Range(1, 60).Select(i => 2 + ((window.Flat - 2) * i / 60))];
        Thresholds(
                Figure($"{title}: share of the dominant pathway", Axis.Linear("q = ηλ^sp"), Axis.Linear("D")),
                window
            )
            .Line("end of gradient flow", [qs[0], 2], [flow.Dominance, flow.Dominance])
            .Line(
                pathways == 2 ? "a(q), λ = 2/η" : "a(q), λ = 2/η, equal followers",
                inside,
                [.. inside.Select(q => StoppingShare.At(depth, pathways, q))]
            )
            .Line("equal split", [qs[0], qs[^1]], [1.0 / pathways, 1.0 / pathways])
            .Points("gradient descent, mean of the last 64 steps", drawn, [.. finite.Select(i => tails[i].Dominance)]);
        double[] flows = [.. qs.Select(q => q / single * flow.Sharpness / 2)];
        double[] equal = [.. qs.Select(q => q / window.Flat)];
        Thresholds(Figure($"{title}: sharpness", Axis.Linear("q = ηλ^sp"), Axis.Linear("ηλ/2")), window)
            .Line("end of gradient flow", qs, flows)
            .Line("equal split", qs, equal)
            .Points("gradient descent, mean of the last 64 steps", drawn, [.. finite.Select(i => tails[i].Half)])
            .Level("λ = 2/η", 1);
        CheckSettled(title, scan, sigma, qs, [.. tails.Select(tail => tail.Half)], steps);
    }

    private void CheckSettled(string title, StepScan scan, double sigma, double[] qs, double[] halves, int steps)
    {
        double[] settled =
        [
            .. halves.Where((_, i) => SettledRun.Objection(scan.Depth, scan.Scales, sigma, qs[i], steps) is null),
        ];
        if (settled.Length == 0)
            Skip("No step of the list is known to settle; choose smaller scales, smaller q or more steps.");
        Evidence.Below($"{title}: largest ηλ/2 of the steps known to settle", settled.Max(), 1.002);
    }

    private static Figure Thresholds(Figure figure, StabilityWindow window) =>
        figure
            .Rule("2, η = 2/λ^sp", StabilityWindow.Low)
            .Rule("2P^(1−2/L), η = 2/λ^min", window.Flat)
            .Rule("c_L, η = η_WCR", window.ReturnThreshold);

    private static TailMean TailOf(PathwayMode end, double eta)
    {
        var (mode, dominance, sharpness) = (end.Copy(), 0.0, 0.0);
        for (var t = 0; t < Tail; t++)
        {
            mode.Step(eta);
            dominance += mode.Dominance / Tail;
            sharpness += mode.Sharpness / Tail;
        }
        return new(dominance, eta * sharpness / 2);
    }

    private sealed record StepScan(int Depth, double[] Scales);

    private sealed record TailMean(double Dominance, double Half);
}
