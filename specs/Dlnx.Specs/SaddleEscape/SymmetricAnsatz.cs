using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Results;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/def-3",
    "Symmetric balanced ansatz",
    Kind = ClaimKind.Definition,
    Source = "Definition 3, eq. (3)",
    Provenance = Provenance.Reconstructed,
    Aliases = ["C/eq-3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $W_1 = a_1\mathbf 1u^\top$ with $|u| = 1$, $W_l = \frac{a_l}{m}\mathbf 1\mathbf 1^\top$ for $1 < l < L$ and
        $W_L = \frac{a_L}{m}\mathbf 1^\top$. Then all units of layer $l$ carry the same pre-activation, that of the scalar chain
        $$\zeta_1 = a_1 s, \qquad \zeta_l = a_l\,\varphi(\zeta_{l-1}), \qquad f = \zeta_L, \qquad s = \langle u, x\rangle,$$
        and $\|W_1\|_F^2 = m a_1^2$, $\|W_l\|_F^2 = a_l^2$, $\|W_L\|_F^2 = a_L^2/m$.
        """
)]
public sealed class SymmetricAnsatz : ClaimSpec
{
    private const int Inputs = 40;

    [Parameter("phi", Description = "φ, any activation")]
    public string Phi { get; set; } = "tanh";

    [Parameter("a", Min = -3, Max = 3, Description = "the scales a₁, …, a_L, 2 to 12 of either sign")]
    public double[] Scales { get; set; } = [0.7, -0.4, 0.9, 1.2];

    [Parameter(Min = 1, Max = 64, Description = "m, width of the hidden layers")]
    public int Width { get; set; } = 4;

    [Parameter("dim", Min = 1, Max = 16, Description = "d, dimension of the inputs")]
    public int Dimension { get; set; } = 2;

    public override void Validate()
    {
        _ = ActivationChoice.Resolve(Phi);
        ChainSetting.RequireChain("a", Scales);
    }

    [Check]
    public void The_full_network_is_the_scalar_chain()
    {
        var drawn = new Case(Phi, Scales, Width, Dimension, StreamSeed());
        var forward = drawn.Forward();
        var chain = drawn.Chain();
        var outputs = forward.Outputs.ToArray();
        var agreement = Evidence.Agrees("f(x) at 40 random inputs", outputs, chain[^1], Rounding);
        if (Width > 1 && outputs.Max(Math.Abs) > 1e-6)
        {
            agreement
                .Rejects("read-out entries a_L", [.. chain[^1].Select(f => Width * f)])
                .Rejects("read-out entries a_L/√m", [.. chain[^1].Select(f => Math.Sqrt(Width) * f)]);
        }

        for (var l = 1; l < Scales.Length; l++)
        {
            double[] units = [.. Enumerable.Range(0, Width).SelectMany(_ => chain[l - 1])];
            Evidence.Agrees($"all units of layer {l}", forward.Z(l), units, Rounding);
        }
    }

    [Check]
    public void So_it_is_for_random_scales_widths_and_directions()
    {
        var cases =
            from phi in Gen.Elements([.. RandomNetwork.Smooth, .. RandomNetwork.Kinked])
            from depth in Draw.Integer(2, 6)
            from scales in Draw.Between(-1.5, 1.5).ArrayOf(depth)
            from width in Draw.Integer(1, 6)
            from dimension in Draw.Integer(1, 5)
            from seed in Draw.Seed()
            select new Case(phi, scales, width, dimension, seed);
        Evidence
            .ForAll("f(x) of network and chain", cases.ToArbitrary(), c => Distance(c, 1), Absolute(1e-14))
            .Rejects("read-out entries a_L", c => Distance(c, c.Width))
            .Rejects("read-out entries a_L/√m", c => Distance(c, Math.Sqrt(c.Width)));
    }

    [Check]
    public void Norms_of_the_layers()
    {
        var network = new Case(Phi, Scales, Width, Dimension, StreamSeed()).Network();
        for (var l = 1; l <= Scales.Length; l++)
        {
            var square = Scales[l - 1] * Scales[l - 1];
            var predicted =
                l == 1 ? Width * square
                : l == Scales.Length ? square / Width
                : square;
            var agreement = Evidence.Agrees($"‖W_{l}‖² (Frobenius)", network.SquaredNorm(l), predicted, Mixed(1e-13));
            if (Width > 1 && square > 1e-6)
                agreement.Rejects("m times as much", Width * predicted);
        }
    }

    // What one layer rounds is amplified by the slopes of the layers above it.
    private Tolerance Rounding => Mixed(1e-14 * Scales.Aggregate(1.0, (all, a) => all * Math.Max(1, Math.Abs(a))));

    private static double Distance(Case drawn, double factor)
    {
        var outputs = drawn.Forward().Outputs;
        var chain = drawn.Chain()[^1];
        var largest = 0.0;
        for (var n = 0; n < chain.Length; n++)
            largest = Math.Max(largest, Math.Abs(outputs[n] - (factor * chain[n])));
        return largest;
    }

    private sealed record Case(string Phi, double[] Scales, int Width, int Dimension, ulong Seed)
    {
        private readonly Activation activation = Activations.Find(Phi);
        private readonly double[] direction = RandomDirection(Dimension, Seed);

        public DenseNetwork Network() =>
            SymmetricManifold.OfWidth(Scales.Length, Width, direction).Network(activation, Scales);

        public NetworkPass Forward()
        {
            var pass = new NetworkPass(Network(), Examples());
            pass.Forward();
            return pass;
        }

        // The recursion of the statement, example by example: ζ₁, …, ζ_L.
        public double[][] Chain()
        {
            var zeta = new double[Scales.Length][];
            zeta[0] = new double[Inputs];
            Examples().Project(direction, zeta[0]);
            zeta[0] = [.. zeta[0].Select(s => Scales[0] * s)];
            for (var l = 1; l < Scales.Length; l++)
                zeta[l] = [.. zeta[l - 1].Select(z => Scales[l] * activation.Value(z))];
            return zeta;
        }

        public override string ToString() =>
            $"{Phi}, a = ({string.Join(", ", Scales.Select(a => a.ToString("G4")))}), m = {Width}, d = {Dimension}";

        private ExampleSet Examples()
        {
            var examples = new ExampleSet(Inputs, Dimension, 1);
            new RandomStream(Seed).Substream("inputs").FillNormal(examples.Inputs);
            return examples;
        }

        private static double[] RandomDirection(int dimension, ulong seed)
        {
            var u = new double[dimension];
            new RandomStream(seed).Substream("direction").FillNormal(u);
            var norm = Math.Sqrt(u.Sum(x => x * x));
            return [.. u.Select(x => x / norm)];
        }
    }
}
