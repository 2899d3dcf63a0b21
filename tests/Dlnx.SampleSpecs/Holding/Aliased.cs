namespace Dlnx.SampleSpecs.Holding;

[Claim(
    "Sample/aliased",
    "A claim with three ids",
    Kind = ClaimKind.Corollary,
    Source = "Textbook, Corollaries 4 and 5",
    Aliases = ["Sample/cor-4", "Sample/cor-5"],
    Verdict = Verdict.Confirmed,
    Statement = "$1 + 1 = 2$."
)]
public sealed class Aliased : ClaimSpec
{
    [Check]
    public void One_and_one_is_two() => Evidence.Matches("1 + 1", 1 + 1, 2).Rejects("3", 3);
}
