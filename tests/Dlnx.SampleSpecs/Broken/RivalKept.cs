using FsCheck.Fluent;

namespace Dlnx.SampleSpecs.Broken;

/// <summary>An agreement so loose that a rival prediction agrees too.</summary>
[Claim(
    "Sample/rival-kept",
    "A sum that excludes nothing",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "A sum that excludes nothing."
)]
public sealed class RivalKept : ClaimSpec
{
    [Check]
    public void The_tolerance_is_too_wide() =>
        Evidence.Agrees("S₁", 1.5, 1.5, Absolute(1)).Rejects("2 instead of 1.5", 2).Rejects("3 instead of 1.5", 3);

    [Check]
    public void The_fact_is_also_the_rival() => Evidence.Matches("terms", 2, 2).Rejects("two terms", 2);

    [Check]
    public void No_case_excludes_the_rival() =>
        Evidence
            .ForAll("0 ≤ x", Draw.Between(0, 1).ToArbitrary(), x => Math.Max(0, -x), Absolute(0))
            .Rejects("−1 ≤ x", x => Math.Max(0, -1 - x));
}
