using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/lem-9",
    "Kronecker product of orthogonal matrices",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 9",
    Verdict = Verdict.Confirmed,
    Statement = """
        If $A$ and $B$ are orthogonal, so is $A \otimes B$.
        """
)]
public sealed class KroneckerOrthogonality : ClaimSpec
{
    [Parameter("d", Min = 1, Max = 6, Description = "size of the factors")]
    public int Width { get; set; } = 4;

    [Check]
    public void The_product_is_orthogonal()
    {
        var cases = from left in Draw.Integer(1, 6) from seed in Draw.Seed() select new SizeCase(left, Width, seed);
        Evidence
            .ForAll(
                "largest entry of (A ⊗ B)(A ⊗ B)ᵀ − I",
                cases.ToArbitrary(),
                c => Defect(Kronecker.Product(c.Left, c.Right)),
                Absolute(1e-12)
            )
            .Rejects(
                "the sum A ⊗ I + I ⊗ B is orthogonal too",
                c => Defect(Kronecker.Product(c.Left, c.RightIdentity) + Kronecker.Product(c.LeftIdentity, c.Right))
            );
    }

    private static double Defect(Matrix matrix) =>
        ((matrix * matrix.Transpose()) - Matrix.Identity(matrix.Rows)).MaximumMagnitude();

    private sealed record SizeCase(int LeftSize, int RightSize, ulong Seed)
    {
        public Matrix Left => RandomMatrices.Orthogonal(LeftSize, new RandomStream(Seed).Substream("left"));

        public Matrix Right => RandomMatrices.Orthogonal(RightSize, new RandomStream(Seed).Substream("right"));

        public Matrix LeftIdentity => Matrix.Identity(LeftSize);

        public Matrix RightIdentity => Matrix.Identity(RightSize);
    }
}
