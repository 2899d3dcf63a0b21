using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/lem-8",
    "Block-orthogonal similarity",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 8, eqs. (64)-(65)",
    DependsOn = ["B/lem-9"],
    Verdict = Verdict.Confirmed,
    Statement = """
        With $R = \mathrm{blkdiag}(R_1, \dots, R_L)$, $R_\ell$ orthogonal, $R H R^\top$, whose blocks are
        $R_m H_{m\ell} R_\ell^\top$, has the eigenvalues of $H$.
        """,
    Explanation = """
        It holds for any symmetric $H$; the blocks need not be diagonal. The printed sizes $R_\ell\in\mathbb R^{n\times n}$ and
        $H_{ij}\in\mathbb R^{n^2\times n^2}$ do not match ($R_\ell$ must be $n^2\times n^2$), and the proof writes $\det(E-F)$ for
        $\det(F-\lambda I-E)$. Without the transpose, as the blocks are printed in Lemma 1, the spectrum changes.
        """
)]
public sealed class BlockSimilarity : ClaimSpec
{
    [Parameter("L", Min = 2, Max = 5, Description = "L, blocks in a row")]
    public int Depth { get; set; } = 3;

    [Parameter("n", Min = 1, Max = 3, Description = "n; the blocks are n² × n²")]
    public int Width { get; set; } = 2;

    [Check]
    public void The_spectrum_is_kept()
    {
        var (hessian, rotations) = Draw();
        var (before, after) = (Factorizations.SymmetricEigenvalues(hessian), Spectrum(hessian, rotations));
        var agreement = Evidence.Agrees("eigenvalues of RHRᵀ and of H", after, before, Absolute(1e-12));
        // An orthogonal 1 × 1 block is a sign, which is its own transpose.
        if (Width > 1)
            agreement.Rejects("blocks R_m H_mℓ R_ℓ, without transpose", WithoutTranspose(hessian, rotations));
    }

    [Check]
    public void Without_the_transpose_it_changes()
    {
        if (Width == 1)
            Skip("Orthogonal 1 × 1 blocks are signs; n must be at least 2 for the transpose to matter.");
        var (hessian, rotations) = Draw();
        // The trace needs no eigenvalues: that of R_m H_mm R_m is that of R_m² H_mm.
        var squares = rotations.Select(
            (rotation, m) => rotation * rotation * Part(hessian, m * Block, m * Block, Block)
        );
        Evidence
            .Agrees(
                "sum of the eigenvalues of blocks R_m H_mℓ R_ℓ",
                WithoutTranspose(hessian, rotations).Sum(),
                squares.Sum(block => block.DiagonalEntries().Sum()),
                Absolute(1e-11)
            )
            .Rejects("that of H, as with the transpose", Factorizations.SymmetricEigenvalues(hessian).Sum());
    }

    private Drawn Draw()
    {
        var stream = new RandomStream(StreamSeed());
        var gaussian = RandomMatrices.Gaussian(Depth * Block, Depth * Block, stream);
        var rotations = Enumerable.Range(0, Depth).Select(_ => RandomMatrices.Orthogonal(Block, stream)).ToArray();
        return new(0.5 * (gaussian + gaussian.Transpose()), rotations);
    }

    private int Block => Width * Width;

    private static double[] Spectrum(Matrix hessian, Matrix[] rotations)
    {
        var size = rotations[0].Rows;
        var all = new Matrix(hessian.Rows, hessian.Rows);
        for (var i = 0; i < all.Rows; i++)
            rotations[i / size].Row(i % size).CopyTo(all.Row(i)[(i / size * size)..]);
        return Factorizations.SymmetricEigenvalues(all * hessian * all.Transpose());
    }

    // The blocks on and above the diagonal are R_m H_mℓ R_ℓ; symmetry gives those below.
    private static double[] WithoutTranspose(Matrix hessian, Matrix[] rotations)
    {
        var size = rotations[0].Rows;
        var all = new Matrix(hessian.Rows, hessian.Rows);
        for (var m = 0; m < rotations.Length; m++)
        {
            for (var l = m; l < rotations.Length; l++)
                Place(all, rotations[m] * Part(hessian, m * size, l * size, size) * rotations[l], m * size, l * size);
        }
        for (var i = 0; i < all.Rows; i++)
        {
            for (var j = 0; j < i; j++)
                all[i, j] = all[j, i];
        }
        return Factorizations.SymmetricEigenvalues(all);
    }

    private static Matrix Part(Matrix matrix, int row, int column, int size)
    {
        var part = new Matrix(size, size);
        for (var i = 0; i < size; i++)
            matrix.Row(row + i).Slice(column, size).CopyTo(part.Row(i));
        return part;
    }

    private static void Place(Matrix matrix, Matrix part, int row, int column)
    {
        for (var i = 0; i < part.Rows; i++)
            part.Row(i).CopyTo(matrix.Row(row + i)[column..]);
    }

    private sealed record Drawn(Matrix Hessian, Matrix[] Rotations);
}
