using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/thm-5.4",
    "Point-mass contraction (PMC)",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 5.4, proof F.4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.7", "D/lem-F.9"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For a positive, finite, strictly increasing $\Delta$ and a deterministic start,
        $$P(x_t < x_0) \ge P(S_t \le 0) = \tfrac12 + \tfrac12P(S_t = 0),$$
        with $P(S_t = 0) = \binom{t}{t/2}2^{-t}$ at even $t$ and $0$ at odd $t$. Every median at even $t$ is below $x_0$, and
        some $\varepsilon > 0$, depending on $\Delta$, $x_0$ and $t$, has $F_t(x_0 - \varepsilon) \ge \tfrac12 + \tfrac12P(S_t = 0)$.
        """,
    Explanation = """
        The bound tends to $\tfrac12$ with $t$: that the curvature moment falls with high probability needs more than this
        theorem.
        """
)]
public sealed partial class PointMassContraction : PointStartSpec
{
    [Parameter("t", Min = 1, Max = 20, Description = "steps of the chosen process")]
    public int Steps { get; set; } = 8;

    [Check]
    public void The_bound_holds_for_steep_laws() =>
        Evidence
            .ForAll(
                "bound − P(x_t < x₀), largest over t = 1 … 12",
                SteepStart.Any,
                c => Shortfall(c, Bound, 12),
                Absolute(0)
            )
            .Rejects("½ + P(S_t = 0), t ≤ 4", c => Shortfall(c, t => 0.5 + SignStrings.ZeroSumProbability(t), 4))
            .Rejects("the bound for decreasing Δ, t ≤ 4", c => Shortfall(c, Bound, 4, law => new ReflectedStep(law)));

    [Check]
    public void The_bound_holds_exactly_in_fractions() =>
        Evidence
            .ForAll(
                "bound − P(x_t < x₀), largest over t = 1 … 5",
                ExactStart.Any,
                c => Shortfall(c, Bound),
                Absolute(0)
            )
            .Rejects("½ + P(S_t = 0)", c => Shortfall(c, t => 0.5 + SignStrings.ZeroSumProbability(t)));

    [Check]
    public void The_median_at_even_times_is_below_the_start() =>
        Evidence
            .ForAll("even t ≤ 10 with a median at or above x₀", SteepStart.Any, c => Risen(c, 0), Absolute(0))
            .Rejects("odd t as well", c => Risen(c, 1));

    [Check]
    public void The_chosen_process_contracts()
    {
        RequireIncreasing(Steps);
        var law = EndpointLaw.From(Law, Start, Steps);
        Evidence.AtLeast($"P(x_t < x₀), t = {Steps}", law.ProbabilityBelow(Start), Bound(Steps));
        var nearest = law.Sorted[law.CountBelow(Start) - 1];
        Evidence.AtLeast(
            "F_t(x₀ − ε), ε the distance to the nearest end point below x₀",
            law.Cumulative(nearest),
            Bound(Steps)
        );
        Evidence.Above("ε", Start - nearest, 0);
        if (Steps % 2 == 0)
            Evidence.Below("largest median", law.UpperMedian, Start);
        var mean = Evidence.Agrees("E x_t", law.Mean, Start, Rounding(law));
        if (Start - law.LowerMedian > 1000 * Rounding(law).Value)
            mean.Rejects("a mean that falls like the median", law.LowerMedian);
    }

    [Check]
    public void Contraction_fails_without_strict_increase()
    {
        // Reference 0.3125 = 5/16: the value of a symmetric walk, where S₄ < 0.
        var constant = EndpointLaw.From(new AffineStep(0.1, 0), 0, 4);
        Evidence
            .Agrees("constant Δ: P(x₄ < x₀)", constant.ProbabilityBelow(-1e-12), 0.3125, Absolute(0))
            .Rejects("the bound", Bound(4));
        Evidence
            .Matches("constant Δ in fractions: strings of length 4 that end below x₀", ConstantCount(), 5)
            .Rejects("11, the bound", 11);
        var decreasing = EndpointLaw.From(new SigmoidStep(0, 1, -1, 0), 0, 4);
        Evidence
            .Agrees("decreasing Δ = 1/(1 + eˣ): P(x₄ < x₀)", decreasing.ProbabilityBelow(0), 0.3125, Absolute(0))
            .Rejects("the bound", Bound(4));
    }

    private static double Bound(int steps) => SignStrings.NonPositiveProbability(steps);

    private static double Shortfall(
        SteepStart c,
        Func<int, double> bound,
        int longest,
        Func<StepLaw, StepLaw>? instead = null
    ) =>
        Enumerable
            .Range(1, longest)
            .Max(t => Math.Max(0, bound(t) - Share(StringCensus.Below<double>(c.Endpoints(t, instead), c.Start), t)));

    private static double Shortfall(ExactStart c, Func<int, double> bound) =>
        Enumerable
            .Range(1, 5)
            .Max(t => Math.Max(0, bound(t) - Share(StringCensus.Below<Rational>(c.Endpoints(t), c.Start), t)));

    private static double Share(int count, int steps) => count / (double)(1 << steps);

    private static double Risen(SteepStart c, int parity) =>
        Enumerable.Range(1, 5).Count(n => !(EndpointLaw.From(c.Law, c.Start, (2 * n) - parity).UpperMedian < c.Start));

    private static int ConstantCount() =>
        StringCensus.Below<Rational>(PathEnumeration.Endpoints(new RationalAffineStep(new(1, 10), 0), 0, 4), 0);
}
