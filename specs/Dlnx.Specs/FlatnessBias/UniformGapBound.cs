using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/prop-F.11",
    "Uniform gap",
    Kind = ClaimKind.Proposition,
    Source = "Proposition F.11",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.9"],
    Verdict = Verdict.Corrected,
    Statement = """
        If $\Delta \ge d > 0$ and $\Delta' \ge m > 0$, then on $\{S_t \le 0\}$
        $$x_t \le x_0 - \tfrac{t - |S_t|}{2}\,m\,d - |S_t|\,d,$$
        hence $F_t(x_0 - \tfrac t2 md) \ge \tfrac12 + \tfrac12P(S_t = 0)$ at even $t$ (for $m \le 2$).
        """,
    Corrected = """
        The bounds hold with $d$ and $m$ valid on the hull of all visited states, the terminal one included; no violation was
        found. For $\Delta = a + mx$ a zero-sum string of $2n$ signs drops by exactly $\Delta(x_0)\,(1 - (1 - m^2)^n)/m$.
        """,
    Readings = [
        "Bounds on all of ℝ: vacuous, a slope of at least m makes Δ negative far left.",
        "Bounds where Δ is evaluated: false.",
        "Bounds on the hull of all states with the terminal one: confirmed.",
    ],
    Explanation = """
        No positive $\Delta$ has slope $\ge m > 0$ on the whole line. With constants taken where $\Delta$ is evaluated,
        $\Delta = 1 + x/2$ from $0$ along $++--$ visits $0, 1, \tfrac52, \tfrac14, -\tfrac78$: there $d = 1$, $m = \tfrac12$, and
        the drop is $\tfrac78$, not $1$. Pairing opposite signs greedily overlooks that nested pairs start from a moved state.
        """
)]
public sealed class UniformGapBound : ClaimSpec
{
    [Parameter("delta", Description = "Δ: " + StepLawChoice.Words)]
    public string Delta { get; set; } = "affine(1,1/2)";

    [Parameter("x0", Description = "start")]
    public double Start { get; set; }

    [Parameter("string", Description = "signs + and -, at most 22, the first one first, with a sum of at most 0")]
    public string Signs { get; set; } = "++--";

    public override void Validate()
    {
        StepLawChoice.Parse("delta", Delta);
        var signs = SignStringChoice.Parse("string", Signs, PathEnumeration.MaximalSteps);
        if (signs.Sum > 0)
            throw new ParameterException("string", $"is '{Signs}' with the sum {signs.Sum}; it must be at most 0.");
    }

    [Check(Role = Role.Counterexample)]
    public void Constants_where_the_law_is_evaluated_fail()
    {
        var signs = SignString.Parse("++--");
        var states = signs.States(new RationalAffineStep(1, new(1, 2)), 0);
        Evidence
            .Matches("states of Δ = 1 + x/2 from 0 along ++--", states, [0, 1, new(5, 2), new(1, 4), new(-7, 8)])
            .Rejects("back at the start, as for constant Δ", [0, 1, 2, 1, 0]);
        // d = Δ(0) = 1 is the smallest evaluated step, m = ½: two pairs are claimed to drop by at least 2·m·d.
        Rational claimed = 2 * new Rational(1, 2) * 1;
        Evidence.Matches("drop", states[0] - states[^1], new Rational(7, 8)).Rejects("at least the claimed 1", claimed);
        Evidence.Below("drop − claimed drop", (double)(states[0] - states[^1] - claimed), 0);
        Evidence.AtLeast("drop", 0.875, new UniformGap(1 + (0.5 * -0.875), 0.5).Drop(signs));
    }

    [Check(Role = Role.Counterexample)]
    public void No_law_meets_both_bounds_on_the_whole_line() =>
        Evidence
            .ForAll(
                "Δ at x₀ − Δ(x₀)/m − 1 where it is positive",
                GapStart.Any,
                c => Math.Max(0, c.FarLeft()),
                Absolute(0)
            )
            .Rejects("Δ > 0 there", c => Math.Max(0, -c.FarLeft()));

    [Check(Tier.Standard)]
    public void Constants_on_the_whole_hull_hold() =>
        Evidence
            .ForAll("claimed drop − drop, S ≤ 0, t ≤ 8", GapStart.Any, c => c.Excess(HullKind.Visited), Absolute(1e-12))
            .Rejects("constants where Δ is evaluated", c => c.Excess(HullKind.Evaluated));

    [Check]
    public void The_law_of_the_end_points_obeys_the_bound() =>
        Evidence
            .ForAll("½ + ½P(S_t = 0) − F_t(x₀ − ½tmd), t = 2 … 8", GapStart.Any, c => c.Shortfall(1), Absolute(0))
            .Rejects("three times the gap", c => c.Shortfall(3));

    [Check]
    public void Affine_laws_drop_by_the_closed_form()
    {
        var cases =
            from slope in Draw.Between(0.01, 0.99)
            from step in Draw.Between(0.1, 3)
            from pairs in Draw.Integer(1, 5)
            from seed in Draw.Seed()
            select new AffineDrop(slope, step, RandomZeroSum(pairs, new RandomStream(seed)));
        Evidence
            .ForAll(
                "drop of zero-sum strings, affine Δ",
                cases.ToArbitrary(),
                c => Math.Abs(c.Drop() - c.Predicted),
                Absolute(1e-12)
            )
            .Rejects("n·m·Δ(x₀)", c => Math.Abs(c.Drop() - (c.Signs.Length / 2 * c.Slope * c.Step)));
    }

    [Check]
    public void The_chosen_string_drops_by_the_bound()
    {
        var (law, signs) = (
            StepLawChoice.Parse("delta", Delta),
            SignStringChoice.Parse("string", Signs, PathEnumeration.MaximalSteps)
        );
        var states = signs.States(law, Start);
        var gap = UniformGap.On(law, new(states.Min(), states.Max()));
        if (!(gap.SmallestStep > 0 && gap.SmallestSlope > 0 && signs.Length > 0))
            Skip("Δ is not positive and increasing on the hull of the visited states, or there are no signs.");
        var rounding = 1e-12 * Math.Max(1, states.Max(Math.Abs));
        var (drop, bound) = (Start - states[^1], gap.Drop(signs));
        Evidence.AtLeast("x₀ − x_t", drop, bound - rounding);
        if (law is not AffineStep)
            return;
        // Δ = a + mx is multiplied by 1 + m at a plus and by 1 − m at a minus.
        var m = law.Slope(Start);
        var minus = (signs.Length - signs.Sum) / 2;
        var end = law.At(Start) * Math.Pow(1 + m, signs.Length - minus) * Math.Pow(1 - m, minus);
        var agreement = Evidence.Agrees(
            "x₀ − x_t by the closed form of affine Δ",
            drop,
            (law.At(Start) - end) / m,
            Absolute(rounding)
        );
        if (drop > bound + (10 * rounding))
            agreement.Rejects("the bound is attained", bound);
    }

    private static SignString RandomZeroSum(int pairs, RandomStream stream)
    {
        var strings = SignStrings.ZeroSum(2 * pairs).ToArray();
        return strings[stream.NextInt32(0, strings.Length)];
    }

    private sealed record AffineDrop(double Slope, double Step, SignString Signs)
    {
        public double Predicted => Step * (1 - Math.Pow(1 - (Slope * Slope), Signs.Length / 2)) / Slope;

        public double Drop() => -Signs.Apply(new AffineStep(Step, Slope), 0);
    }
}
