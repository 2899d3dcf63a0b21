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
    private const int NetworkWidth = 2;
    private static readonly double[] NetworkScales = [0.03, 0.05, 0.08, 0.12];

    [Parameter("phi", Description = "φ, with a slope at 0 and φ(0) = 0, drawn beside tanh")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 2, Max = 12, Description = "L of part (b)")]
    public int Depth { get; set; } = 5;

    [Parameter(Min = 0.1, Max = 10, Description = "scale of the layers outside the bottleneck")]
    public double Other { get; set; } = 1;

    [Parameter(Above = 0.1, Max = 1.5, Description = "a⋆")]
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
            var fit = Record($"L = {depth}, reduced flow", scales, times);
            var local = Record($"L = {depth}, reduced flow", scales[..4], times[..4]);
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
    public void Full_networks_have_the_slopes_of_the_reduced_flow()
    {
        var network = new ManifoldEscape(Activations.Tanh, NetworkWidth) { Cancellation = Cancellation };
        foreach (var depth in new[] { 3, 4 })
        {
            var full = Escaped(
                EscapeSweep.Times(
                    NetworkScales.Length,
                    i => network.Time(EscapeSetting.Balanced(depth, NetworkScales[i])),
                    Cancellation
                )
            );
            var reduced = BalancedTimes(Activations.Tanh, depth, EscapeSetting.SixDigits, NetworkScales);
            var fit = Record($"L = {depth}, network of width {NetworkWidth}", NetworkScales, full);
            Evidence
                .Agrees($"L = {depth}: τ of the full network", full, reduced, Relative(1e-6))
                .Rejects("t in place of τ = t/m", [.. reduced.Select(time => time * NetworkWidth)]);
            Evidence
                .Agrees($"L = {depth}: slope at these larger ε", fit.Slope, depth - 2, Absolute(0.2))
                .Rejects("L − 1", depth - 1);
        }
    }

    [Check(Tier.Standard)]
    public void Panel_a()
    {
        var phi = EscapeSetting.Resolve(Phi);
        var figure = Figure("Depth scaling", Axis.Log("1/ε"), Axis.Log("τ⋆"));
        var scales = Scales;
        var slopes = new List<double>();
        for (var depth = 2; depth <= 5; depth++)
        {
            var drive = EscapeSetting.Drive(phi, depth);
            var times = BalancedTimes(phi, depth, EscapeSetting.SixDigits with { Threshold = Threshold }, scales);
            double[] leads = [.. scales.Select(eps => EscapeQuadrature.BalancedTime(depth, eps, drive, Threshold))];
            figure
                .Line($"L = {depth}, closed form", Inverse(scales), leads)
                .Points($"L = {depth}, reduced flow", Inverse(scales), times);
            slopes.Add(LineFit.LocalSlopes(Inverse(scales), times)[0]);
        }

        var steps = slopes.Skip(1).Zip(slopes, (next, slope) => next - slope).ToArray();
        Evidence.Trend(
            "local slope at the smallest ε: each layer adds more than ½",
            [.. steps.Select(s => s - 0.5)],
            3
        );
    }

    [Check(Tier.Standard)]
    public void Panel_b()
    {
        var phi = EscapeSetting.Resolve(Phi);
        var figure = Figure("Critical depth", Axis.Log("1/ε"), Axis.Log("τ⋆"));
        var scales = EscapeSetting.LogSpaced(EscapeSetting.SmallestEps, EscapeSetting.LargestEps, 7);
        var slopes = new List<double>();
        for (var r = 1; r <= Depth; r++)
        {
            var start = new BottleneckStart(phi, Depth, [.. Enumerable.Range(0, r)], Other) { Threshold = Threshold };
            var times = Times([.. scales.Select(start.At)]);
            figure
                .Line($"r = {r}, quadrature", Inverse(scales), [.. scales.Select(start.LeadingTime)])
                .Points($"r = {r}, reduced flow", Inverse(scales), times);
            slopes.Add(LineFit.LocalSlopes(Inverse(scales), times)[0]);
        }

        var steps = slopes.Skip(1).Zip(slopes, (next, slope) => next - slope).ToArray();
        Evidence.Trend(
            $"L = {Depth}, local slope at the smallest ε: each small layer adds to it, the same depth notwithstanding",
            steps,
            steps.Length
        );
    }

    private LineFit Record(string name, double[] scales, double[] times)
    {
        var fit = LineFit.PowerLaw(Inverse(scales), times);
        var window = $"{fit.Points} points, ε from {scales[0]:G4} to {scales[^1]:G4}";
        Evidence.Golden($"{name}: slope ({window})", fit.Slope, Absolute(1e-3));
        Evidence.Golden($"{name}: standard error of the slope ({window})", fit.SlopeError, Absolute(1e-4));
        return fit;
    }

    private static double[] Inverse(double[] scales) => [.. scales.Select(eps => 1 / eps)];
}
