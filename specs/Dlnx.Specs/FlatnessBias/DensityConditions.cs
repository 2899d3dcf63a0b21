using Dlnx.Flatness;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/cond-5.7",
    "Unimodal start, Lipschitz steps",
    Kind = ClaimKind.Assumption,
    Source = "Conditions 5.7, 5.8",
    Provenance = Provenance.Reconstructed,
    Aliases = ["D/cond-5.8"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Condition 5.7: $x_0$ has a density $f_0$ that does not fall left of some $c$ and does not rise right of it.
        Condition 5.8: $|\Delta(x) - \Delta(y)| \le L\,|x - y|$ with $L < 1$ on the visited range. The density results of
        Section 5 assume both; here the laws that those results are tested with are tested for them.
        """
)]
public sealed class DensityConditions : ClaimSpec
{
    // The starts and the one too steep step law that the density results name.
    private static readonly string[] Starts =
    [
        "normal(0.5,0.4)",
        "normal(0.5,0.15)",
        "normal(2,0.3)",
        "uniform(0,1)",
        "triangular(1,2,2)",
        "triangular(1,2,3)",
        "gumbel(2,0.25)",
        "gamma(3,1,0.25)",
        "exponential(1,0.6)",
        "logistic(2,0.2)",
        "pareto(2)",
        "mix(0.5,-0.3,0.2;0.5,1.2,0.2)",
    ];

    [Parameter("f0", Description = InitialLawChoice.Words)]
    public string F0 { get; set; } = "normal(0.5,0.4)";

    [Parameter(Description = StepLawChoice.Words)]
    public string Delta { get; set; } = "sigmoid(0.05,0.2,2,0)";

    public override void Validate()
    {
        StepRules.Continuous("f0", F0);
        StepRules.Invertible("delta", Delta);
    }

    [Check]
    public void Of_all_starts_only_the_mixture_has_two_peaks() =>
        Evidence
            .Matches(
                "starts of the density results with more than one peak",
                Starts.Where(start => Peaks(start) != 1).ToArray(),
                [Starts[^1]]
            )
            .Rejects("none: every start is unimodal", []);

    [Check]
    public void The_chosen_start_has_one_peak()
    {
        var peaks = Peaks(F0);
        if (peaks > 1)
            Skip($"{F0} has {peaks} peaks, so Condition 5.7 does not hold for it; choose a unimodal f0.");
        Evidence.Matches($"peaks of {F0}", peaks, 1).Rejects("none", 0);
    }

    [Check]
    public void The_chosen_step_is_Lipschitz()
    {
        var (law, start) = (StepLawChoice.Parse("delta", Delta), InitialLawChoice.Parse("f0", F0));
        var grid = TransferGrid.Covering(law, start, steps: 4, cells: 2000);
        var steepest = Enumerable.Range(0, 2000).Max(i => Quotient(law, grid.Edge(i), grid.Edge(i + 1)));
        Evidence.AtMost(
            $"steepest difference quotient of {Delta} on the visited range",
            steepest,
            law.Lipschitz + 1e-9
        );
        Evidence.Below("L", law.Lipschitz, 1);
        var everywhere = Enumerable.Range(-500, 1000).Max(i => Quotient(StepRules.TooSteep, i * 0.01, (i + 1) * 0.01));
        Evidence
            .Agrees("steepest difference quotient of 0.1 + 0.6σ(12(x − ½))", everywhere, 1.8, Relative(0.01))
            .Rejects("L < 1 for every increasing Δ", 1);
    }

    [Check]
    public void Generated_steps_keep_their_constant()
    {
        var cases =
            from L in Draw.Between(0.1, 0.9)
            from step in GeneratedStep.Lipschitz(Math.Round(L, 3))
            select new Drawn(Math.Round(L, 3), step);
        Evidence
            .ForAll(
                "difference quotients above L, G(1000; L), 0.1 ≤ L ≤ 0.9",
                cases.ShrunkBy(c => GeneratedStep.Shrink(c.Step).Select(step => c with { Step = step })),
                c => Steepest(c.Step) - c.L,
                Absolute(1e-9)
            )
            .Rejects("L/2", c => Steepest(c.Step) - (c.L / 2));
    }

    private static int Peaks(string start)
    {
        var law = InitialLawChoice.Parse("f0", start);
        var (low, high) = (law.Quantile(1e-6), law.Quantile(1 - 1e-6));
        var values = Enumerable.Range(0, 2001).Select(i => law.Density(low + ((high - low) * i / 2000)));
        return Peak.Count([0, .. values, 0], floor: 0);
    }

    // On 2001 points around each centre, a few widths wide: the slope is largest at one of them.
    private static double Steepest(MixedStep law) =>
        law
            .Centres.Zip(law.Steepness, (centre, s) => (centre, width: 4 / s))
            .Max(c =>
                Enumerable
                    .Range(-20, 40)
                    .Max(i => Quotient(law, c.centre + (c.width * i / 20), c.centre + (c.width * (i + 1) / 20)))
            );

    private static double Quotient(StepLaw law, double x, double y) => Math.Abs((law.At(y) - law.At(x)) / (y - x));

    private sealed record Drawn(double L, MixedStep Step);
}
