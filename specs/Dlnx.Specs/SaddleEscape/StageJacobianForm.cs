using Dlnx.Escape;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/eq-54",
    "Stage Jacobian block form",
    Kind = ClaimKind.Proposition,
    Source = "Appendix E.1, eq. (54)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/block-ansatz", "C/rem-why-l2"],
    Verdict = Verdict.Conditional,
    Statement = """
        At a stage between two saddles the off-block amplitudes and the rotations obey a linear system with the Jacobian
        $J = \begin{pmatrix} -\Lambda_a & B \\ C & -\Lambda_b \end{pmatrix}$, $\Lambda$ diagonal and positive, $B, C \ge 0$; the
        rotation dominates the off-block entries; no truncation to finitely many moments closes.
        """,
    Explanation = """
        The block saddle is not stationary for a scalar output (C/block-ansatz), so the signs of the entries at a true fixed point
        cannot be checked. Given the form, $J$ is non-negative off its diagonal and C/prop-24 applies. That the rotation
        dominates has no support at leading order: both channels have equal sources. The third statement is checked on its
        linear-algebra side only, in C/thm-25.
        """
)]
public sealed class StageJacobianForm : ClaimSpec
{
    [Check]
    public void The_form_has_a_real_leading_eigenvalue()
    {
        Evidence
            .ForAll(
                "entries of J off the diagonal are not negative, and its largest real part is an eigenvalue",
                Draw.Seed().ToArbitrary(),
                seed => Defect(RandomStages.Draw(new RandomStream(seed)).Matrix),
                Absolute(1e-9)
            )
            .Rejects("with B of the other sign", seed => Defect(Reversed(RandomStages.Draw(new RandomStream(seed)))));
    }

    [Check]
    public void Both_channels_have_equal_sources()
    {
        foreach (var depth in new[] { 3, 4, 5 })
        {
            double[] shares = [RotationOverOffBlock(depth, 0.1), RotationOverOffBlock(depth, 0.05)];
            Evidence
                .Agrees($"L = {depth}, ε = 0.05: rotation source over off-block source", shares[1], 1, Absolute(0.01))
                .Rejects("rotation larger by 1/ε", 20)
                .Rejects("rotation smaller by ε", 0.05);
            Evidence
                .Agrees(
                    $"L = {depth}: 1 − ratio at ε = 0.1 over that at 0.05",
                    (1 - shares[0]) / (1 - shares[1]),
                    4,
                    Absolute(0.2)
                )
                .Rejects("first order in ε", 2);
        }
    }

    [Check]
    public void The_feature_of_a_stage_is_linear_to_relative_second_order()
    {
        // Power counting of C/E.6: ∂f/∂a₁ = (c₁μ)^{L−1}s(1 + O(μ²)) on the balanced chain.
        foreach (var depth in new[] { 3, 4 })
        {
            var slope = Math.Log2(FeatureDefect(depth, 0.05) / FeatureDefect(depth, 0.025));
            Evidence
                .Agrees($"tanh, L = {depth}: order of ∂f/∂a₁ over μ^(L−1)s, less 1", slope, 2, Absolute(0.05))
                .Rejects("first order", 1)
                .Rejects("third order", 3);
            var (forcing, drag) = (depth - 1, (2 * (depth - 1)) + 1);
            Evidence
                .Matches(
                    $"L = {depth}: the drag μ^(2(L−1))x against the forcing μ^(L−1) at x = μ, in powers of μ",
                    drag - forcing,
                    depth
                )
                .Rejects("drag of equal order", 0);
        }
    }

    private static double RotationOverOffBlock(int depth, double scale)
    {
        double[] scales = [.. Enumerable.Repeat(scale, depth)];
        var sources = OffBlockSources.Of(Activations.Tanh, scales, scales);
        return sources[0] / sources[1];
    }

    // Gaussian L² distance of ∂f/∂a₁ from μ^{L−1}s, over the latter's norm; ∂f/∂a₁ by a central difference.
    private static double FeatureDefect(int depth, double mu)
    {
        var chain = new ReducedChain(Activations.Tanh, depth);
        var (above, below) = (new double[GaussianRule.Line.Count], new double[GaussianRule.Line.Count]);
        var step = 1e-4 * mu;
        double[] scales = [.. Enumerable.Repeat(mu, depth)];
        scales[0] = mu + step;
        chain.Output(scales, above);
        scales[0] = mu - step;
        chain.Output(scales, below);
        var sum = 0.0;
        for (var n = 0; n < above.Length; n++)
        {
            var linear = Math.Pow(mu, depth - 1) * GaussianRule.Line.Nodes[n];
            var difference = ((above[n] - below[n]) / (2 * step)) - linear;
            sum += GaussianRule.Line.Weights[n] * difference * difference;
        }
        return Math.Sqrt(sum) / Math.Pow(mu, depth - 1);
    }

    private static double Defect(Matrix matrix)
    {
        var smallest = 0.0;
        for (var i = 0; i < matrix.Rows; i++)
        {
            for (var j = 0; j < matrix.Rows; j++)
                smallest = i == j ? smallest : Math.Min(smallest, matrix[i, j]);
        }
        var values = Factorizations.Eigenvalues(matrix);
        var largest = values.Max(value => value.Real);
        return Math.Max(-smallest, values.Min(value => (value - largest).Magnitude));
    }

    private static Matrix Reversed(StageJacobian stage)
    {
        var matrix = stage.Matrix;
        for (var i = 0; i < stage.SizeA; i++)
        {
            foreach (ref var entry in matrix.Row(i)[stage.SizeA..])
                entry = -entry;
        }
        return matrix;
    }
}
