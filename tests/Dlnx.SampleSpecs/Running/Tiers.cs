namespace Dlnx.SampleSpecs.Running;

[Claim(
    "Sample/tiers",
    "A claim with checks of every tier",
    Kind = ClaimKind.Table,
    Source = "Textbook, Table 1",
    Verdict = Verdict.Confirmed,
    Statement = "Expensive checks wait for their tier."
)]
public sealed class Tiers : ClaimSpec
{
    [Check]
    public void A_fast_check() => Evidence.Golden("fast", 1, Absolute(0));

    [Check(Tier.Standard)]
    public void A_standard_check() => Evidence.Golden("standard", 2, Absolute(0));

    [Check(Tier.Full)]
    public void A_full_check() => Evidence.Golden("full", 3, Absolute(0));
}
