namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/tab-notation",
    "Notation table",
    Kind = ClaimKind.Table,
    Source = "Appendix A",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Unchecked,
    Statement = """
        $P$ pathways $W^{(p)} = W_{L_p}^{(p)}\cdots W_1^{(p)}$ of $d \times d$ layers, $f = \sum_p W^{(p)}$, target
        $M = U\,\mathrm{diag}(\sigma_i)V^\top$; $s_{p,i} = r_{p,i}^{L_p}$ is what pathway $p$ carries of mode $i$,
        $s_i = \sum_p s_{p,i}$, $e_i = s_i - \sigma_i$ (signed: negative while the mode is not yet learnt);
        $\lambda^{sp} = L\sigma^{2-2/L}$ and the classical bound $2/\lambda^{sp}$; $\kappa = \eta\sigma^{2-2/L}$; $c_L$.
        """,
    Explanation = """
        Notation: there is nothing to execute. The entries with numerical content are checked by the claims that use them.
        """
)]
public sealed class NotationTable : ClaimSpec;
