using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.7",
    "Zero-sum strings are negative",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.7",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.5", "D/lem-F.6"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For a positive, strictly increasing $\Delta$, every non-empty string $\sigma$ with as many $+$ as $-$ ends left of its
        start: $T_\sigma(x) < x$ for all $x$.
        """
)]
public sealed class ZeroSumStrings : PointStartSpec
{
    private static readonly int[] Lengths = [2, 4, 6, 8, 10, 12];

    [Parameter("t", Min = 2, Max = 16, Description = "even length of the strings of the chosen law")]
    public int Steps { get; set; } = 8;

    public override void Validate()
    {
        base.Validate();
        StepRules.RequireEven("t", Steps);
    }

    [Check]
    public void They_end_below_the_start_exactly() =>
        Evidence
            .ForAll(
                "strings of length 2, 4, 6 that do not end below x₀, in fractions",
                ExactStart.Any,
                c => Exact(c, 0),
                Absolute(0)
            )
            .Rejects("strings with the sum 2 too", c => Exact(c, 2));

    [Check(Tier.Standard)]
    public void They_end_below_the_start_for_steep_laws() =>
        Evidence
            .ForAll("strings of length 2 to 12 that do not end below x₀", SteepStart.Any, c => NotBelow(c), Absolute(0))
            .Rejects("decreasing Δ", c => NotBelow(c, law => new ReflectedStep(law)))
            .Rejects("constant Δ", c => NotBelow(c, law => new AffineStep(law.At(c.Start), 0)));

    [Check]
    public void They_end_below_the_start_of_the_chosen_law()
    {
        RequireIncreasing(Steps);
        Evidence
            .Matches($"strings of length {Steps} that do not end below x₀", Census(Law), 0)
            .Rejects("decreasing Δ", Census(new AffineStep(Law.At(Start) + (Start / 2), -0.5)));
    }

    private int Census(StepLaw law) =>
        StringCensus.NotBelow<double>(PathEnumeration.Endpoints(law, Start, Steps), Start, sum => sum == 0);

    private static double NotBelow(SteepStart c, Func<StepLaw, StepLaw>? instead = null) =>
        Lengths.Sum(t => StringCensus.NotBelow<double>(c.Endpoints(t, instead), c.Start, sum => sum == 0));

    private static double Exact(ExactStart c, int sums) =>
        Lengths
            .TakeWhile(t => t <= 6)
            .Sum(t => StringCensus.NotBelow<Rational>(c.Endpoints(t), c.Start, sum => sum == sums));
}
