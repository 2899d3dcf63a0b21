using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-36",
    "Hessian blocks at a minimum",
    Kind = ClaimKind.Proposition,
    Source = "eq. (36)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/def-3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        At a global minimum the residual terms of the Hessian vanish: its block of pathways $(p, p')$ is
        $J_p^\top J_{p'}$ with $J_p = \partial\,\mathrm{vec} f / \partial\theta_p$.
        """
)]
public sealed class HessianBlocks : ClaimSpec
{
    private static readonly int[] Depths = [3, 2];

    [Check]
    public void Finite_differences_of_the_loss_give_the_blocks()
    {
        var minimum = AlignedMinimum.Random(
            Depths,
            [
                [2, 0.5],
                [1, 1.5],
            ],
            new RandomStream(StreamSeed())
        );
        var measured = MultiPathwayHessian.ByDifferences(minimum.Network, minimum.Target, 1e-4);
        foreach (var (p, q) in new[] { (0, 0), (0, 1), (1, 1) })
        {
            var predicted = Product(minimum.Network, p, q);
            Evidence
                .Agrees(
                    $"block ({p + 1}, {q + 1}), all entries",
                    Block(measured, p, q).Span,
                    predicted.Span,
                    Absolute(1e-6 * predicted.MaximumMagnitude())
                )
                .Rejects("loss without the ½", (2 * predicted).Span);
        }
        var dense = MultiPathwayHessian.Of(minimum.Network, minimum.Target);
        Evidence.Agrees(
            "the whole Hessian against its closed form",
            measured.Span,
            dense.Span,
            Absolute(1e-6 * dense.MaximumMagnitude())
        );
    }

    [Check]
    public void Away_from_a_minimum_the_residual_terms_matter()
    {
        var stream = new RandomStream(StreamSeed());
        var network = MultiPathwayNetworks.Gaussian(Depths, 2, 0.8, stream);
        var target = RandomMatrices.Gaussian(2, 2, stream);
        var measured = MultiPathwayHessian.ByDifferences(network, target, 1e-4);
        var dense = MultiPathwayHessian.Of(network, target);
        for (var p = 0; p < Depths.Length; p++)
        {
            Evidence
                .Agrees(
                    $"block ({p + 1}, {p + 1}) at a random point against the Hessian with its residual terms",
                    Block(measured, p, p).Span,
                    Block(dense, p, p).Span,
                    Absolute(1e-6 * dense.MaximumMagnitude())
                )
                .Rejects("J_pᵀJ_p alone", Product(network, p, p).Span);
        }
        Evidence.Agrees(
            "block (1, 2) at a random point: the residual couples only layers of one pathway",
            Block(measured, 0, 1).Span,
            Product(network, 0, 1).Span,
            Absolute(1e-6 * dense.MaximumMagnitude())
        );
    }

    private static Matrix Product(MultiPathwayNetwork network, int p, int q) =>
        MultiPathwayHessian.Jacobian(network, p).Transpose() * MultiPathwayHessian.Jacobian(network, q);

    private static Matrix Block(Matrix hessian, int p, int q)
    {
        int[] sizes = [.. Depths.Select(depth => 4 * depth)];
        var block = new Matrix(sizes[p], sizes[q]);
        for (var i = 0; i < block.Rows; i++)
            hessian.Row((p * sizes[0]) + i).Slice(q * sizes[0], sizes[q]).CopyTo(block.Row(i));
        return block;
    }
}
