using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/lem-E.6",
    "Monotone and non-expansive",
    Kind = ClaimKind.Lemma,
    Source = "Lemma E.6, eq. (62)",
    DependsOn = ["A/lem-E.5"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        With $x = \tau/y$, $$\Phi_\tau'(y) = \frac{1-(L-1)x}{(1-x)^{L-1}}.$$ If $\tau \le 0$, or if $\tau > 0$ and
        $y \ge (L-1)\tau$, then $0 \le \Phi_\tau' \le 1$, and $\Phi_\tau' < 1$ unless $\tau = 0$.
        """,
    Explanation = """
        The range is larger: $|\Phi_\tau'| \le 1$ exactly for $x \le x_c(L)$, the root of $(L-1)x - 1 = (1-x)^{L-1}$ in $(0,1)$
        ($x_c = 2-\sqrt2$ at $L = 3$; $(L-1)x_c$ grows from $1.17$ to $1.28$). For small $x$,
        $\Phi' = 1 - \frac{(L-1)(L-2)}2x^2 + O(x^3)$.
        """
)]
public sealed class LeafMapContraction : ClaimSpec
{
    // The catalogue's number of random cases.
    private const int RandomCases = 50_000;

    [Parameter("L", Min = 3, Max = 64, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter("x", Min = -1e3, Below = 1, Description = "x = τ/y = ηe·r^(L−2)")]
    public double Ratio { get; set; } = 0.2;

    [Check]
    public void The_slope_is_the_derivative_of_the_map()
    {
        var cases = from depth in Draw.Integer(3, 16) from x in Draw.Between(-2, 0.6) select new SlopeCase(depth, x);
        Evidence
            .ForAll(
                "Φ′ by central differences against its formula, relative to max(1, |Φ′|)",
                cases.ToArbitrary(),
                c => Math.Abs(Difference(c) - LeafMap.Slope(c.Depth, c.X)) / Math.Max(1, Math.Abs(Difference(c))),
                Absolute(1e-5)
            )
            .Rejects(
                "(1 − (L−1)x)/(1−x)^(L−2)",
                c => Math.Abs(Difference(c) - (LeafMap.Slope(c.Depth, c.X) * (1 - c.X)))
            );
    }

    [Check]
    public void It_is_monotone_and_non_expansive_on_the_stated_range()
    {
        var stream = new RandomStream(StreamSeed());
        var (violations, strict, beyond) = (0, 0, 0);
        for (var i = 0; i < RandomCases; i++)
        {
            var depth = stream.NextInt32(3, 65);
            var stated = stream.NextUniform(-3, LeafMap.SafeRatio(depth));
            var slope = LeafMap.Slope(depth, stated);
            violations += slope is >= 0 and <= 1 ? 0 : 1;
            strict += slope < 1 ? 0 : 1;
            beyond += Math.Abs(LeafMap.Slope(depth, stream.NextUniform(LeafMap.SafeRatio(depth), 1))) > 1 ? 1 : 0;
        }
        Evidence.Matches($"slopes outside [0, 1] among {RandomCases} with x ≤ 1/(L−1)", violations, 0);
        Evidence.Matches("slopes of 1 at τ ≠ 0 among them", strict, 0);
        Evidence.Above($"slopes above 1 in modulus among {RandomCases} with 1/(L−1) < x < 1", beyond, 1000);
        var yours = LeafMap.Slope(Depth, Ratio);
        if (Ratio <= LeafMap.SafeRatio(Depth))
            Evidence.AtMost("your Φ′, strongly safe", Math.Abs(yours - 0.5), 0.5);
        else if (Ratio <= LeafMap.CriticalRatio(Depth))
            Evidence.AtMost("your |Φ′|, up to x_c", Math.Abs(yours), 1);
        else
            Evidence.Above("your |Φ′|, beyond x_c", Math.Abs(yours), 1);
    }

    [Check]
    public void It_expands_exactly_beyond_the_critical_ratio()
    {
        foreach (var depth in new[] { 3, 4, 5, 6, 7, 8, 10, 12 })
            Evidence.Golden($"x_c at L={depth}", LeafMap.CriticalRatio(depth), Absolute(1e-12));
        Evidence
            .Agrees("x_c at L = 3", LeafMap.CriticalRatio(3), 2 - Math.Sqrt(2), Absolute(1e-14))
            .Rejects("1/(L−1)", 0.5)
            .Rejects("2/(L−1)", 1);
        var cases =
            from depth in Draw.Integer(3, 64)
            from share in Draw.Between(-1, 3)
            select new SlopeCase(depth, Math.Min(0.999, share / (depth - 1)));
        Evidence
            .ForAll(
                "|Φ′| ≤ 1 differs from x ≤ x_c",
                cases.ToArbitrary(),
                c => Expands(c) == c.X > LeafMap.CriticalRatio(c.Depth) ? 0 : 1,
                Absolute(0)
            )
            .Rejects("x_c = 1/(L−1)", c => Expands(c) == c.X > 1.0 / (c.Depth - 1) ? 0 : 1)
            .Rejects("x_c = 2/(L−1)", c => Expands(c) == c.X > 2.0 / (c.Depth - 1) ? 0 : 1);
    }

    [Check]
    public void The_slope_leaves_1_with_the_square_of_x()
    {
        var cases =
            from depth in Draw.Integer(3, 12)
            from x in Draw.LogBetween(1e-4, 1e-3)
            from sign in Draw.Integer(0, 1)
            select new SlopeCase(depth, sign == 0 ? x : -x);
        // The next term is 2L/3·x relative to this one.
        double Defect(SlopeCase c, double coefficient) =>
            Math.Abs(((1 - LeafMap.Slope(c.Depth, c.X)) / (c.X * c.X * coefficient)) - 1) / (c.Depth * Math.Abs(c.X));
        Evidence
            .ForAll(
                "(1 − Φ′)/x² over (L−1)(L−2)/2, less 1, over L|x|",
                cases.ToArbitrary(),
                c => Defect(c, (c.Depth - 1) * (c.Depth - 2) / 2.0),
                Absolute(1)
            )
            .Rejects("(L−1)(L−2)", c => Defect(c, (c.Depth - 1) * (c.Depth - 2)))
            .Rejects("(L−1)²/2", c => Defect(c, (c.Depth - 1) * (c.Depth - 1) / 2.0));
    }

    [Check]
    public void Slopes_against_the_ratio()
    {
        var xs = Enumerable.Range(0, 120).Select(i => -0.6 + (i * 1.3 / 119)).ToArray();
        double[] Slopes(IEnumerable<double> at) => [.. at.Select(x => LeafMap.Slope(Depth, x))];
        var shown = xs.Where(x => Math.Abs(LeafMap.Slope(Depth, x)) <= 2).ToArray();
        var sampled = shown.Where((_, i) => i % 6 == 0).ToArray();
        double[] measured = [.. sampled.Select(x => Difference(new(Depth, x)))];
        Figure("One-step slope in the leaf coordinate", Axis.Linear("x = ηe r^(L−2)"), Axis.Linear("Φ′"))
            .Line("(1 − (L−1)x)/(1−x)^(L−1)", shown, Slopes(shown))
            .Points("difference of two steps", sampled, measured)
            .Rule("1/(L−1)", LeafMap.SafeRatio(Depth))
            .Rule("x_c", LeafMap.CriticalRatio(Depth))
            .Level("−1", -1)
            .Level("1", 1);
        Evidence
            .Agrees("slopes of the figure", measured, Slopes(sampled), Absolute(1e-4))
            .Rejects("1 − (L−1)x, without the denominator", [.. sampled.Select(x => 1 - ((Depth - 1) * x))]);
    }

    private static bool Expands(SlopeCase c) => Math.Abs(LeafMap.Slope(c.Depth, c.X)) > 1;

    // Two neighbouring coordinates around y = 1 with the same τ.
    private static double Difference(SlopeCase c)
    {
        const double h = 1e-5;
        return (LeafMap.Apply(c.Depth, 1 + h, c.X) - LeafMap.Apply(c.Depth, 1 - h, c.X)) / (2 * h);
    }

    private sealed record SlopeCase(int Depth, double X);
}
