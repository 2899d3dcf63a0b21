using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.17",
    "Monotone kernel",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.17",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.12"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $K_2(x, \cdot)$ be the law of $x_2$ from $x_0 = x$, four branches of weight $\tfrac14$. If $L < 1$ and $x < x'$, then
        $K_2(x, (-\infty, y]) \ge K_2(x', (-\infty, y])$ for all $y$.
        """
)]
public sealed class MonotoneKernel : ClaimSpec
{
    [Parameter(Description = StepLawChoice.Words)]
    public string Delta { get; set; } = "sigmoid(0.1,0.2,2,0)";

    [Parameter(Min = -1e6, Max = 1e6, Description = "the left start")]
    public double X { get; set; }

    [Parameter(Min = -1e6, Max = 1e6, Description = "the right start, above x")]
    public double Xp { get; set; } = 0.1;

    public override void Validate()
    {
        StepRules.Invertible("delta", Delta);
        if (!(X < Xp))
            throw new ParameterException("xp", $"is {Xp:R}; it must be above x = {X:R}.");
    }

    [Check]
    public void Branches_below_a_level_are_more_from_the_left_start()
    {
        var cases =
            from step in GeneratedStep.Lipschitz(0.9)
            from left in Draw.Between(-1, 2)
            from distance in Draw.LogBetween(1e-3, 1)
            select new Pair(step, Math.Round(left, 4), distance);
        Evidence
            .ForAll(
                "branches ≤ y from x′ that exceed those from x, 50 levels y, G(1000; 0.9)",
                cases.ShrunkBy(c => GeneratedStep.Shrink(c.Step).Select(step => c with { Step = step })),
                c => Excess(c.Step, c.Left, c.Left + c.Distance),
                Absolute(0)
            )
            .Rejects("without L < 1: slope 1.8", c => Excess(StepRules.TooSteep, c.Left, c.Left + c.Distance));
    }

    [Check]
    public void So_they_are_for_the_chosen_starts()
    {
        Evidence.Matches(
            $"branches ≤ y from {Xp} that exceed those from {X}",
            Excess(StepLawChoice.Parse("delta", Delta), X, Xp),
            0
        );
        Evidence
            .Matches(
                "the same from 0.4 and 0.6 under the slope 1.8: exceeds",
                Excess(StepRules.TooSteep, 0.4, 0.6) > 0,
                true
            )
            .Rejects("without L < 1", false);
    }

    // Levels around all eight end points: only there do the counts change.
    private static int Excess(StepLaw law, double x, double xp)
    {
        var (left, right) = (PathEnumeration.Endpoints(law, x, 2), PathEnumeration.Endpoints(law, xp, 2));
        var all = left.Concat(right).ToArray();
        var (low, high) = (all.Min(), all.Max());
        var levels = Enumerable.Range(0, 50).Select(i => low + ((high - low) * i / 49));
        return Math.Max(0, levels.Max(y => right.Count(end => end <= y) - left.Count(end => end <= y)));
    }

    private sealed record Pair(MixedStep Step, double Left, double Distance);
}
