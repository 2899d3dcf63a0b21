namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-46",
    "Self-stabilisation as constrained minimisation",
    Kind = ClaimKind.Remark,
    Source = "eq. (46)",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Unchecked,
    Statement = """
        At the edge of stability gradient descent tracks the minimiser of $\mathcal L$ subject to $\lambda_{\mathrm{max}} \le 2/\eta$.
        """,
    Explanation = """
        A citation of background work, stated informally and without the sense of “tracks”: not checked on its own. How far the
        runs of this paper agree with it is measured by A/fig-2 and A/thm-E.12.
        """
)]
public sealed class ConstrainedMinimisation : ClaimSpec;
