using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/alpha-prime",
    "Variants of α'",
    Kind = ClaimKind.Remark,
    Source = "Theorem 1, Lemma 2, Lemma 5, Theorem 3",
    DependsOn = ["B/lem-5"],
    Verdict = Verdict.Corrected,
    Statement = """
        The bound of the start is $\alpha' = \big(c\,\ln\frac{2\sqrt2}{\eta L\sigma^{2-2/L}}\big)^{1/4}$, in four versions:
        (i) $c = \sigma^{4/L}/(L^2 2^{(2L-3)/L})$ [Lemma 2]; (ii) $c = \sigma^{4/L}/(L^2 2^{2(L-1)/L})$ [end of Lemma 5]; (iii)
        $c = 2\sigma^{4/L}/(L^2 2^{2(L-1)/L})$ [what the derivation gives]; (iv) $c = 2\sigma^{4/L}/g(L)$ [tight]. Theorem 1 in
        the main text prints
        $$\alpha' = \Big(\ln\Big[\frac{2\sqrt2}{\eta L\sigma^{2/L}}\cdot\frac{\sigma^{4/L}}{L^2 2^{(2L-3)/L}}\Big]\Big)^{1/4}.$$
        """,
    Corrected = """
        (ii) < (i) < (iii) < (iv), and each implies $\Psi(\alpha) < 2\sqrt2/\eta$: use (iii), or (iv) when a sharp value is
        wanted. All are real iff $k = \eta S < 2\sqrt2$, and $\alpha'/\sigma^{1/L}$ depends on $(k, L)$ only. For several singular
        values at one $\eta$ the derivation needs the smallest of their bounds.
        """,
    Readings = [
        "Other places of the paper have the σ-factor outside the logarithm and σ^(2−2/L) inside it, so the form of "
            + "Theorem 1 is a misprint (possibly of the text extraction), not a separate claim.",
    ],
    Explanation = """
        With the σ-factor inside the logarithm the bound is not scale covariant and not even defined for $\sigma = 1$: at
        $k = 2.1$, $L = 3$ the logarithm is that of $0.0748$. It gives $1.1911$ for $\sigma = 10$ and $1.6039$ for $\sigma = 100$, where (i)
        gives $0.772663$ and $1.664653$. The constants (i) and (ii) are sufficient but not what the derivation gives.
        """
)]
public sealed class StartBoundVariants : ClaimSpec
{
    private const string Inside = "the σ-factor inside the logarithm, as in Theorem 1";

    [Parameter(Min = 2, Max = 50, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 1;

    [Parameter("k", Above = 0, Below = StepChoice.Largest, Description = "ηS")]
    public double Step { get; set; } = 2.4;

    [Check]
    public void Each_variant_keeps_the_flow_sharpness_below_the_threshold()
    {
        foreach (var variant in Variants)
        {
            Evidence
                .ForAll(
                    $"variant {variant.Name}: excess of ηΨ(α′) over 2√2, relative",
                    Cases().ToArbitrary(),
                    c => Excess(c, variant.Of),
                    Absolute(1e-12)
                )
                .Rejects(
                    Inside,
                    c => StartBound.Printed(c.Depth, c.K, c.Sigma) is null ? 0 : Excess(c, StartBound.Printed)
                );
        }
        foreach (var variant in Variants)
        {
            var psi = UnbalancedMinimum.From(Depth, Sigma, variant.Of(Depth, Step, Sigma)!.Value).Sharpness;
            Evidence.AtMost(
                $"ηΨ(α′), variant {variant.Name}",
                Step * psi / StepChoice.Sharpness(Depth, Sigma),
                2 * Math.Sqrt(2)
            );
        }
    }

    [Check]
    public void The_variants_are_ordered()
    {
        Evidence.ForAll(
            "1: not (ii) < (i) < (iii) < (iv)",
            Cases().ToArbitrary(),
            c => Ordered([.. Variants.Select(v => v.Of(c.Depth, c.K, c.Sigma)!.Value)]) ? 0 : 1,
            Absolute(0)
        );
        foreach (var L in new[] { 2, 3, 4, 6 })
        {
            foreach (var variant in Variants)
                Evidence.Golden($"{variant.Name} at L={L}, k=2.4, σ=1", variant.Of(L, 2.4, 1)!.Value, Absolute(1e-6));
        }
        var derived = StartBound.OfDerivation(Depth, Step, Sigma)!.Value;
        Evidence
            .Agrees(
                "(iii)/(ii): what the lost factor 2 does",
                derived / StartBound.OfLemmaFive(Depth, Step, Sigma)!.Value,
                Math.Pow(2, 0.25),
                Relative(1e-12)
            )
            .Rejects("(ii) for (iii)", 1);
    }

    [Check]
    public void Every_variant_scales_with_the_layers()
    {
        foreach (var variant in Variants)
        {
            Evidence
                .ForAll(
                    $"variant {variant.Name}: α′(σ)/σ^(1/L) against α′(1), relative",
                    Cases().ToArbitrary(),
                    c => ScaleDefect(c, variant.Of),
                    Absolute(1e-12)
                )
                .Rejects(Inside, c => ScaleDefect(c, StartBound.Printed));
        }
    }

    [Check(Role = Role.Counterexample)]
    public void The_form_of_Theorem_1_does_not_scale()
    {
        Evidence
            .Matches("the form of Theorem 1 at σ = 1", StartBound.Printed(3, 2.1, 1) is null, expected: true)
            .Rejects("a real bound for every σ", false);
        Evidence.Golden("argument of its logarithm at σ=1", 2 * Math.Sqrt(2) / 2.1 / (9 * 2), Absolute(1e-4));
        foreach (var sigma in new[] { 10.0, 100 })
            Evidence.Golden(
                $"form of Theorem 1 at σ={sigma}",
                StartBound.Printed(3, 2.1, sigma)!.Value,
                Absolute(1e-4)
            );
        foreach (var sigma in new[] { 1.0, 10, 100 })
            Evidence.Golden($"(i) at σ={sigma}, k=2.1", StartBound.OfLemmaTwo(3, 2.1, sigma)!.Value, Absolute(1e-6));
        Evidence
            .Agrees(
                "α′(100)/α′(10) of (i), k = 2.1, L = 3",
                StartBound.OfLemmaTwo(3, 2.1, 100)!.Value / StartBound.OfLemmaTwo(3, 2.1, 10)!.Value,
                Math.Cbrt(10),
                Relative(1e-12)
            )
            .Rejects(Inside, StartBound.Printed(3, 2.1, 100)!.Value / StartBound.Printed(3, 2.1, 10)!.Value);
    }

    [Check]
    public void At_one_learning_rate_the_bound_is_not_monotone_in_sigma()
    {
        // η from k at the strongest direction; weaker ones have k_j = k(σ_j/σ)^(2−2/L).
        double Bound(double ratio) =>
            StartBound.Tight(Depth, Step * Math.Pow(ratio, 2 - (2.0 / Depth)), ratio * Sigma)!.Value;
        var strongest = Bound(1);
        double[] ratios = [.. Enumerable.Range(0, 200).Select(i => Math.Exp(-0.1 * i * Depth / 3))];
        if (Step < 2)
            Skip($"k = {Step:R} is not close enough to 2√2 for the bound to rise towards weaker directions first.");
        Evidence.Above(
            "largest bound of a weaker direction over that of the strongest",
            ratios.Max(Bound) / strongest,
            1
        );
        Evidence.Below("bound of the weakest direction over that of the strongest", Bound(ratios[^1]) / strongest, 0.1);
    }

    [Check]
    public void It_is_real_exactly_below_two_root_two()
    {
        double[] steps = [2, 2.8, StepChoice.Largest * (1 - 1e-12), StepChoice.Largest * (1 + 1e-12), 3, 4];
        foreach (var variant in Variants)
        {
            Evidence
                .Matches(
                    $"variant {variant.Name} is real at k = 2, 2.8, 2√2 − 0, 2√2 + 0, 3, 4",
                    steps.Select(k => variant.Of(Depth, k, Sigma) is not null).ToArray(),
                    [true, true, true, false, false, false]
                )
                .Rejects("real up to k = 4√2, the window of Theorem 1", [true, true, true, true, true, true]);
        }
    }

    private static readonly Variant[] Variants =
    [
        new("(ii)", StartBound.OfLemmaFive),
        new("(i)", StartBound.OfLemmaTwo),
        new("(iii)", StartBound.OfDerivation),
        new("(iv)", StartBound.Tight),
    ];

    private static FsCheck.Gen<BoundCase> Cases() =>
        from L in Draw.Integer(2, 20)
        from sigma in Draw.LogBetween(0.01, 1e4)
        from k in Draw.Between(0.05, 2.82)
        select new BoundCase(L, sigma, k);

    private static double Excess(BoundCase c, Func<int, double, double, double?> bound)
    {
        var psi = UnbalancedMinimum.From(c.Depth, c.Sigma, bound(c.Depth, c.K, c.Sigma)!.Value).Sharpness;
        return Math.Max(0, (c.K * psi / StepChoice.Sharpness(c.Depth, c.Sigma) / (2 * Math.Sqrt(2))) - 1);
    }

    private static double ScaleDefect(BoundCase c, Func<int, double, double, double?> bound)
    {
        var scaled = bound(c.Depth, c.K, c.Sigma) / Math.Pow(c.Sigma, 1.0 / c.Depth);
        return Math.Abs((scaled / bound(c.Depth, c.K, 1) ?? double.NaN) - 1);
    }

    private static bool Ordered(double[] values) => values.Zip(values.Skip(1), (a, b) => a < b).All(less => less);

    private sealed record Variant(string Name, Func<int, double, double, double?> Of);

    private sealed record BoundCase(int Depth, double Sigma, double K);
}
