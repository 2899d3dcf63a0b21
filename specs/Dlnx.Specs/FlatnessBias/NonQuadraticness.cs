namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/C-index",
    "Non-quadraticness index",
    Kind = ClaimKind.Definition,
    Source = "App. C",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/C-edge"],
    Verdict = Verdict.Unchecked,
    Statement = """
        The index $\sigma/\bar\lambda = |\lambda_{\min}|/(2\bar\lambda)$, with $\bar\lambda$ the root mean square of the outliers,
        measures how far the loss is from a quadratic. It has no unit and does not change when the loss is multiplied.
        """,
    Explanation = """
        A definition. That it has no unit and grows with $|\lambda_{\min}|$ is checked with D/C-edge. What it stands for, that terms
        of third order scale with $\sigma$, does not follow from a Hessian at one point: there is nothing else to execute.
        """
)]
public sealed class NonQuadraticness : ClaimSpec;
