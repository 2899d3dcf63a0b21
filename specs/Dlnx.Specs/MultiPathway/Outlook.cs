namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/sec-7",
    "Discussion",
    Kind = ClaimKind.Remark,
    Source = "Section 7",
    DependsOn = ["A/fig-4", "A/fig-9"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Unchecked,
    Statement = """
        The results relate to lottery tickets, gated networks and modular architectures; within the depths tested, large steps
        override the structural asymmetry of pathways of unequal depth.
        """,
    Explanation = """
        A qualitative outlook: nothing to execute. Its one factual sentence, on unequal depths, is what Figures 4 and 9 show.
        """
)]
public sealed class Outlook : ClaimSpec;
