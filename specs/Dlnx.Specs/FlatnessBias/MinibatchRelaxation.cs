using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/C3E",
    "Relaxed condition for minibatches",
    Kind = ClaimKind.Assumption,
    Source = "Section 5.3, App. G",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/cond-5.3", "D/thm-5.4"],
    Verdict = Verdict.Refuted,
    Statement = """
        For minibatches C3 may be replaced by: the mean $\mathbb E|\Delta\log h|$ given the surplus $s$ is finite and strictly
        increasing in $s$. The point-mass contraction, $P(x_2 < x_0) \ge \tfrac34$ after two steps, is to survive.
        """,
    Readings = [
        "The magnitude is ζΔ(x) with i.i.d. ζ > 0: the bound ¾ fails, P(x₂ ≤ x₀) ≥ ½ was never violated.",
        "Only the conditional mean of the magnitude increases, its law may depend on the state: even the median may rise.",
    ],
    Explanation = """
        With magnitudes $\zeta_t u/10$, $\zeta = 0.8$ or $1.2$ with equal probability, $P(u_2 < u_0) = \tfrac58$. For
        $\Delta(u) = mu$ and $\zeta = 1 \pm r$ the probability is $\tfrac58$ if $2r \ge m(1 - r^2)$ and $\tfrac34$ otherwise. When
        the law of the magnitude depends on the state, strictly increasing means even allow $P(x_2 \le x_0) = 0.28$. What survives
        needs one law of $\zeta$ for all states. The probabilities are exact fractions: no error enters the refutation.
        """
)]
public sealed class MinibatchRelaxation : ClaimSpec
{
    [Parameter("m", Above = 0, Below = 1, Description = "slope of Δ(u) = mu")]
    public double Slope { get; set; } = 0.1;

    [Parameter("r", Above = 0, Below = 1, Description = "ζ = 1 ± r")]
    public double Spread { get; set; } = 0.2;

    [Check(Role = Role.Counterexample)]
    public void Independent_magnitudes_break_the_bound()
    {
        var law = TwoSteps(new(1, 10), new(1, 5));
        Evidence.Matches("outcomes of two signs and two magnitudes", law.Count, 16).Rejects("4, signs only", 4);
        Evidence
            .Matches("P(u₂ < u₀), m = 1/10, r = 1/5", RandomMagnitudes.Probability(law, u => u < 1), new Rational(5, 8))
            .Rejects("¾, the bound of the theorem", new Rational(3, 4));
    }

    [Check(Role = Role.Counterexample)]
    public void Increasing_means_alone_let_the_median_rise()
    {
        var law = RandomMagnitudes.Outcomes(StateDependent, 0, 2);
        Rational[] means = [.. new[] { -1, 0, 1 }.Select(x => RandomMagnitudes.Mean(StateDependent(x)))];
        Evidence
            .Matches("mean magnitudes at −1, 0, 1", means, [Decimal("0.98982"), 1, Decimal("1.109")])
            .Rejects("not increasing", [means[2], means[1], means[0]]);
        Evidence.Matches("outcomes of two steps from 0", law.Count, 8);
        Evidence
            .Matches("P(x₂ ≤ x₀)", RandomMagnitudes.Probability(law, x => x <= 0), Decimal("0.28"))
            .Rejects("½, a median that does not rise", new Rational(1, 2))
            .Rejects("¾", new Rational(3, 4));
    }

    [Check]
    public void The_probability_drops_at_a_spread_of_about_half_the_slope()
    {
        foreach (var r in new[] { "0.045", "0.05" })
        {
            var holds = r == "0.045";
            Evidence
                .Matches($"P(u₂ < u₀), m = 0.1, r = {r}", Below(new(1, 10), Decimal(r)), holds ? new(3, 4) : new(5, 8))
                .Rejects("the other side of 2r = m(1 − r²)", holds ? new(5, 8) : new(3, 4));
        }
        var cases =
            from m in Draw.Integer(1, 99)
            from r in Draw.Integer(1, 99)
            select new Magnitudes(new(m, 100), new(r, 100));
        Evidence
            .ForAll(
                "P(u₂ < u₀) against ⅝ or ¾ by 2r ≥ m(1 − r²)",
                cases.ToArbitrary(),
                c => Off(c, c.Predicted),
                Absolute(0)
            )
            .Rejects("¾, the bound", c => Off(c, new(3, 4)));
    }

    [Check]
    public void The_chosen_spread_follows_the_rule()
    {
        var c = new Magnitudes(Rational.FromDouble(Slope), Rational.FromDouble(Spread));
        Evidence
            .Matches("P(u₂ < u₀)", Below(c.Slope, c.Radius), c.Predicted)
            .Rejects("1", 1)
            .Rejects("½", new Rational(1, 2));
    }

    [Check]
    public void One_law_of_magnitudes_keeps_the_median()
    {
        // The catalogue's number of draws: 20 000 laws of ζ on three points, each with its own Δ.
        var stream = new RandomStream(StreamSeed());
        var (rising, belowBound) = (0, 0);
        for (var draw = 0; draw < 20_000; draw++)
        {
            var share = AtOrBelow(RandomStepLaws.Draw(stream, 1000), stream);
            rising += share < 0.5 - 1e-12 ? 1 : 0;
            belowBound += share < 0.75 - 1e-12 ? 1 : 0;
        }
        Evidence.Matches("draws of 20 000 with P(x₂ ≤ x₀) < ½", rising, 0).Rejects("those below ¾", belowBound);
    }

    /// <summary>P(x₂ ≤ x₀) over the 36 outcomes of two signs and two of three magnitudes with integer weights.</summary>
    private static double AtOrBelow(StepLaw law, RandomStream stream)
    {
        var start = stream.NextNormal();
        Span<double> zeta = stackalloc double[3];
        Span<double> weight = stackalloc double[3];
        for (var i = 0; i < 3; i++)
            (zeta[i], weight[i]) = (Math.Exp(stream.NextNormal()), stream.NextInt32(1, 20));
        var (below, all) = (0.0, 0.0);
        for (var first = 0; first < 6; first++)
        {
            var middle = start + (Sign(first) * zeta[first / 2] * law.At(start));
            var step = law.At(middle);
            for (var second = 0; second < 6; second++)
            {
                var mass = weight[first / 2] * weight[second / 2];
                all += mass;
                below += middle + (Sign(second) * zeta[second / 2] * step) <= start ? mass : 0;
            }
        }
        return below / all;
    }

    private static int Sign(int branch) => branch % 2 == 0 ? 1 : -1;

    private static IReadOnlyList<WeightedValue> TwoSteps(Rational m, Rational r) =>
        RandomMagnitudes.Outcomes(u => [new(m * u * (1 - r), new(1, 2)), new(m * u * (1 + r), new(1, 2))], 1, 2);

    private static Rational Below(Rational m, Rational r) => RandomMagnitudes.Probability(TwoSteps(m, r), u => u < 1);

    private static double Off(Magnitudes c, Rational predicted) =>
        Math.Abs((double)(Below(c.Slope, c.Radius) - predicted));

    private static WeightedValue[] StateDependent(Rational x) =>
        x.Sign switch
        {
            0 => [new(1, 1)],
            1 => [new(Decimal("0.01"), Decimal("0.9")), new(11, Decimal("0.1"))],
            _ => [new(Decimal("1.01"), Decimal("0.98")), new(Decimal("0.001"), Decimal("0.02"))],
        };

    private static Rational Decimal(string text) =>
        Rational.TryParse(text, out var value) ? value : throw new FormatException(text);

    /// <summary>ζ = 1 ± r on Δ(u) = mu.</summary>
    private sealed record Magnitudes(Rational Slope, Rational Radius)
    {
        public Rational Predicted => 2 * Radius >= Slope * (1 - (Radius * Radius)) ? new(5, 8) : new(3, 4);
    }
}
