namespace Dlnx.SampleSpecs.Running;

[Claim(
    "Sample/skipped",
    "A claim that needs data",
    Kind = ClaimKind.Figure,
    Source = "Textbook, Figure 1",
    Verdict = Verdict.Surrogate,
    Statement = "Loss curves of a real data set.",
    Explanation = "The data set is not part of the repository."
)]
public sealed class Skipped : ClaimSpec
{
    [Check]
    public void Needs_data() => Skip("The sample data set is missing; set DLNX_SAMPLE to its folder.");
}
