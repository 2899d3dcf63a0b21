using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/cor-5.5",
    "Mass conditions for median contraction",
    Kind = ClaimKind.Corollary,
    Source = "Corollary 5.5, proof F.5",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $m_0$ be a median of $x_0$ and $\Delta_\mp$ the limits of $\Delta$ at $m_0$ from the left and the right. With
        $A = P(x_0 \le m_0 - 2\Delta_-)$, $B = P(m_0 - 2\Delta_- < x_0 \le m_0)$, $C = P(m_0 < x_0 \le m_0 + 2\Delta_+)$ and
        $D = P(x_0 > m_0 + 2\Delta_+)$ the two-step kernel $K_2(x, (-\infty, m_0])$ is at least $1, \tfrac34, \tfrac14, 0$ on the
        four regions, so $F_2(m_0) \ge A + \tfrac34B + \tfrac14C$. If that is at least $\tfrac12$ (for $P(x_0 \le m_0) = \tfrac12$:
        if and only if $A \ge D$), a median $m_2 \le m_0$ exists; if it exceeds $\tfrac12$, every one is.
        """
)]
public sealed class MassConditionForMedians : ClaimSpec
{
    private const int Draws = 20_000;

    [Parameter("atoms", Description = "values of x₀")]
    public double[] Atoms { get; set; } = [0, 100];

    [Parameter("weights", Above = 0, Max = 1e9, Description = "their weights, as many")]
    public double[] Weights { get; set; } = [0.5, 0.5];

    [Parameter("delta", Description = "Δ: " + StepLawChoice.Words)]
    public string Delta { get; set; } = "affine(0.2,0.001)";

    public override void Validate()
    {
        StepLawChoice.Parse("delta", Delta);
        if (Weights.Length != Atoms.Length)
            throw new ParameterException(
                "weights",
                $"has {Weights.Length} numbers; give one for each of the {Atoms.Length} atoms."
            );
    }

    [Check]
    public void The_kernel_bounds_hold_on_the_four_regions() =>
        Evidence
            .ForAll(
                "bound − K₂(x, (−∞, m₀]), largest over the atoms",
                DiscreteStart.Any,
                c => c.Excess([1, 0.75, 0.25, 0]),
                Absolute(0)
            )
            .Rejects("weights 1, ½, ½, 0", c => c.Excess([1, 0.5, 0.5, 0]))
            .Rejects("weights 1, 1, ¼, 0", c => c.Excess([1, 1, 0.25, 0]));

    [Check]
    public void The_condition_contracts_the_median() =>
        Evidence
            .ForAll(
                "F₂(m₀) below A + ¾B + ¼C, or below ½ where that is not",
                DiscreteStart.Any,
                c => c.Violation(),
                Absolute(0)
            )
            .Rejects("B ≥ C suffices", c => c.MissedBy(mass => mass.NearBelow >= mass.NearAbove))
            .Rejects(
                "F₂(m₀) ≥ A + ½B + ½C",
                c => c.Shortfall(c.Mass.FarBelow + (0.5 * (c.Mass.NearBelow + c.Mass.NearAbove)))
            )
            .Rejects("no condition needed", c => c.MissedBy(_ => true));

    [Check(Tier.Standard)]
    public void It_does_so_in_twenty_thousand_draws()
    {
        var stream = new RandomStream(StreamSeed());
        var (met, failed, risenWithout, unequal, unequalNear) = (0, 0, 0, 0, 0);
        for (var draw = 0; draw < Draws; draw++)
        {
            if (draw % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            var c = DiscreteStart.Next(stream);
            var holds = c.Mass.LowerBound >= 0.5;
            met += holds ? 1 : 0;
            failed += c.Violation() > 0 ? 1 : 0;
            risenWithout += !holds && c.Later < 0.5 ? 1 : 0;
            if (c.Start.Cumulative(c.Median) != 0.5)
                continue;
            // Differences of masses are multiples of 1/160.
            holds = c.Mass.LowerBound >= 0.5 - 1e-9;
            unequal += holds != c.Mass.FarBelow >= c.Mass.FarAbove ? 1 : 0;
            unequalNear += holds != c.Mass.NearBelow >= c.Mass.NearAbove ? 1 : 0;
        }
        Evidence
            .Matches($"violations in {Draws} draws, {met} of them with the condition", failed, 0)
            .Rejects("those without it", risenWithout);
        Evidence
            .Matches("draws with P(x₀ ≤ m₀) = ½ where the condition is not A ≥ D", unequal, 0)
            .Rejects("B ≥ C", unequalNear);
    }

    [Check]
    public void Two_far_atoms_show_that_it_is_needed()
    {
        var start = new DiscreteLaw([0, 100], [1, 1]);
        StepLaw law = new AffineStep(0.2, 0.001);
        var mass = MassCondition.Around(start, law, 0);
        Evidence
            .Agrees(
                "A, B, C, D",
                [mass.FarBelow, mass.NearBelow, mass.NearAbove, mass.FarAbove],
                [0, 0.5, 0, 0.5],
                Absolute(0)
            )
            .Rejects("regions of width Δ(100)", 0.5, 0, 0.5, 0);
        Evidence
            .Agrees("F₂(0)", start.After(law, 2).Cumulative(0), 0.375, Absolute(0))
            .Rejects("½, a median that stays", 0.5);
        Evidence.Agrees("A + ¾B + ¼C, attained", mass.LowerBound, 0.375, Absolute(0)).Rejects("½(B + C)", 0.25);
    }

    [Check]
    public void The_chosen_law_obeys_the_bound()
    {
        PointStartSpec.RequireIncreasing(StepLawChoice.Parse("delta", Delta), Atoms, 2);
        var c = new DiscreteStart(StepLawChoice.Parse("delta", Delta), new(Atoms, Weights));
        Evidence.AtLeast("F₂(m₀)", c.Later, c.Mass.LowerBound - 1e-12);
        var total = c.Mass.FarBelow + c.Mass.NearBelow + c.Mass.NearAbove + c.Mass.FarAbove;
        Evidence
            .Agrees("A + B + C + D", total, 1, Absolute(1e-12))
            .Rejects("the mass above the median only", c.Mass.NearAbove + c.Mass.FarAbove);
        if (c.Mass.LowerBound >= 0.5)
            Evidence.AtMost("smallest median of x₂", c.Start.After(c.Law, 2).LowerMedian, c.Median);
    }
}
