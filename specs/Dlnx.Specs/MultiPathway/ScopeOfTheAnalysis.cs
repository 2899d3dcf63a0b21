namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/sec-E.7",
    "Scope statements",
    Kind = ClaimKind.Remark,
    Source = "Section E.7",
    DependsOn = ["A/thm-E.11", "A/thm-E.12"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Unchecked,
    Statement = """
        Sections E.1 to E.4 and Lemma E.9 are rigorous, Theorem E.11 is conditional on the self-stabilised regime, the central
        flow is formal, and global re-balancing is not proved.
        """,
    Explanation = """
        A statement about the paper's own proofs: nothing to execute. It agrees with the verdicts of the claims it speaks of,
        except for Theorem E.11, which needs a correction even under its hypothesis.
        """
)]
public sealed class ScopeOfTheAnalysis : ClaimSpec;
