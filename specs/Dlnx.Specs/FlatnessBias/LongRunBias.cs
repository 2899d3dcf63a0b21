using Dlnx.Flatness;
using Dlnx.Numerics;
using MathNet.Numerics.Distributions;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/sec-5.4",
    "Long-run right skew; the bias grows with time and learning rate",
    Kind = ClaimKind.Remark,
    Source = "Sections 1 and 5.4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/eq-4", "D/thm-5.4"],
    Verdict = Verdict.Conditional,
    Statement = """
        Even-time medians fall, mass moves left and the right tail widens, the more so for larger $\eta$ and longer runs. For
        $\Delta(u) = mu$ from $u_0$: mean $u_0$ for all $t$, even-time median $(1 - m^2)^{t/2}u_0$, variance
        $((1 + m^2)^t - 1)u_0^2$, skewness
        $$\frac{(1 + 3m^2)^t - 3(1 + m^2)^t + 2}{((1 + m^2)^t - 1)^{3/2}} > 0,$$
        and $P(u_t < u_0) = P(k < t\gamma)$ with $k \sim \mathrm{Bin}(t, \tfrac12)$ and
        $\gamma = -\ln(1 - m)/\ln\frac{1 + m}{1 - m} > \tfrac12$, which tends to 1.
        """,
    Explanation = """
        Holds for the median, not for the mean (the typical $h$ falls while $\mathbb Eh$ grows), and eventually, not stepwise.
        That a larger learning rate lowers the median is a trend: it fails for about one in a hundred very steep laws.
        """
)]
public sealed partial class LongRunBias : ClaimSpec
{
    [Parameter("m", Above = 0, Below = 1, Description = "slope of Δ(u) = mu")]
    public double Slope { get; set; } = 0.3;

    [Parameter("t", Min = 0, Max = 1000, Description = "steps")]
    public int Steps { get; set; } = 40;

    [Parameter("u0", Above = 0, Max = 1e6, Description = "start")]
    public double Start { get; set; } = 1;

    [Check]
    public void Closed_forms_match_the_law_of_all_values()
    {
        var point = new AffinePoint(Slope, Steps);
        if (Steps == 0 || point.Variance < 1e-6 || !(Math.Pow(1 + Slope, 3.0 * Steps) < 1e300))
            Skip("The law is a point, or its third moment exceeds the range of doubles.");
        Evidence
            .Agrees("E u_t/u₀", point.Expectation(u => u), 1, Absolute(1e-10))
            .Rejects("a falling mean, (1 − m²)^(t/2)", point.Median);
        Evidence
            .Agrees("variance", point.Expectation(u => (u - 1) * (u - 1)), point.Variance, Relative(1e-10))
            .Rejects("t·m², independent steps of fixed size", Steps == 1 ? 0 : Steps * Slope * Slope);
        var third = point.Expectation(u => Math.Pow(u - 1, 3)) / Math.Pow(point.Variance, 1.5);
        var skewness = Evidence.Agrees("skewness", third, point.Skewness, Mixed(1e-10));
        if (Steps > 1)
            skewness.Rejects("0", 0);
        Evidence
            .Agrees("P(u_t < u₀)", point.Expectation(u => u < 1 ? 1 : 0), point.ProbabilityBelow, Absolute(1e-10))
            .Rejects("0", 0);
    }

    [Check]
    public void The_median_falls_and_the_mean_stays()
    {
        if (Steps == 0 || Steps % 2 == 1)
            Skip($"t = {Steps} has no single median; choose an even number of steps.");
        var point = new AffinePoint(Slope, Steps);
        if (-Steps * point.LogDrift < 1e-8)
            Skip($"The median differs from u₀ by {-Steps * point.LogDrift:G3} only; choose a larger m or t.");
        double[] masses = [.. Enumerable.Range(0, Steps + 1).Select(k => Binomial.PMF(0.5, Steps, k))];
        int[] kept = [.. Enumerable.Range(0, Steps + 1).Where(k => masses[k] > 0)];
        var law = new DiscreteLaw([.. kept.Select(point.LogValue)], [.. kept.Select(k => masses[k])]);
        Evidence
            .Agrees("median of ln(u_t/u₀)", law.UpperMedian, Steps * point.LogDrift, Mixed(1e-10))
            .Rejects("t·ln(1 − m²)", 2 * Steps * point.LogDrift);
        var mean = kept.Sum(k => masses[k] * point.LogValue(k));
        Evidence.Agrees("mean of ln(u_t/u₀)", mean, Steps * point.LogDrift, Mixed(1e-9));
        Evidence.Below("median of u_t", Start * point.Median, Start);
        Evidence.Above("γ", point.Threshold, 0.5);
    }

    [Check]
    public void Mass_moves_left_with_time_and_rate()
    {
        int[] times = [10, 40, 200, 1000];
        double[] slopes = [0.1, 0.2, 0.3, 0.5];
        foreach (var m in slopes)
        {
            double[] below = [.. times.Select(t => new AffinePoint(m, t).ProbabilityBelow)];
            Evidence
                .Matches($"m = {m}: P(u_t < u₀) rises over t = 10, 40, 200, 1000", Rises(below), true)
                .Rejects("a probability that stays", false);
        }
        // A small slope starts with ½ + ½P(S_t = 0), which falls: the mass moves left eventually, not at every step.
        Evidence.Below(
            "m = 0.05: P(u₄₀ < u₀) − P(u₁₀ < u₀)",
            new AffinePoint(0.05, 40).ProbabilityBelow - new AffinePoint(0.05, 10).ProbabilityBelow,
            0
        );
        foreach (var t in times)
        {
            Evidence.Matches(
                $"t = {t}: the median falls with m",
                Rises([.. slopes.Select(m => -Math.Log(new AffinePoint(m, t).Median))]),
                true
            );
            Evidence.Matches(
                $"t = {t}: the variance rises with m",
                Rises([.. slopes.Select(m => new AffinePoint(m, t).Variance)]),
                true
            );
        }
        Evidence.Above("P(u_t < u₀), m = 0.3, t = 10 000", new AffinePoint(0.3, 10_000).ProbabilityBelow, 1 - 1e-12);
    }

    [Check]
    public void A_larger_learning_rate_lowers_the_median()
    {
        var stream = new RandomStream(StreamSeed());
        var margins = new double[300];
        for (var draw = 0; draw < margins.Length; draw++)
        {
            var law = RandomStepLaws.DrawLipschitz(stream, 10, 0.8);
            var start = stream.NextNormal();
            var median = EndpointLaw.From(law, start, 8).UpperMedian;
            margins[draw] = median + 1e-12 - EndpointLaw.From(new ScaledStep(law, 1.2), start, 8).UpperMedian;
        }
        Evidence.Trend("upper median at t = 8 under Δ minus that under 1.2Δ, G(10; L = 0.8)", margins, atLeast: 297);
    }

    private static bool Rises(double[] values) => values.Zip(values.Skip(1)).All(pair => pair.Second > pair.First);
}
