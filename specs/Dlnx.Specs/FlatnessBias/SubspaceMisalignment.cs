using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/eq-12",
    "Cosine-Grassmannian misalignment",
    Kind = ClaimKind.Definition,
    Source = "App. B.2, eq. (12)",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        For orthonormal frames $V, W \in \mathbb R^{n\times k}$ with principal angles $\cos\vartheta_i = \sigma_i(V^\top W)$ let
        $d = \big(\sum_i\vartheta_i^2\big)^{1/2}$. The similarity is $\cos(d/\sqrt k) \in [0, 1]$ and the misalignment
        $1 - \cos(d/\sqrt k)$. Both depend on the two subspaces only and are symmetric; $d$ is a metric; for $k = 1$ the similarity
        is $|\cos|$ of the angle between two directions.
        """,
    Explanation = """
        Reconstructed from “reduces to the cosine similarity for $k = 1$”. The angles are computed from sines and cosines together:
        an arccosine returns 0 for a rotation by $10^{-9}$.
        """
)]
public sealed partial class SubspaceMisalignment : ClaimSpec
{
    private static readonly double[] Reference = [0.3, 0.7];

    [Parameter(Min = 0, Max = Math.PI / 2, Description = "principal angles in radians")]
    public double[] Angles { get; set; } = [0.3, 0.7];

    [Parameter("k", Min = 1, Max = 10, Description = "largest dimension of the random subspaces")]
    public int Directions { get; set; } = 5;

    [Parameter("n", Min = 1, Max = 200, Description = "largest dimension of their space, at least k")]
    public int Dimension { get; set; } = 45;

    public override void Validate()
    {
        if (Dimension < Directions)
            throw new ParameterException("n", $"is {Dimension}; it must be at least k = {Directions}.");
    }

    [Check]
    public void It_is_a_function_of_the_principal_angles()
    {
        var reference = Turned(Reference).Alignment;
        Evidence.Golden("distance at (.3, .7)", reference.Distance, Absolute(1e-13));
        Evidence.Golden("similarity at (.3, .7)", reference.Similarity, Absolute(1e-13));
        Evidence.Golden("misalignment at (.3, .7)", reference.Misalignment, Absolute(1e-13));
        Evidence
            .Agrees("similarity at (.3, .7)", reference.Similarity, Closed(Reference), Absolute(1e-14))
            .Rejects("cos d", Math.Cos(reference.Distance))
            .Rejects("the mean of cos ϑᵢ", Reference.Average(Math.Cos))
            .Rejects("∏ cos ϑᵢ", Math.Cos(0.3) * Math.Cos(0.7))
            .Rejects("‖VᵀW‖²/k", Overlap(Reference))
            .Rejects("1 less the chordal distance over √k", 1 - Math.Sqrt(1 - Overlap(Reference)));

        var chosen = Turned(Angles).Alignment;
        Evidence.Agrees("the chosen angles", chosen.Angles, [.. Angles.Order()], Absolute(1e-14));
        Evidence.Agrees("similarity at the chosen angles", chosen.Similarity, Closed(Angles), Absolute(1e-14));
    }

    [Check]
    public void Random_frames_have_the_similarity_of_their_angles()
    {
        if (Dimension == 1)
            Skip("In one dimension there is no angle between subspaces; n must be at least 2.");
        Evidence
            .ForAll(
                "similarity against cos(d/√k) of the angles by which the frame was turned",
                Pairs().ToArbitrary(),
                c => Math.Abs(c.Frames.Alignment.Similarity - Closed(c.Angles)),
                Absolute(1e-14)
            )
            .Rejects("‖VᵀW‖²/k", c => Math.Abs(c.Frames.Alignment.Similarity - Overlap(c.Angles)));
    }

    [Check]
    public void It_belongs_to_the_subspaces()
    {
        Evidence
            .ForAll(
                "symmetry, invariance under rotations within a subspace, self-similarity 1",
                Pairs().ToArbitrary(),
                c => c.Defect((v, w) => SubspaceAlignment.Between(v, w).Similarity),
                Absolute(1e-14)
            )
            .Rejects("the mean of vᵢ·wᵢ, vector by vector", c => c.Defect(VectorByVector));
        var range = Evidence.ForAll(
            "the similarity lies in [0, 1]",
            Pairs().ToArbitrary(),
            c => Outside(c.Frames.Alignment.Similarity),
            Absolute(0)
        );
        if (Directions > 1 && Dimension > 3)
            range.Rejects("cos d instead of cos(d/√k)", c => Outside(Math.Cos(c.Frames.Alignment.Distance)));
    }

    [Check]
    public void One_direction_has_the_modulus_of_its_cosine()
    {
        var cases = from n in Draw.Integer(1, Dimension) from seed in Draw.Seed() select new LineCase(n, seed);
        Evidence
            .ForAll(
                "k = 1: similarity against |v·w|",
                cases.ToArbitrary(),
                c => Math.Abs(c.Alignment.Similarity - Math.Abs(c.Cosine)),
                Absolute(1e-14)
            )
            .Rejects("v·w with its sign", c => Math.Abs(c.Alignment.Similarity - c.Cosine));
    }

    private TurnedFrames Turned(double[] angles) =>
        TurnedFrames.Draw(angles, 2 * angles.Length, new RandomStream(StreamSeed()));

    private static double Closed(double[] angles) =>
        Math.Cos(Math.Sqrt(angles.Sum(angle => angle * angle) / angles.Length));

    private static double Overlap(double[] angles) => angles.Average(angle => Math.Cos(angle) * Math.Cos(angle));

    private static double VectorByVector(Matrix v, Matrix w)
    {
        var product = v * w.Transpose();
        return product.DiagonalEntries().Average();
    }

    private static double Outside(double similarity) => Math.Max(0, Math.Max(-similarity, similarity - 1));

    private Gen<PairCase> Pairs() =>
        from k in Draw.Integer(1, Directions)
        from n in Draw.Integer(k, Dimension)
        from free in Draw.Between(0, Math.PI / 2).ArrayOf(Math.Min(k, n - k))
        from seed in Draw.Seed()
        select new PairCase([.. free, .. new double[k - free.Length]], n, seed);

    private sealed record PairCase(double[] Angles, int Dimension, ulong Seed)
    {
        public TurnedFrames Frames => TurnedFrames.Draw(Angles, Dimension, new RandomStream(Seed));

        public double Defect(Func<Matrix, Matrix, double> similarity)
        {
            var (v, w) = Frames;
            var rotation = RandomMatrices.Orthogonal(Angles.Length, new RandomStream(Seed).Substream("rotation"));
            var value = similarity(v, w);
            return new[]
            {
                Math.Abs(value - similarity(w, v)),
                Math.Abs(value - similarity(rotation * v, w)),
                Math.Abs(1 - similarity(v, rotation * v)),
            }.Max();
        }
    }

    private sealed record LineCase(int Dimension, ulong Seed)
    {
        private Matrix First => RandomMatrices.Frame(1, Dimension, new RandomStream(Seed).Substream("first"));

        private Matrix Second => RandomMatrices.Frame(1, Dimension, new RandomStream(Seed).Substream("second"));

        public double Cosine => (First * Second.Transpose())[0, 0];

        public SubspaceAlignment Alignment => SubspaceAlignment.OfDirections(First.Row(0), Second.Row(0));
    }
}
