using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/block-ansatz",
    "Block-aligned ansatz is preserved by the flow",
    Kind = ClaimKind.Proposition,
    Source = "Section 5 and Appendix E.1",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/def-3", "C/B.1"],
    Verdict = Verdict.Refuted,
    Statement = """
        Split the hidden units into $K$ blocks of $m$, block $k$ on the symmetric ansatz along $u_k$ (scalars $a^{(k)}$, entries
        $a_l/m$), and let everything between blocks be 0. For the teacher $y = \sum_k\alpha_k\varphi(u_k\cdot x)$ and the loss
        $\tfrac12\mathbb E(f - y)^2$ this set is exactly invariant under the flow.
        """,
    Readings = [
        "A: scalar output f = Σ f_k, as the source sets it up: false.",
        "B: one read-out for each mode, loss ½ΣE(f_k − y_k)²: exactly invariant for odd φ, not for GELU or Swish.",
        "C: only block-constancy, the set fixed by permutations inside blocks: invariant for every φ, loss and data.",
    ],
    Explanation = """
        For odd $\varphi$ and scalar output the gradient of an entry between blocks is
        $-\partial\mathcal L/\partial W_2[i\in k, j\in k'] = \mathbb E[e_{k'}h_{k'}]\,\mathbb E[\partial f/\partial z_{2,i}]$ with
        $e_{k'} = \alpha_{k'}\varphi(s_{k'}) - f_{k'}$, which is not 0; the first layer turns likewise by
        $\mathbb E[e_{k'}s_{k'}]\,\mathbb E[\partial f/\partial z_{1,i}]$. At the reference point it is 0.85 of the gradient inside
        the block. The source's own non-zero source terms in (62)-(64) say the same.
        """
)]
public sealed partial class BlockAlignedAnsatz : ClaimSpec
{
    private static readonly string[] Shown = ["linear", "tanh", "erf", "sin", "gelu"];
    private static readonly double[] ReferenceA = [0.2, 0.3, 0.4];
    private static readonly double[] ReferenceB = [0.25, 0.35, 0.3];
    private static readonly double[] ReferenceAlpha = [1, 0.7];

    [Parameter("phi", Description = "φ, of class A, B or C and smooth at 0")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 3, Max = 6, Description = "L; give a and b as well")]
    public int Depth { get; set; } = 3;

    [Parameter("block", Min = 1, Max = 8, Description = "m, hidden units of a mode")]
    public int BlockSize { get; set; } = 2;

    [Parameter("a", Min = -3, Max = 3, Description = "scales of block 1")]
    public double[] A { get; set; } = ReferenceA;

    [Parameter("b", Min = -3, Max = 3, Description = "scales of block 2")]
    public double[] B { get; set; } = ReferenceB;

    [Parameter(Min = -10, Max = 10, Description = "α₁, α₂")]
    public double[] Alpha { get; set; } = ReferenceAlpha;

    [Parameter(Description = "read-out of the modes")]
    public ModeOutput Output { get; set; } = ModeOutput.Scalar;

    public override void Validate()
    {
        _ = BlockChoice.Smooth(Phi);
        BlockChoice.Require(Depth, A, B, Alpha);
    }

    [Check(Role = Role.Counterexample)]
    public void With_a_scalar_output_the_blocks_mix()
    {
        foreach (var phi in Shown)
        {
            var gradient = Reference(phi, ModeOutput.Scalar);
            double[] measured =
            [
                gradient.OffBlock12[0],
                gradient.OffBlock21[0],
                gradient.Rotation12,
                gradient.OnBlock[0],
            ];
            var names = new[] { "off-block 12", "off-block 21", "rotation 12", "on-block 11" };
            for (var i = 0; i < names.Length; i++)
                Evidence.Golden($"{phi}: {names[i]}", measured[i], Absolute(1e-8));
            Evidence.AtLeast($"{phi}: off-block over on-block", measured[0] / measured[3], 0.5);
        }
    }

    [Check]
    public void The_mixing_is_a_product_of_two_expectations()
    {
        foreach (var phi in new[] { "linear", "tanh", "erf", "sin" })
            AgreesWithProducts(phi, Activations.Find(phi), ReferenceA, ReferenceB, ReferenceAlpha, 2);
    }

    [Check]
    public void Inside_a_block_odd_networks_see_one_mode()
    {
        double[] residuals = [.. Shown.Select(ResidualOfOneMode)];
        Evidence
            .Agrees(
                "on-block gradient less the single-mode one, odd φ",
                residuals.AsSpan(0, 4),
                new double[4],
                Absolute(1e-14)
            )
            .Rejects("as for GELU", residuals[4], residuals[4], residuals[4], residuals[4]);
        Evidence.Golden("gelu: on-block less single-mode", Math.Abs(residuals[4]), Absolute(5e-5));
    }

    [Check]
    public void With_one_output_per_mode_odd_networks_keep_their_blocks()
    {
        foreach (var phi in new[] { "linear", "tanh", "erf", "sin" })
        {
            Evidence
                .Agrees(
                    $"{phi}: off-block, rotation and cross read-out",
                    Mixing(Reference(phi, ModeOutput.Vector)),
                    new double[6],
                    Absolute(1e-14)
                )
                .Rejects("mixing as with a scalar output", Mixing(Reference(phi, ModeOutput.Scalar)));
        }
        var gelu = Reference("gelu", ModeOutput.Vector);
        Evidence.Golden("gelu, vector: off-block 12", gelu.OffBlock12[0], Absolute(1e-9));
        Evidence.Golden("gelu, vector: off-block 21", gelu.OffBlock21[0], Absolute(1e-9));
        Evidence.Golden("gelu, vector: cross read-out 12", gelu.CrossReadout12 ?? double.NaN, Absolute(1e-9));
        Evidence.Golden("gelu, vector: cross read-out 21", gelu.CrossReadout21 ?? double.NaN, Absolute(1e-9));
        Evidence.AtLeast("gelu: smallest off-block gradient", Math.Min(gelu.OffBlock12[0], gelu.OffBlock21[0]), 1e-4);
        Evidence.Agrees("gelu: rotation", [gelu.Rotation12, gelu.Rotation21], [0, 0], Absolute(1e-14));
    }

    [Check]
    public void The_given_point_mixes_as_predicted()
    {
        var phi = BlockChoice.Smooth(Phi);
        if (!BlockChoice.Resolves(phi, A) || !BlockChoice.Resolves(phi, B))
            Skip("Chains as steep as these are not resolved by the nodes of the population; give smaller scales.");
        var gradient = BlockGradient.At(phi, A, B, Alpha, BlockSize, Output);
        if (!phi.IsOdd)
        {
            if (gradient.OnBlock[0] == 0)
                Skip("The gradient inside block 1 vanishes, so the mixing has no scale.");
            // Both products of means contribute; what remains to say is that the set is left.
            Evidence.Above("largest gradient between blocks", Mixing(gradient).Max(Math.Abs), 0);
            return;
        }
        if (Output == ModeOutput.Vector)
        {
            var size = Math.Max(1, gradient.OnBlock.Max(Math.Abs));
            Evidence.Agrees(
                "largest gradient between blocks",
                Mixing(gradient).Max(Math.Abs),
                0,
                Absolute(1e-13 * size)
            );
            return;
        }
        AgreesWithProducts(Phi, phi, A, B, Alpha, BlockSize);
    }

    private void AgreesWithProducts(string name, Activation phi, double[] a, double[] b, double[] alpha, int m)
    {
        var gradient = BlockGradient.At(phi, a, b, alpha, m, ModeOutput.Scalar);
        var (first, second) = (OffBlockSources.Of(phi, a, b, alpha[1]), OffBlockSources.Of(phi, b, a, alpha[0]));
        double[] measured = [gradient.Rotation12, .. gradient.OffBlock12, gradient.Rotation21, .. gradient.OffBlock21];
        double[] predicted = [.. first.Concat(second).Select(source => source / m)];
        var scale = Math.Max(1, predicted.Max(Math.Abs));
        var agreement = Evidence.Agrees(
            $"{name}: rotation and entries between blocks, and E[e h]·E[∂f/∂z]/m",
            measured,
            predicted,
            Absolute(1e-11 * scale)
        );
        if (predicted.Max(Math.Abs) > 1e-9 * scale)
            agreement.Rejects("0, as reading A has it", new double[predicted.Length]);
    }

    private static BlockGradient Reference(string phi, ModeOutput output) =>
        BlockGradient.At(Activations.Find(phi), ReferenceA, ReferenceB, ReferenceAlpha, 2, output);

    private static double ResidualOfOneMode(string phi)
    {
        var velocity = new double[3];
        new ReducedChain(Activations.Find(phi), 3, ReferenceAlpha[0]).Velocity(ReferenceA, velocity);
        // An entry of the block carries 1/m of its scale's velocity (C/B.2).
        return Reference(phi, ModeOutput.Scalar).OnBlock[0] - (velocity[1] / 2);
    }

    private static double[] Mixing(BlockGradient gradient) =>
        [
            .. gradient.OffBlock12,
            .. gradient.OffBlock21,
            gradient.Rotation12,
            gradient.Rotation21,
            gradient.CrossReadout12 ?? 0,
            gradient.CrossReadout21 ?? 0,
        ];
}
