using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;
using MathNet.Numerics.RootFinding;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E5-period2",
    "Two-step dynamics and existence of a period-2 point",
    Kind = ClaimKind.Proposition,
    Source = "App. E.5",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/eq-1"],
    Verdict = Verdict.Corrected,
    Statement = """
        For a convex $L: \mathbb R \to \mathbb R$ with a unique minimiser $\theta^*$, possibly asymmetric or not smooth there,
        and every $\theta_0 \ne \theta^*$ some learning rate gives $\theta_2 = \theta_0$: for small $\eta$ the second iterate is
        closer to $\theta^*$ than $\theta_0$, for large $\eta$ further away, and the intermediate value theorem applies.
        """,
    Corrected = """
        If $L'$ is continuous and strictly increasing, there is such an $\eta$ iff $-L'(\theta_0)$ is in the range of $L'$, and then
        exactly one,
        $$\eta^* = \frac{\theta_0 - y}{L'(\theta_0)}, \qquad y = (L')^{-1}(-L'(\theta_0)), \quad \theta_1 = y,\ \theta_2 = \theta_0,$$
        with the multiplier $(1 - \eta^*L''(\theta_0))(1 - \eta^*L''(y))$, which may exceed 1.
        """,
    Readings = [
        "A: a two-cycle through every start. Fails for slopes bounded on one side.",
        "B: some two-cycle for some start. True when L′ is continuous; still false for the kink with slopes +2 and −1, which "
            + "the hypotheses allow.",
    ],
    Explanation = """
        The intermediate value theorem equates distances from $\theta^*$, but $\theta_2$ may be on the other side. With slopes bounded
        by 1 on the left, a start with slope 2 on the right can never be reached back. The source calls “stable” what does not
        diverge; the cycle of $\tfrac14x^4$ has the multiplier 25 and repels.
        """
)]
public sealed partial class ReturnAfterTwoSteps : ClaimSpec
{
    [Parameter("loss", Description = "the convex loss")]
    public ConvexLossKind Kind { get; set; } = ConvexLossKind.Exp;

    [Parameter("theta0", Min = -100, Max = 100, Description = "θ₀, start")]
    public double Start { get; set; } = 1.5;

    [Parameter("y", Above = 0, Below = 1, Description = "label of ce")]
    public double Label { get; set; } = 0.5;

    [Parameter("slope", Above = 0, Max = 1e3, Description = "curvatures right and left of 0 of slopes")]
    public double[] Slopes { get; set; } = [3, 1];

    [Parameter("scale", Above = 0, Max = 1e3, Description = "curvature of quadratic")]
    public double Scale { get; set; } = 3;

    public override void Validate() => ScalarLossChoice.RequireTwoSlopes(Slopes);

    [Check]
    public void The_only_rate_of_return_is_the_closed_form()
    {
        foreach (var start in References)
        {
            var cycle = DescentTwoCycle.Through(start.Loss, start.Theta)!;
            var crossings = Crossings(start.Loss.Slope, start.Theta);
            Evidence.Matches($"{start.Name}: rates in [10⁻³, 10⁴] at which θ₂ − θ₀ changes sign", crossings.Count, 1);
            var agreement = Evidence
                .Agrees($"{start.Name}: that rate", crossings[0], cycle.LearningRate, Relative(1e-9))
                .Rejects(
                    "(θ₀ − y)/L′(y), of the other sign",
                    (start.Theta - cycle.Partner) / start.Loss.Slope(cycle.Partner)
                );
            if (start.Loss is not PowerLoss { Power: 2 })
                agreement.Rejects("2/L″(θ₀)", 2 / start.Loss.Curvature(start.Theta));
            Evidence.Golden($"{start.Name}: η*", cycle.LearningRate, Relative(1e-11));
            Evidence.Golden($"{start.Name}: multiplier", cycle.Multiplier, Absolute(1e-8));
        }
    }

    [Check]
    public void Two_steps_return_from_any_start_that_has_the_opposite_slope()
    {
        var cases =
            from kind in Draw.Integer(0, 5)
            from theta in Draw.Between(0.1, 2)
            from sign in Draw.Integer(0, 1)
            from label in Draw.Between(0.3, 0.7)
            let loss = ((ConvexLossKind)kind).Loss(label, [3, 1], 3)
            let start = sign == 0 ? theta : -theta
            where DescentTwoCycle.Through(loss, start) is { LearningRate: < 50 }
            select new ReturnCase(loss, start);
        Evidence
            .ForAll("|θ₂ − θ₀| at η*", cases.ToArbitrary(), c => c.Defect(c.Cycle().LearningRate), Absolute(1e-10))
            .Rejects("at 2/L″(θ₀)", c => c.Defect(2 / c.Loss.Curvature(c.Start)));
        Evidence
            .ForAll(
                "multiplier by differences of two steps, relative to its size",
                cases.Where(c => c.Loss is not TwoSidedQuadratic).ToArbitrary(),
                c => Math.Abs(c.Growth() - c.Cycle().Multiplier) / (1 + Math.Abs(c.Cycle().Multiplier)),
                Absolute(1e-4)
            )
            .Rejects(
                "1, neutral as on quadratics",
                c => Math.Abs(c.Growth() - 1) / (1 + Math.Abs(c.Cycle().Multiplier))
            );
    }

    [Check(Role = Role.Counterexample)]
    public void Bounded_or_kinked_slopes_never_return()
    {
        Func<double, double> halfLinear = x => Math.Max(x, -1);
        Func<double, double> kink = x => x > 0 ? 2 : -1;
        var soft = new BinaryCrossEntropy(0.9);
        Evidence
            .Matches(
                "rates in [10⁻³, 10⁴] that return: (a) slope max(x, −1) from 2, (b) slopes +2 and −1 from 1, (c) label 0.9 from 0",
                new[] { Crossings(halfLinear, 2).Count, Crossings(kink, 1).Count, Crossings(soft.Slope, 0).Count },
                [0, 0, 0]
            )
            .Rejects("one each", [1, 1, 1]);
        double[] Drifts(Func<double, double> slope, double start) =>
            [.. Grid().Select(eta => -DescentTwoCycle.SumOfSlopes(slope, start, eta))];
        Evidence.AtMost("(a): largest (θ₂ − θ₀)/η", Drifts(halfLinear, 2).Max(), -1);
        Evidence.AtMost("(b): largest (θ₂ − θ₀)/η", Drifts(kink, 1).Max(), -1);
        Evidence.AtLeast("(c): least (θ₂ − θ₀)/η", Drifts(soft.Slope, 0).Min(), 0.3);
        Evidence.Matches("(c): a two-cycle through 0", DescentTwoCycle.Through(soft, 0) is null, true);
    }

    [Check(Role = Role.Counterexample)]
    public void A_kink_has_no_two_cycle_at_any_start_and_a_continuous_slope_has_one()
    {
        var stream = new RandomStream(StreamSeed());
        var least = double.PositiveInfinity;
        for (var i = 0; i < 20_000; i++)
        {
            var (start, eta) = (5 * stream.NextNormal(), Math.Pow(10, stream.NextUniform(-3, 4)));
            least = Math.Min(least, Math.Abs(DescentTwoCycle.SumOfSlopes(x => x > 0 ? 2 : -1, start, eta)));
        }
        Evidence.AtLeast("slopes +2 and −1: least |L′(θ₀) + L′(θ₁)| over random starts and rates", least, 1);
        var near = DescentTwoCycle.Through(new BinaryCrossEntropy(0.9), 2)!;
        Evidence
            .Agrees(
                "label 0.9 from 2: η*",
                Crossings(new BinaryCrossEntropy(0.9).Slope, 2).Single(),
                near.LearningRate,
                Relative(1e-9)
            )
            .Rejects("none", double.NaN);
    }

    [Check]
    public void The_cycle_through_the_start_set()
    {
        var loss = Kind.Loss(Label, Slopes, Scale);
        var slope = loss.Slope(Start);
        if (!(slope > loss.LowestSlope && slope < loss.HighestSlope))
            Skip("The slope at this start is rounded to the end of its range: the partner is out of reach.");
        if (DescentTwoCycle.Through(loss, Start) is not { } cycle)
        {
            // Either the start is the minimiser, or the slopes have one sign for every rate.
            var signs = Grid().Select(eta => Math.Sign(DescentTwoCycle.SumOfSlopes(loss.Slope, Start, eta))).Distinct();
            Evidence.Matches("signs of (θ₀ − θ₂)/η over all rates", signs.Count(), 1).Rejects("both", 2);
            return;
        }
        if (!(cycle.LearningRate < 1e6 && Math.Abs(cycle.Multiplier) < 1e6))
            Skip("The slopes at this start are so flat or so steep that two steps lose their digits.");
        var returned = new ReturnCase(loss, Start);
        var scale = 1 + Math.Abs(Start) + Math.Abs(cycle.Partner);
        Evidence
            .Agrees(
                "θ₂ at η*",
                Start + returned.Displacement(cycle.LearningRate),
                Start,
                Absolute(1e-12 * scale * (1 + Math.Abs(cycle.Multiplier) + cycle.LearningRate))
            )
            .Rejects("θ₁", cycle.Partner);
    }

    // 20001 rates, evenly spread in ln η.
    private static IEnumerable<double> Grid() =>
        Enumerable.Range(0, 20_001).Select(i => Math.Pow(10, -3 + (7 * i / 20_000.0)));

    private static List<double> Crossings(Func<double, double> slope, double start)
    {
        double Sum(double eta) => DescentTwoCycle.SumOfSlopes(slope, start, eta);
        var found = new List<double>();
        var last = (Rate: 1e-3, Sign: Math.Sign(Sum(1e-3)));
        foreach (var eta in Grid().Skip(1))
        {
            var sign = Math.Sign(Sum(eta));
            if (sign != last.Sign)
                found.Add(Brent.FindRoot(Sum, last.Rate, eta, 1e-15, 200));
            last = (eta, sign);
        }
        return found;
    }
}
