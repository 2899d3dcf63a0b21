using Dlnx.Escape;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/thm-4",
    "Exact reduced ODE",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 4, eqs. (4), (5), (21)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/def-3", "C/lem-14"],
    Verdict = Verdict.Confirmed,
    Statement = """
        On the ansatz the loss is $\bar{\mathcal L}(a) = \tfrac12\mathbb E_s(f(s; a) - \alpha\varphi(s))^2$ and the normalised
        flow is, in $\tau = t/m$, exactly
        $$\frac{da_k}{d\tau} = \mathbb E_s\Big[(\alpha\varphi(s) - f(s))\,h_{k-1}(s)
          \prod_{j=k+1}^{L} a_j\,\varphi'(\zeta_{j-1}(s))\Big], \qquad h_0 = s,\quad h_j = \varphi(\zeta_j).$$
        """
)]
public sealed class ReducedFlow : ClaimSpec
{
    [Parameter("phi", Description = "φ, any activation")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, inner gain of φ")]
    public double Beta { get; set; } = 1;

    [Parameter("a", Min = -3, Max = 3, Description = "the scales a₁, …, a_L, 2 to 12")]
    public double[] Scales { get; set; } = [0.3, 0.5, 0.4];

    [Parameter(Min = -10, Max = 10, Description = "α, scale of the teacher")]
    public double Alpha { get; set; } = 1;

    private Activation Activation => ActivationChoice.Resolve(Phi, Beta);

    public override void Validate()
    {
        _ = Activation;
        ChainSetting.RequireChain("a", Scales);
    }

    [Check]
    public void It_is_the_formula_and_minus_the_gradient_of_the_loss()
    {
        var point = new Case(Activation, Scales, Alpha);
        var (reduced, gradient) = (point.Reduced(), point.ByDifferences());
        var size = Math.Max(1, reduced.Max(Math.Abs));
        Evidence.Agrees("da/dτ, node by node", reduced, point.Formula(Index.AsStated), Absolute(1e-12 * size));
        var agreement = Evidence.Agrees("da/dτ by central differences", gradient, reduced, Absolute(1e-7 * size));
        if (reduced.Max(Math.Abs) > 1e-5 * size)
            agreement.Rejects("the loss without ½", [.. reduced.Select(v => 2 * v)]);
        var shifted = point.Formula(Index.OffByOne);
        if (shifted.Zip(reduced, (s, r) => Math.Abs(s - r)).Max() > 1e-5 * size)
            agreement.Rejects("φ′(ζ_j) in place of φ′(ζ_{j−1})", shifted);
    }

    [Check]
    public void So_it_is_for_random_chains()
    {
        var cases =
            from phi in Gen.Elements(RandomNetwork.Smooth)
            from depth in Draw.Integer(2, 6)
            from scales in Draw.Between(-1.3, 1.3).ArrayOf(depth)
            from alpha in Draw.Between(-2, 2)
            select new Case(Activations.Find(phi), scales, alpha);
        Evidence
            .ForAll("da/dτ − formula", cases.ToArbitrary(), c => c.Distance(c.Formula(Index.AsStated)), Absolute(1e-12))
            .Rejects("φ′(ζ_j) in place of φ′(ζ_{j−1})", c => c.Distance(c.Formula(Index.OffByOne)));
        Evidence
            .ForAll("da/dτ + ∂loss/∂a", cases.ToArbitrary(), c => c.Distance(c.ByDifferences()), Absolute(1e-7))
            .Rejects("the loss without ½", c => c.Distance([.. c.ByDifferences().Select(v => 2 * v)]));
    }

    [Check]
    public void It_is_the_flow_of_the_full_network()
    {
        foreach (var width in new[] { 1, 3 })
        {
            var full = new AnsatzPoint(Activation, Scales, width, Alpha);
            var reduced = new Case(Activation, Scales, Alpha).Reduced();
            var agreement = Evidence.Agrees(
                $"da/dτ of a network of width {width}",
                full.Velocity(full.NormalisedRates),
                reduced,
                Absolute(1e-10 * Math.Max(1, reduced.Max(Math.Abs)))
            );
            if (width > 1 && reduced.Max(Math.Abs) > 1e-3)
                agreement.Rejects("equal rates of all layers", full.Velocity([.. Scales.Select(_ => 1.0)]));
        }
    }

    [Check]
    public void Reference_values()
    {
        foreach (var (phi, scales) in References)
        {
            var chain = new ReducedChain(Activations.Find(phi), scales.Length);
            var velocity = ChainSetting.Velocity(Activations.Find(phi), scales);
            var name = $"{phi} ({string.Join(", ", scales)})";
            for (var k = 0; k < scales.Length; k++)
                Evidence.Golden($"{name}: da_{k + 1}/dτ", velocity[k], Absolute(1e-9));
            Evidence.Golden($"{name}: loss", chain.Loss(scales), Absolute(1e-9));
        }
    }

    private static IEnumerable<(string Phi, double[] Scales)> References =>
        [
            ("tanh", [0.3, 0.5]),
            ("tanh", [0.3, 0.5, 0.4]),
            ("tanh", [0.2, 0.3, 0.4, 0.5]),
            ("tanh", [0.9, 1.1, 0.8, 1.2, 1]),
            ("erf", [0.3, 0.5, 0.4]),
            ("sin", [0.3, 0.5, 0.4]),
            ("gelu", [0.3, 0.5, 0.4]),
            ("swish", [0.3, 0.5, 0.4]),
            ("linear", [0.3, 0.5, 0.4]),
            ("sigmoid", [0.3, 0.5, 0.4]),
            ("softplus", [0.3, 0.5, 0.4]),
        ];

    private enum Index
    {
        AsStated,
        OffByOne,
    }

    private sealed record Case(Activation Activation, double[] Scales, double Alpha)
    {
        private readonly Lazy<double[]> differences = new(() =>
            ChainSetting.LossGradient(new ReducedChain(Activation, Scales.Length, Alpha), Scales)
        );

        public double[] Reduced() => ChainSetting.Velocity(Activation, Scales, Alpha);

        public double Distance(double[] other) => Reduced().Zip(other, (a, b) => Math.Abs(a - b)).Max();

        public double[] ByDifferences() => [.. differences.Value.Select(g => -g)];

        // The statement's expectation, node by node.
        public double[] Formula(Index index)
        {
            var velocity = new double[Scales.Length];
            var (nodes, weights) = (GaussianRule.Line.Nodes.ToArray(), GaussianRule.Line.Weights.ToArray());
            for (var n = 0; n < nodes.Length; n++)
            {
                var zeta = new double[Scales.Length + 1];
                (zeta[0], zeta[1]) = (nodes[n], Scales[0] * nodes[n]);
                for (var l = 2; l <= Scales.Length; l++)
                    zeta[l] = Scales[l - 1] * Activation.Value(zeta[l - 1]);
                var factor = weights[n] * ((Alpha * Activation.Value(nodes[n])) - zeta[^1]);
                for (var k = Scales.Length; k >= 1; k--)
                {
                    velocity[k - 1] += factor * (k == 1 ? nodes[n] : Activation.Value(zeta[k - 1]));
                    factor *= Scales[k - 1] * Activation.Derivative(zeta[index == Index.AsStated ? k - 1 : k]);
                }
            }

            return velocity;
        }

        public override string ToString() =>
            $"{Activation}, a = ({string.Join(", ", Scales.Select(a => a.ToString("G4")))}), α = {Alpha:G4}";
    }
}
