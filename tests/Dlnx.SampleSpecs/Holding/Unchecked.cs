namespace Dlnx.SampleSpecs.Holding;

[Claim(
    "Sample/unchecked",
    "Notation",
    Kind = ClaimKind.Definition,
    Source = "Textbook, Section 1",
    Verdict = Verdict.Unchecked,
    Statement = "$S_n$ denotes the partial sum.",
    Explanation = "A convention: there is nothing to execute."
)]
public sealed class Unchecked : ClaimSpec;
