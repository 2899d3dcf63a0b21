using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/prop-6.3",
    "Growth with depth",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 6.3, eqs. (21)-(23), (83)-(87)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-6.2"],
    Verdict = Verdict.Corrected,
    Statement = """
        $c_{L+1} > c_L$ and $c_L \to \infty$ logarithmically, through a Lambert-$W$ law; with it the maximal safe overshoot
        amplitude increases with depth.
        """,
    Corrected = """
        $c_L$ increases strictly and without bound,
        $$c_L = 2W(2L) + o(1), \qquad \big(c_L - 2W(2L)\big)\big(1 + W(2L)\big) \to -2,$$
        $$c_L = 2W(2eL) - 2 + O(1/\log^2 L),$$
        so $c_L = 2\ln L - 2\ln\ln L + O(1)$. The largest safe overshoot grows with depth end to end ($M_L^L$), but shrinks per
        layer ($M_L$); and for $\sigma \ge 1$ the threshold $\eta_{WCR} = c_L/(L\sigma^{2-2/L})$ itself decreases with depth.
        """,
    Readings = [
        "(23) as a statement about the width c_L of the window in units of the onset: it holds.",
        "The amplitude clause, read as Definition 6.1 has it, for the scalar of one layer: it fails; it holds end to end.",
    ],
    Explanation = """
        The amplitude of Definition 6.1 is that of a layer, and the largest safe one falls from 1.275 at $L = 2$ to 1.020 at
        $L = 64$, while $M_L^L$ grows from 1.63 to 3.54. Any constant $k$ in $2W(kL)$ has the same leading order; only $k = 2$
        makes the difference vanish. $c_L/\ln L$ tends to 2 so slowly that it falls up to $L \approx 1600$.
        """
)]
public sealed class ThresholdGrowth : ClaimSpec
{
    private static readonly double[] Reference = [2, 3, 64, 1000, 1e4, 1e5, 1e6, 1e9];

    [Parameter("L", Min = 2, Max = 1e9, Description = "depths for the comparison with the laws, ascending")]
    public double[] Depths { get; set; } = [1e3, 1e4, 1e5, 1e6, 1e9];

    public override void Validate()
    {
        for (var i = 1; i < Depths.Length; i++)
        {
            if (Depths[i] <= Depths[i - 1])
                throw new ParameterException(
                    "L",
                    $"has {Depths[i]:R} after {Depths[i - 1]:R}; list the depths ascending."
                );
        }
    }

    [Check]
    public void The_threshold_increases_with_depth()
    {
        Evidence.Matches(
            "integers L = 3 … 400 with c_L not above c_{L−1}",
            NotAbove([.. Enumerable.Range(2, 399).Select(L => Constant(L))]),
            0
        );
        Evidence.Matches(
            "of 120 real depths from 2 to 2·10⁶, those with c_L not above the one before",
            NotAbove([.. Enumerable.Range(0, 120).Select(i => Constant(2 * Math.Pow(1e6, i / 119.0)))]),
            0
        );
    }

    [Check]
    public void It_follows_the_Lambert_law()
    {
        double[] depths = [1e6, 1e9];
        Evidence
            .Agrees(
                "c_L at L = 10⁶, 10⁹ against 2W(2L)",
                [.. depths.Select(Constant)],
                [.. depths.Select(L => 2 * LambertW.Principal(2 * L))],
                Absolute(0.14)
            )
            .Rejects("2W(L)", [.. depths.Select(L => 2 * LambertW.Principal(L))])
            .Rejects("2W(eL)", [.. depths.Select(L => 2 * LambertW.Principal(Math.E * L))])
            .Rejects("ln L", [.. depths.Select(L => Math.Log(L))])
            .Rejects("√L", [.. depths.Select(L => Math.Sqrt(L))])
            .Rejects("bounded: c₁₀₀₀ for good", [.. depths.Select(_ => Constant(1000))]);
        foreach (var L in Reference)
            Evidence.Golden($"c_L - 2W(2L) at L={L}", ExtendedReturnThreshold.BeyondLeadingOrder(L), Absolute(1e-8));
        foreach (var L in new[] { 1e4, 1e6, 1e9 })
            Evidence.Golden($"(c_L - 2W(2L))(1 + W(2L)) at L={L}", Scaled(L), Absolute(1e-4));
        double[] deep = [1e5, 1e6, 1e7, 1e8, 1e9];
        Evidence.Matches(
            "decades from 10⁵ to 10⁹ over which |c_L − 2W(2L)| does not fall",
            NotAbove([.. deep.Select(ExtendedReturnThreshold.BeyondLeadingOrder)]),
            0
        );
        Evidence.Matches(
            "and over which its product with 1 + W(2L) does not come closer to −2 from above",
            NotAbove([.. deep.Select(L => -2 - Scaled(L))]) + deep.Count(L => Scaled(L) <= -2),
            0
        );
    }

    [Check]
    public void The_next_order_leaves_one_over_the_squared_logarithm()
    {
        foreach (var L in new[] { 1e3, 1e6, 1e9 })
            Evidence.Golden(
                $"c_L - (2W(2eL) - 2) at L={L}",
                ExtendedReturnThreshold.BeyondNextOrder(L),
                Absolute(1e-8)
            );
        double[] depths = [.. Enumerable.Range(0, 60).Select(i => 2 * Math.Pow(5e8, i / 59.0))];
        double[] left = [.. depths.Select(ExtendedReturnThreshold.BeyondNextOrder)];
        Evidence.Matches(
            "of 60 depths from 2 to 10⁹, those at which |c_L − (2W(2eL) − 2)| does not fall",
            NotAbove([.. left.Select(value => -Math.Abs(value))]),
            0
        );
        Evidence.Below("|c_L − (2W(2eL) − 2)| at 10⁶", Math.Abs(ExtendedReturnThreshold.BeyondNextOrder(1e6)), 0.016);
        Evidence.Below("|c_L − (2W(2eL) − 2)| at 10⁹", Math.Abs(left[^1]), 0.003);
        // O(1/log² L) with a constant: the product rises to 12.1 near L = 64 and falls beyond.
        var largest = depths.Zip(left, (L, value) => value * Math.Pow(LambertW.Principal(2 * Math.E * L), 2)).Max();
        Evidence.AtMost("largest product with W(2eL)²", largest, 12.2);
    }

    [Check]
    public void The_laws_hold_at_the_depths_of_the_setting()
    {
        foreach (var L in Depths)
        {
            // The doubles and the double-double route; both subtract numbers of the size of c_L.
            Evidence.Agrees(
                $"L = {L}: c_L − 2W(2L) in doubles and in 31 digits",
                Constant(L) - (2 * LambertW.Principal(2 * L)),
                ExtendedReturnThreshold.BeyondLeadingOrder(L),
                Absolute(2e-15 * Constant(L))
            );
            Evidence.AtMost(
                $"L = {L}: |c_L − (2W(2eL) − 2)| W(2eL)²",
                Math.Abs(ExtendedReturnThreshold.BeyondNextOrder(L)) * Math.Pow(LambertW.Principal(2 * Math.E * L), 2),
                12.2
            );
        }
        Evidence.Matches(
            "depths of the list with c_L not above the one before",
            NotAbove([.. Depths.Select(Constant)]),
            0
        );
    }

    [Check]
    public void The_ratio_to_the_logarithm_has_its_minimum_near_1600()
    {
        var ratios = Enumerable.Range(2, 4000).Select(L => Constant(L) / Math.Log(L)).ToArray();
        Evidence.Golden("smallest c_L/ln L", ratios.Min(), Absolute(5e-6));
        Evidence.Agrees("where", Array.IndexOf(ratios, ratios.Min()) + 2, 1600, Relative(0.01)).Rejects("at 2", 2);
        foreach (var L in new[] { 2, 1e6, 1e12 })
            Evidence.Golden($"c_L/ln L at L={L}", Constant(L) / Math.Log(L), Absolute(L == 2 ? 5e-3 : 5e-4));
    }

    [Check]
    public void The_overshoot_grows_end_to_end()
    {
        double[] powers = [.. Enumerable.Range(2, 63).Select(L => ReturnThreshold.OfDepth(L).PeakPower)];
        Evidence.Matches("L = 3 … 64 with M_L^L not above that of L − 1", NotAbove(powers), 0);
        Evidence.Golden("M_L^L at L=2", powers[0], Absolute(5e-3));
        Evidence.Golden("M_L^L at L=64", powers[^1], Absolute(5e-3));
    }

    [Check(Role = Role.Counterexample)]
    public void Per_layer_the_largest_safe_overshoot_shrinks()
    {
        double[] peaks = [.. Enumerable.Range(2, 63).Select(L => ReturnThreshold.OfDepth(L).Peak)];
        Evidence
            .Matches("L = 3 … 64 with M_L above that of L − 1", peaks.Length - 1 - NotAbove(peaks), 0)
            .Rejects("the amplitude increases with depth", peaks.Length - 1);
        Evidence.Golden("M_L at L=2", peaks[0], Absolute(5e-4));
        Evidence.Golden("M_L at L=64", peaks[^1], Absolute(5e-4));
    }

    [Check]
    public void In_absolute_terms_the_threshold_falls_with_depth()
    {
        foreach (var sigma in new[] { 1.0, 2, 100 })
        {
            double[] rates = [.. Enumerable.Range(2, 399).Select(L => ReturnThreshold.OfDepth(L).LearningRate(sigma))];
            Evidence
                .Matches(
                    $"σ = {sigma}: L = 3 … 400 with η_WCR above that of L − 1",
                    rates.Length - 1 - NotAbove(rates),
                    0
                )
                .Rejects("η_WCR increases with depth", rates.Length - 1);
        }
    }

    [Check]
    public void Picture_of_the_laws()
    {
        double[] depths = [.. Enumerable.Range(0, 120).Select(i => 2 * Math.Pow(5e11, i / 119.0))];
        Figure("What the Lambert laws leave", Axis.Log("depth L"), Axis.Linear("difference"))
            .Points("c_L − 2W(2L)", depths, [.. depths.Select(ExtendedReturnThreshold.BeyondLeadingOrder)])
            .Points("c_L − (2W(2eL) − 2)", depths, [.. depths.Select(ExtendedReturnThreshold.BeyondNextOrder)])
            .Line("−2/(1 + W(2L))", depths, [.. depths.Select(L => -2 / (1 + LambertW.Principal(2 * L)))])
            .Level("0", 0);
        Evidence.Below("|c_L − 2W(2L)| at 10¹²", Math.Abs(ExtendedReturnThreshold.BeyondLeadingOrder(1e12)), 0.074);
    }

    private static double Constant(double depth) => ReturnThreshold.OfDepth(depth).Constant;

    private static double Scaled(double depth) =>
        ExtendedReturnThreshold.BeyondLeadingOrder(depth) * (1 + LambertW.Principal(2 * depth));

    private static int NotAbove(double[] values) => values.Zip(values.Skip(1)).Count(pair => pair.Second <= pair.First);
}
