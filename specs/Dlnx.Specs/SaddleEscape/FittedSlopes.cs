using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/fig-4",
    "Off-manifold critical depth",
    Kind = ClaimKind.Figure,
    Source = "Figure 4, Table 1",
    Aliases = ["C/tab-1"],
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-11"],
    Verdict = Verdict.Confirmed,
    Statement = """
        From a He-normal start with the first $r$ layers scaled by $\varepsilon$, the slope of $\log\tau$ against
        $\log\frac1\varepsilon$ is $r - 2$, insensitive to the loss threshold. Fitted slopes (Table 1), predicted 1, 2, 3 for
        $r = 3, 4, 5$.
        """,
    Explanation = """
        The settings of the figure are lost and chosen here. Deviations from $r - 2$ are those of finite $\varepsilon$: slopes
        between neighbouring points converge.
        """
)]
public sealed class FittedSlopes : ClaimSpec
{
    private static readonly double[] Three = [0.1, 0.03, 0.01, 0.003];

    [Parameter("width", Min = 1, Max = 32, Description = "m of the random networks")]
    public int Width { get; set; } = 8;

    [Parameter("dim", Min = 1, Max = 16, Description = "d of the random networks")]
    public int Dimension { get; set; } = 4;

    [Parameter("examples", Min = 32, Max = 4096, Description = "inputs of the random networks, even")]
    public int Examples { get; set; } = 512;

    [Parameter("seeds", Min = 1, Max = 16, Description = "random networks")]
    public int Seeds { get; set; } = 4;

    [Parameter("r", Min = 3, Max = 5, Description = "layers scaled by ε in the random networks")]
    public int Layers { get; set; } = 3;

    [Parameter("thresholdFraction", Above = 0.05, Below = 0.95, Description = "of the zero network's loss")]
    public double Fraction { get; set; } = 0.5;

    public override void Validate()
    {
        if (Examples % 2 != 0)
            throw new ParameterException("examples", $"is {Examples}; it must be even, for mirror images.");
    }

    [Check(Tier.Standard)]
    public void The_slope_hardly_depends_on_the_threshold()
    {
        double[] fractions = [0.9, 0.5, 0.25];
        var slopes = new double[3];
        Parallel.For(0, 3, i => slopes[i] = Slope(fractions[i]));
        for (var i = 0; i < 3; i++)
        {
            Evidence.Golden($"r=3, loss fraction {fractions[i]}: OLS slope", slopes[i], Absolute(1e-3));
            Evidence
                .Agrees(
                    $"r = 3, loss fraction {fractions[i]}: OLS slope over {Three.Length} points",
                    slopes[i],
                    1,
                    Absolute(0.15)
                )
                .Rejects("r − 1", 2)
                .Rejects("L − 2", 3);
        }

        double Slope(double fraction)
        {
            double[] times =
            [
                .. Three.Select(e =>
                    new BottleneckNetwork { Scale = e }
                        .Escape(fraction, Cancellation)
                        .OrThrow()
                        .Time
                ),
            ];
            return LineFit.PowerLaw([.. Three.Select(e => 1 / e)], times).Slope;
        }
    }

    [Check(Tier.Standard)]
    public void Random_networks_against_their_own_blow_up_times()
    {
        double[] scales = Layers == 3 ? [0.1, 0.05, 0.02, 0.01] : [0.2, 0.1, 0.05];
        double[] inverse = [.. scales.Select(e => 1 / e)];
        RandomBottlenecks[] networks =
        [
            .. Enumerable
                .Range(0, Seeds)
                .Select(i => new RandomBottlenecks(StreamSeed(i), StreamSeed(100), Width, Dimension, Examples)),
        ];
        var times = new double[Seeds][];
        Parallel.For(0, Seeds, i => times[i] = networks[i].EscapeTimes(Layers, scales, Fraction, Cancellation));
        var figure = Figure($"Random networks, first {Layers} layers × ε", Axis.Log("1/ε"), Axis.Log("τ"));
        for (var i = 0; i < Math.Min(Seeds, 4); i++)
        {
            var blowUp = new HomogeneousBlowUp(networks[i].Unscaled(), Layers, networks[i].Drive()).Time;
            figure
                .Line(
                    $"T_b ε^−{Layers - 2}, network {i + 1}",
                    inverse,
                    [.. inverse.Select(x => blowUp * Math.Pow(x, Layers - 2))]
                )
                .Points($"network {i + 1}", inverse, times[i]);
        }

        double[] mean = [.. Enumerable.Range(0, scales.Length).Select(k => times.Average(t => t[k]))];
        var fit = LineFit.PowerLaw(inverse, mean);
        Evidence
            .Agrees(
                $"slope of the mean τ over {Seeds} networks, {fit.Points} points, s.e. {fit.SlopeError:G2}",
                fit.Slope,
                Layers - 2,
                Absolute(0.25)
            )
            .Rejects("r − 1", Layers - 1)
            .Rejects("r − 3", Layers - 3);
    }
}
