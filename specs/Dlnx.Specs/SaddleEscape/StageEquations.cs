namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/E.6",
    "Stage-n equations (65)–(68)",
    Kind = ClaimKind.Proposition,
    Source = "Appendix E.6, eqs. (65)-(68)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/eq-52-53"],
    Verdict = Verdict.Unchecked,
    Statement = """
        On stage $n$ the amplitude $x_n$ feels the forcing $\alpha_n\mu_1\mu^{L-1}$, the drag $\mu^{2(L-1)}x_n$ and the self-drive
        $x_n^{L-1}$; with $x_n \sim \mu$ the drag is smaller than the forcing by $\mu^L$.
        """,
    Explanation = """
        The equations presuppose modes that decouple, which C/block-ansatz refutes for a scalar output, so there are no dynamics to
        check. What remains is power counting, $2(L-1) + 1 - (L-1) = L$, and the linear feature
        $\partial f/\partial a_1 = (c_1\mu)^{L-1}s\,(1 + O(\mu^2))$ that it uses: both are checked in C/eq-54.
        """
)]
public sealed class StageEquations : ClaimSpec;
