using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/fig-2",
    "Depth scaling (a), critical depth (b)",
    Kind = ClaimKind.Figure,
    Source = "Fig. 2",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/eq-11", "C/thm-6"],
    Verdict = Verdict.Confirmed,
    Statement = """
        (a) Escape times from balanced starts scale like $\varepsilon^{-(L-2)}$; (b) with $r$ bottleneck layers at fixed $L$
        they scale like $\varepsilon^{-(r-2)}$.
        """,
    Explanation = """
        The settings are chosen here: tanh, $\alpha = 1$, $a_\star = \tfrac12$; (a) nine $\varepsilon$ from $10^{-3}$ to
        $10^{-1}$ and $L = 2, \dots, 5$; (b) $L = 5$, the other layers at 1.
        """
)]
public sealed class DepthScaling : EscapeSpec
{
    [Parameter("phi", Description = "φ, with a slope at 0 and φ(0) = 0, drawn beside tanh")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 2, Max = 12, Description = "L of part (b)")]
    public int Depth { get; set; } = 5;

    [Parameter(Min = 0.1, Max = 10, Description = "scale of the layers outside the bottleneck")]
    public double Other { get; set; } = 1;

    [Parameter(Above = 0.12, Max = 1.5, Description = "a⋆")]
    public double Threshold { get; set; } = 0.5;

    private static double[] Scales => EscapeSetting.LogSpaced(EscapeSetting.SmallestEps, 0.1, 9);

    public override void Validate() => EscapeSetting.Resolve(Phi);

    [Check(Tier.Standard)]
    public void Balanced_times_scale_with_the_exponent_L_minus_2()
    {
        var scales = Scales;
        for (var depth = 2; depth <= 5; depth++)
        {
            var times = BalancedTimes(Activations.Tanh, depth, EscapeSetting.SixDigits, scales);
            var fit = RecordSlope($"L = {depth}, reduced flow", scales, times);
            var local = RecordSlope($"L = {depth}, reduced flow", scales[..4], times[..4]);
            if (depth == 2)
            {
                Evidence.Below("L = 2: slope of the four smallest ε, falling to 0", local.Slope, fit.Slope);
                continue;
            }

            foreach (var slope in new[] { fit.Slope, local.Slope })
            {
                Evidence
                    .Agrees($"L = {depth}: slope", slope, depth - 2, Absolute(0.03))
                    .Rejects("L − 1", depth - 1)
                    .Rejects("L", depth);
            }
        }
    }

    [Check(Tier.Standard)]
    public void Closed_form_reduced_flow_and_full_networks_agree()
    {
        var phi = EscapeSetting.Resolve(Phi);
        var run = EscapeSetting.SixDigits with { Threshold = Threshold };
        var figure = Figure("(a) Depth scaling, balanced starts", Axis.Log("1/ε"), Axis.Log("τ⋆"));
        var line = EscapeSetting.LogSpaced(EscapeSetting.SmallestEps, Scales[^1], 20);
        var (reduced, full, slopes) = (new List<double>(), new List<double>(), new List<double>());
        for (var depth = 2; depth <= 5; depth++)
        {
            var drive = EscapeSetting.Drive(phi, depth);
            double[] leads = [.. line.Select(eps => EscapeQuadrature.BalancedTime(depth, eps, drive, Threshold))];
            figure.Line($"L = {depth}, closed form", EscapeSetting.Inverse(line), leads);
            var times = BalancedTimes(phi, depth, run, Scales);
            reduced.AddRange(times);
            slopes.Add(LineFit.LocalSlopes(EscapeSetting.Inverse(Scales), times)[0]);
            if (depth is 3 or 4)
                full.AddRange(Networks(phi, depth, run));
        }

        figure
            .Points("exact reduced flow", Repeated(Scales, 4), reduced)
            .Points($"full network of width {NetworkWidth}", Repeated(NetworkScales, 2), full);
        var steps = slopes.Skip(1).Zip(slopes, (next, slope) => next - slope - 0.5);
        Evidence.Trend("local slope at the smallest ε: each layer adds more than ½", [.. steps], 3);
    }

    [Check(Tier.Standard)]
    public void The_slope_counts_the_small_layers_only()
    {
        var phi = EscapeSetting.Resolve(Phi);
        var figure = Figure($"(b) Critical depth, L = {Depth}", Axis.Log("1/ε"), Axis.Log("τ⋆"));
        var scales = EscapeSetting.LogSpaced(EscapeSetting.SmallestEps, EscapeSetting.LargestEps, 7);
        var (reduced, slopes) = (new List<double>(), new List<double>());
        for (var r = 1; r <= Depth; r++)
        {
            var start = new BottleneckStart(phi, Depth, [.. Enumerable.Range(0, r)], Other) { Threshold = Threshold };
            var times = Times([.. scales.Select(start.At)]);
            var leads = scales.Select(start.LeadingTime);
            figure.Line($"r = {r}, quadrature", EscapeSetting.Inverse(scales), [.. leads]);
            reduced.AddRange(times);
            slopes.Add(LineFit.LocalSlopes(EscapeSetting.Inverse(scales), times)[0]);
        }

        figure.Points("exact reduced flow", Repeated(scales, Depth), reduced);
        double[] steps = [.. slopes.Skip(1).Zip(slopes, (next, slope) => next - slope)];
        Evidence.Trend(
            $"L = {Depth}, local slope at the smallest ε: each small layer adds to it, the same depth notwithstanding",
            steps,
            steps.Length
        );
    }

    private double[] Networks(Activation phi, int depth, EscapeRun run)
    {
        var full = NetworkTimes(phi, run, [.. NetworkScales.Select(eps => EscapeSetting.Balanced(depth, eps))]);
        var reduced = BalancedTimes(phi, depth, run, NetworkScales);
        Evidence
            .Agrees($"L = {depth}: τ of the full network", full, reduced, Relative(1e-6))
            .Rejects("t in place of τ = t/m", [.. reduced.Select(time => time * NetworkWidth)]);
        RecordSlope($"L = {depth}, full network", NetworkScales, full);
        return full;
    }

    private static double[] Repeated(double[] scales, int times) =>
        [.. Enumerable.Repeat(EscapeSetting.Inverse(scales), times).SelectMany(x => x)];
}
