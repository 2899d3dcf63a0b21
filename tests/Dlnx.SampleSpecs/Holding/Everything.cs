using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.SampleSpecs.Holding;

[Claim(
    "Sample/everything",
    "Partial sums of the geometric series",
    Kind = ClaimKind.Theorem,
    Source = "Textbook, eq. (1)",
    DependsOn = ["Sample/random"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For $0 < q < 1$ and $n \ge 1$,
        $$\sum_{i=0}^{n} q^i = \frac{1 - q^{n+1}}{1 - q}.$$
        """
)]
public sealed class Everything : ClaimSpec
{
    [Parameter("n", Min = 1, Max = 50, Description = "the last exponent")]
    public int Last { get; set; } = 10;

    [Parameter("q", Above = 0, Below = 1, Description = "the ratio")]
    public double Ratio { get; set; } = 0.5;

    [Check]
    public void The_sum_agrees_with_the_closed_form() =>
        Evidence
            .Agrees("Sₙ", GeometricSeries.Sum(Ratio, Last), GeometricSeries.Closed(Ratio, Last), Relative(1e-12))
            .Rejects("qⁿ instead of qⁿ⁺¹", GeometricSeries.Closed(Ratio, Last - 1))
            .Rejects("a divergent series", double.NaN);

    [Check]
    public void All_partial_sums_agree()
    {
        double[] Sums(int skipped, Func<double, int, double> sum) =>
            [.. Enumerable.Range(skipped, Last + 1).Select(n => sum(Ratio, n))];
        Evidence
            .Agrees("S₀ … Sₙ", Sums(0, GeometricSeries.Sum), Sums(0, GeometricSeries.Closed), Relative(1e-12))
            .Rejects("sums that start at S₁", Sums(1, GeometricSeries.Closed))
            .Rejects("one sum only", 1.0);
    }

    [Check]
    public void The_number_of_terms_is_known() =>
        Evidence.Matches("terms", Enumerable.Range(0, Last + 1).Count(), Last + 1).Rejects("n terms", Last);

    [Check]
    public void The_sum_stays_below_its_limit()
    {
        var sum = GeometricSeries.Sum(Ratio, Last);
        Evidence.Above("Sₙ against its first term", sum, 1);
        Evidence.AtLeast("Sₙ against S₁", sum, 1 + Ratio);
        Evidence.AtMost("Sₙ against the number of terms", sum, Last + 1);
        Evidence.Below("q against 1", Ratio, 1);
    }

    [Check]
    public void It_holds_for_random_ratios()
    {
        var cases = from q in Draw.Between(0.01, 0.99) from n in Draw.Integer(1, 50) select new SumCase(q, n);
        Evidence
            .ForAll("Sₙ(q) for all q and n", cases.ToArbitrary(), c => Deviation(c, c.N), Absolute(1e-9))
            .Rejects("qⁿ instead of qⁿ⁺¹", c => Deviation(c, c.N - 1));
    }

    [Check]
    public void More_terms_give_more()
    {
        var growth = Enumerable
            .Range(0, 5)
            .Select(n => GeometricSeries.Sum(Ratio, n + 1) - GeometricSeries.Sum(Ratio, n))
            .ToArray();
        Evidence
            .Trend("Sₙ grows with n", growth, atLeast: 5)
            .Rejects("Sₙ falls with n", [.. growth.Select(difference => -difference)]);
    }

    [Check]
    public void The_sums_are_the_accepted_ones()
    {
        Evidence.Golden("S at q and n", GeometricSeries.Sum(Ratio, Last), Absolute(1e-12));
        Evidence.Golden("limit", 1 / (1 - Ratio), Relative(1e-12));
        Evidence.Golden("limit at q = 1", 1 / (1 - 1.0), Mixed(0));
    }

    [Check]
    public void Partial_sums_against_the_ratio()
    {
        double[] ratios = [.. Enumerable.Range(1, 9).Select(i => i / 10.0)];
        double[] sums = [.. ratios.Select(q => GeometricSeries.Sum(q, Last))];
        double[] closed = [.. ratios.Select(q => GeometricSeries.Closed(q, Last))];
        Figure("Partial sums", Axis.Linear("q"), Axis.Log("Sₙ"))
            .Line("closed form", ratios, closed)
            .Points("added up", ratios, sums)
            .Rule("q = 1/2", at: 0.5)
            .Level("n + 1", at: Last + 1);
        Evidence.Agrees("all points of the figure", sums, closed, Relative(1e-12));
    }

    private static double Deviation(SumCase c, int last) =>
        Math.Abs(GeometricSeries.Sum(c.Q, c.N) - GeometricSeries.Closed(c.Q, last));

    private sealed record SumCase(double Q, int N);
}
