using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/lem-14",
    "Ansatz invariance",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 14, App. B.2, eq. (21)",
    Provenance = Provenance.Reconstructed,
    Aliases = ["C/B.2"],
    DependsOn = ["C/def-3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        At a point of the ansatz the population gradient of the squared loss with a single-mode teacher has the ansatz's own
        pattern, $\nabla_{W_1} = g_1\mathbf 1u^\top$, $\nabla_{W_l} = g_l\mathbf 1\mathbf 1^\top$, $\nabla_{W_L} =
        g_L\mathbf 1^\top$. With $\bar{\mathcal L}(a)$ the loss on the ansatz, $\partial_{a_l}\bar{\mathcal L} = m g_l$ for $l < L$
        and $\partial_{a_L}\bar{\mathcal L} = g_L$. Under the rates $c_1 = 1$, $c_l = 1/m$, $c_L = 1/m^2$ therefore
        $\frac{da_l}{d\tau} = -\partial_{a_l}\bar{\mathcal L}$ for every $l$, in $\tau = t/m$.
        """,
    Readings = [
        "A: of the two rates named in Appendix F, the second is that of the hidden layers, and the read-out has 1/m²: "
            + "consistent with eq. (4).",
        "B: the read-out has 1/m as well: then its scale moves m times too fast.",
    ]
)]
public sealed class AnsatzInvariance : ClaimSpec
{
    // Setup of the reference table: α = 1.3 and the first L of these scales, at four pairs (L, m).
    private static readonly double[] Reference = [0.7, -0.4, 0.9, 1.2, 0.5];
    private static readonly (int Depth, int Width)[] Shapes = [(2, 3), (3, 4), (4, 3), (5, 2)];

    [Parameter("phi", Description = "φ, any activation")]
    public string Phi { get; set; } = "tanh";

    [Parameter("a", Min = -3, Max = 3, Description = "the scales a₁, …, a_L, 2 to 12")]
    public double[] Scales { get; set; } = [0.7, -0.4, 0.9];

    [Parameter(Above = 0, Max = 10, Description = "α, scale of the teacher")]
    public double Alpha { get; set; } = 1.3;

    [Parameter(Min = 1, Max = 16, Description = "m, width of the hidden layers")]
    public int Width { get; set; } = 3;

    private AnsatzPoint Point => new(ActivationChoice.Resolve(Phi), Scales, Width, Alpha);

    public override void Validate()
    {
        _ = ActivationChoice.Resolve(Phi);
        ChainSetting.RequireChain("a", Scales);
    }

    [Check]
    public void The_gradient_has_the_pattern_of_the_ansatz()
    {
        foreach (var point in References().Append(Point))
        {
            var gradient = point.Gradient();
            var scale = Math.Max(1, gradient.Max(Math.Abs));
            Evidence.Agrees(
                $"{Name(point)}: residual of the pattern",
                point.Manifold.Residual(gradient),
                0,
                Absolute(1e-12 * scale)
            );
        }
    }

    [Check]
    public void The_normalised_flow_is_minus_the_gradient_in_the_scales()
    {
        foreach (var point in References())
        {
            var reduced = ChainSetting.Velocity(point.Activation, point.Scales, point.Alpha);
            var rates = point.NormalisedRates;
            double[] ratios = [.. point.Velocity(rates).Zip(reduced, (full, part) => full / part)];
            // A rate multiplies its layer's velocity.
            double[] With(double[] others) => [.. ratios.Zip(others.Zip(rates, (c, own) => c / own), (r, c) => r * c)];
            double[] ones = [.. ratios.Select(_ => 1.0)];
            Evidence
                .Agrees($"{Name(point)}: ȧ_l over −∂_l", ratios, ones, Absolute(1e-10))
                .Rejects("c_L = 1/m", With(EqualAbove(point)))
                .Rejects("c_l = 1", With(ones));
        }
    }

    [Check]
    public void So_it_is_at_the_chosen_point()
    {
        var reduced = ChainSetting.Velocity(Point.Activation, Scales, Alpha);
        var size = Math.Max(1, reduced.Max(Math.Abs));
        var agreement = Evidence.Agrees(
            "da/dτ of the full network",
            Point.Velocity(Point.NormalisedRates),
            reduced,
            Absolute(1e-10 * size)
        );
        if (Width > 1 && Math.Abs(reduced[^1]) > 1e-6 * size)
            agreement.Rejects("c_L = 1/m", Point.Velocity(EqualAbove(Point)));
    }

    [Check]
    public void Conversion_factors()
    {
        var gradient = Point.Gradient();
        var network = new DenseNetwork(Point.Manifold.Widths, Point.Activation);
        double[] entries = [.. Point.Manifold.Read(gradient)];
        for (var l = 2; l <= entries.Length; l++)
            entries[l - 1] = network.Part(gradient, l)[0];
        var chain = new ReducedChain(Point.Activation, Scales.Length, Alpha);
        var derivative = ChainSetting.LossGradient(chain, Scales);
        var size = Math.Max(1, derivative.Max(Math.Abs));
        double[] converted = [.. entries[..^1].Select(g => Width * g), entries[^1]];
        var agreement = Evidence.Agrees(
            "m·g_l (l < L) and g_L against central differences of the loss on the ansatz",
            converted,
            derivative,
            Absolute(1e-7 * size)
        );
        if (Width > 1 && entries.Max(Math.Abs) > 1e-4 * size)
            agreement.Rejects("g_l without the factor m", entries).Rejects("factor m throughout", Times(entries));
    }

    private double[] Times(double[] entries) => [.. entries.Select(g => Width * g)];

    private static double[] EqualAbove(AnsatzPoint point) => [.. point.NormalisedRates[..^1], 1.0 / point.Width];

    private static string Name(AnsatzPoint point) =>
        $"{point.Activation}, L = {point.Scales.Length}, m = {point.Width}, d = {point.Manifold.Direction.Length}";

    private static IEnumerable<AnsatzPoint> References() =>
        from phi in (string[])["tanh", "erf", "sin", "gelu", "swish", "sigmoid"]
        from shape in Shapes
        select new AnsatzPoint(Activations.Find(phi), Reference[..shape.Depth], shape.Width, 1.3);
}
