using Dlnx.Escape;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/B.1",
    "Fixed-point manifold",
    Kind = ClaimKind.Proposition,
    Source = "App. B.1",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/def-3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The weights that all permutations of hidden units leave fixed are those with equal rows $w \in \mathbb R^d$ in $W_1$ and
        equal entries in every other $W_l$: a space of dimension $d + L - 1$. Gradients are equivariant, so the flow stays in it
        for any data and loss, and so does every mini-batch step. The ansatz is its part $w \parallel u$, of dimension $L$; it
        is invariant for the population, and for batches symmetric under $x \mapsto 2\langle u, x\rangle u - x$, only.
        """,
    Explanation = """
        The short form "the ansatz is the fixed-point manifold" omits the alignment of the shared row with $u$, which App. B.1
        adds. A mini-batch moves the row off $u$ by the noise of its mean.
        """
)]
public sealed partial class FixedPointManifold : ClaimSpec
{
    [Parameter("phi", Description = "φ, any activation")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 1, Max = 16, Description = "n₀, …, n_L with n_L = 1 and L from 2 to 7")]
    public int[] Widths { get; set; } = [3, 4, 4, 1];

    [Parameter("amp", Above = 0, Max = 3, Description = "all scales of the start, and size of random weights")]
    public double Amplitude { get; set; } = 0.8;

    [Parameter(Min = 1, Max = 1024, Description = "examples in a batch")]
    public int Batch { get; set; } = 32;

    private int Depth => Widths.Length - 1;

    private Activation Activation => ActivationChoice.Resolve(Phi);

    private SymmetricManifold Ansatz => new(Widths, [1, .. new double[Widths[0] - 1]]);

    public override void Validate()
    {
        _ = Activation;
        if (Widths.Length is < 3 or > 8 || Widths[^1] != 1)
            throw new ParameterException("widths", "must have 3 to 8 entries, the last one 1.");
    }

    [Check]
    public void The_gradient_is_equivariant()
    {
        Evidence
            .ForAll("∇(πW) − π∇(W)", PermutedNetwork.Any.ToArbitrary(), c => c.Defect(), Absolute(1e-12))
            .Rejects("∇(πW) = ∇(W)", c => c.InvarianceDefect());
    }

    [Check]
    public void The_fixed_space_has_dimension_d_plus_L_minus_1()
    {
        var fact = Evidence.Matches("free numbers in the fixed space", Orbits(), Widths[0] + Depth - 1);
        if (Widths[0] > 1)
            fact.Rejects("L, the dimension of the ansatz", Depth);
    }

    [Check]
    public void It_is_invariant_for_any_data_and_loss()
    {
        var cases =
            from phi in Gen.Elements([.. RandomNetwork.Smooth, .. RandomNetwork.Kinked])
            from loss in Gen.Elements(LossKind.Mse, LossKind.Logistic, LossKind.Huber)
            from row in Draw.Between(-1, 1).ArrayOf(3)
            from scales in Draw.Between(-1, 1).ArrayOf(2)
            from width in Draw.Integer(2, 6)
            select new FixedPoint(phi, loss, row, scales, width);
        Evidence
            .ForAll("spread of ∇ over equal entries", cases.ToArbitrary(), c => c.GradientSpread(), Absolute(1e-14))
            .Rejects("the ansatz is invariant for any data", c => c.GradientMisalignment());
    }

    // Entries that the group moves onto each other carry one free number: spread the smallest index over each orbit.
    private int Orbits()
    {
        var count = new DenseNetwork(Widths, Activation).ParameterCount;
        double[] label = [.. Enumerable.Range(0, count)];
        var moved = new double[count];
        NeuronPermutation[] generators = [.. Transpositions()];
        for (var changed = true; changed; )
        {
            changed = false;
            foreach (var generator in generators)
            {
                generator.Apply(label, moved);
                for (var i = 0; i < count; i++)
                {
                    changed |= moved[i] < label[i];
                    label[i] = Math.Min(label[i], moved[i]);
                }
            }
        }

        return label.Distinct().Count();
    }

    private IEnumerable<NeuronPermutation> Transpositions()
    {
        for (var l = 1; l < Depth; l++)
        {
            for (var i = 1; i < Widths[l]; i++)
            {
                int[][] identity = [.. Widths.Select(width => Enumerable.Range(0, width).ToArray())];
                (identity[l][i - 1], identity[l][i]) = (i, i - 1);
                yield return new NeuronPermutation(identity);
            }
        }
    }

    private sealed record FixedPoint(string Phi, LossKind Loss, double[] Row, double[] Scales, int Width)
    {
        private readonly SymmetricManifold manifold = new([3, Width, Width, 1], [1, 0, 0]);

        public double GradientSpread() => manifold.Spread(Gradient());

        public double GradientMisalignment() => manifold.Misalignment(Gradient());

        private double[] Gradient()
        {
            var network = manifold.Network(Activations.Find(Phi), [0, .. Scales]);
            for (var i = 0; i < network.Layer(1).Length; i++)
                network.Layer(1)[i] = Row[i % 3];
            var gradient = new double[network.ParameterCount];
            new NetworkPass(network, ExampleSets.Deterministic(50, 3, 1, Loss)).Gradient(Loss, gradient);
            return gradient;
        }
    }
}
