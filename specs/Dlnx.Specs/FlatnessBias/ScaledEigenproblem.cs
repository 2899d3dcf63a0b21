using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E7-eigen",
    "Shared parameters: the scaled eigenproblem",
    Kind = ClaimKind.Proposition,
    Source = "App. E.7",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/E4-hessian"],
    Verdict = Verdict.Corrected,
    Statement = """
        For a sum of products that share parameters let $w_i = \theta_iv_i$ and $\tilde H_{ij} = H_{ij}/(\theta_i\theta_j)$, which
        is symmetric. Then $\tilde Hw = \lambda w$.
        """,
    Corrected = """
        With $D = \mathrm{diag}\,\theta$, $Hv = \lambda v$ is equivalent to $DHD^{-1}w = \lambda w$, whose matrix has the spectrum of
        $H$ and is not symmetric, and to the symmetric pencil $\tilde Hw = \lambda D^{-2}w$. Here $H_{ij} =
        K_{ij}/(\theta_i\theta_j)$ with $K_{ij} = \ell''Z_iZ_j + \ell'\sum_{k\ni i,j}z_k$ for $i \ne j$, $K_{ii} = \ell''Z_i^2$ and
        $Z_i = \sum_{k\ni i}z_k$. $\tilde H$ has the spectrum of $H$ if all $|\theta_i| = 1$.
        """,
    Readings = [
        "w_i = θ_iv_i or w_i = v_i/θ_i: the matrix of w = Dᵖv is DᵖHD⁻ᵖ, symmetric for p ≠ 0 only if |θ_i| = |θ_j| wherever "
            + "H_ij ≠ 0, so the statement fails under both.",
    ],
    Explanation = "The division of row and column by the scales changes the problem into a generalised one."
)]
public sealed class ScaledEigenproblem : SharedSpec
{
    [Check]
    public void The_hessian_matches_numerical_second_derivatives()
    {
        Evidence
            .ForAll(
                "|H_ijθ_iθ_j by differences − K_ij|/scale",
                SharedCase.Any().ToArbitrary(),
                drawn => Distance(drawn.Model, drawn.Theta, drawn.Loss, drawn.Hessian.Numerators),
                Absolute(1e-10)
            )
            .Rejects("ℓ″Z_iZ_j alone", drawn => Distance(drawn.Model, drawn.Theta, drawn.Loss, GaussNewton(drawn)));
        Evidence.AtMost("scaled distance at the point set", Distance(Model, Theta, Loss, Chosen.Numerators), 1e-10);
    }

    [Check]
    public void The_corrected_forms_are_solved_by_the_scaled_vector() =>
        Evidence
            .ForAll(
                "largest scaled residual of DHD⁻¹w = λw and H̃w = λD⁻²w",
                SharedCase.Any().ToArbitrary(),
                drawn => Residual(drawn.Hessian, 2),
                Absolute(1e-10)
            )
            .Rejects("H̃w = λw", drawn => Residual(drawn.Hessian, 0))
            .Rejects("H̃w = λD⁻¹w", drawn => Residual(drawn.Hessian, 1));

    [Check]
    public void The_corrected_forms_hold_at_the_point_set()
    {
        var residual = Evidence.Agrees("scaled residual of the pencil", Residual(Chosen, 2), 0, Absolute(1e-9));
        if (Residual(Chosen, 0) > 1e-6)
            residual.Rejects("H̃w = λw", Residual(Chosen, 0));
    }

    [Check(Role = Role.Counterexample)]
    public void The_rescaled_matrix_has_another_spectrum()
    {
        var eigenvector = new ScaledEigenvector(Reference);
        var rescaled = Factorizations.SymmetricEigenvalues(Reference.Rescaled())[0];
        Evidence.Golden("lambda_max of H", eigenvector.Leading.Value, Absolute(1e-8));
        Evidence.Golden("lambda_max of H~", rescaled, Absolute(1e-8));
        Evidence.Golden("max |H~ w - lambda w|", eigenvector.PencilResidual(0), Absolute(5e-3));
        Evidence.Golden("asymmetry of D H D^-1", Asymmetry(Reference.Similar(1)), Absolute(5e-3));
        Evidence.Above("max|H̃w − λw|", eigenvector.PencilResidual(0), 10);
        Evidence.Below("max|H̃w − λD⁻²w|", eigenvector.PencilResidual(2), 1e-13);
        Evidence.Above("λ_max(H̃)/λ_max(H)", rescaled / eigenvector.Leading.Value, 1.5);
    }

    [Check]
    public void It_has_the_same_spectrum_at_unit_scales() =>
        Evidence
            .ForAll(
                "relative distance of the spectra of H̃ and H at |θ_i| = 1",
                SharedCase.Any().Select(drawn => drawn.AtUnitScales()).ToArbitrary(),
                drawn => SpectralDistance(drawn.Hessian),
                Absolute(1e-12)
            )
            .Rejects("at |θ_i| = 2", drawn => SpectralDistance(Doubled(drawn)));

    [Check]
    public void Random_scales_change_the_spectrum() =>
        Evidence
            .ForAll(
                "1 where the spectra of H̃ and H agree to 1e-6",
                SharedCase.Any().ToArbitrary(),
                drawn => SpectralDistance(drawn.Hessian) > 1e-6 ? 0 : 1,
                Absolute(0)
            )
            .Rejects("they agree", drawn => SpectralDistance(drawn.Hessian) > 1e-6 ? 1 : 0);

    [Check]
    public void No_diagonal_scaling_is_symmetric()
    {
        foreach (var power in new[] { -2, -1, 1, 2 })
        {
            var similar = Reference.Similar(power);
            Evidence.Above($"asymmetry of DᵖHD⁻ᵖ, p = {power}", Asymmetry(similar), 1);
            Evidence
                .Agrees(
                    $"spectrum of DᵖHD⁻ᵖ, p = {power}",
                    [.. Factorizations.Eigenvalues(similar).Select(value => value.Real)],
                    [.. Factorizations.SymmetricEigenvalues(Reference.Hessian()).OrderByDescending(Math.Abs)],
                    Absolute(1e-11)
                )
                .Rejects(
                    "that of H̃",
                    [.. Factorizations.SymmetricEigenvalues(Reference.Rescaled()).OrderByDescending(Math.Abs)]
                );
        }
    }

    private static double Asymmetry(Matrix matrix) => (matrix - matrix.Transpose()).MaximumMagnitude();

    // Differences of a loss of degree 2 in every parameter have no error but rounding, of the size of the loss.
    private static double Distance(SumOfProducts model, double[] theta, ScalarLoss loss, Matrix numerators)
    {
        var numerical = LocalCurvature.Numerical(model, theta, loss.Value, step: 0.25);
        var products = model.TermValues(theta).Sum(Math.Abs);
        return (numerical - numerators).MaximumMagnitude() / (1 + (products * products) + loss.Value(0));
    }

    private static Matrix GaussNewton(SharedCase drawn)
    {
        var values = drawn.Model.TermValues(drawn.Theta);
        double Through(int i) => drawn.Model.Terms.Zip(values, (term, z) => term.Parameters.Contains(i) ? z : 0).Sum();
        var through = new Matrix(drawn.Theta.Length, 1, [.. drawn.Theta.Select((_, i) => Through(i))]);
        return through * through.Transpose();
    }

    // Residuals over the largest row of both sides.
    private static double Residual(ScaledHessian hessian, int power)
    {
        var eigenvector = new ScaledEigenvector(hessian);
        var smallest = hessian.Theta.ToArray().Min(Math.Abs);
        var largest = eigenvector.Scaled.Max(Math.Abs);
        var pencil = hessian.Rescaled().MaximumMagnitude() * largest;
        var right = Math.Abs(eigenvector.Leading.Value) * Math.Pow(Math.Min(1, smallest), -power) * largest;
        var similar = hessian.Similar(1).MaximumMagnitude() * largest;
        return Math.Max(
            eigenvector.PencilResidual(power) / (pencil + right),
            eigenvector.SimilarityResidual() / similar
        );
    }

    private static ScaledHessian Doubled(SharedCase drawn) =>
        ScaledHessian.At(drawn.Loss, drawn.Model, [.. drawn.Theta.Select(x => 2 * x)]);

    private static double SpectralDistance(ScaledHessian hessian)
    {
        var (plain, rescaled) = (
            Factorizations.SymmetricEigenvalues(hessian.Hessian()),
            Factorizations.SymmetricEigenvalues(hessian.Rescaled())
        );
        return plain.Zip(rescaled, (a, b) => Math.Abs(a - b)).Max() / plain.Max(Math.Abs);
    }
}
