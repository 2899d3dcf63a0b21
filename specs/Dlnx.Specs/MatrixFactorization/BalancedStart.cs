using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/prop-3",
    "Balanced initialisation stays in the SVS set",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 3, eq. (63)",
    DependsOn = ["B/prop-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        If $M_* = V_*\Sigma_*V_*^\top$ (symmetric, positive semi-definite) and $W_\ell(0) = \alpha I$ for every layer, then
        $W_\ell(t) = V_*\Sigma(t)V_*^\top$ with
        $$\Sigma^+ = \Sigma - \eta\,\Sigma^{L-1}(\Sigma^L - \Sigma_*).$$
        """,
    Readings = [
        "Both hypotheses on the target are needed: a rotation of the left singular vectors breaks the form at the first "
            + "step, and a negative eigenvalue keeps it only with exactly tied layers, at a saddle. Theorem 1 and Lemma 1 use "
            + "the balanced start without stating them.",
    ]
)]
public sealed class BalancedStart : ClaimSpec
{
    private const int DecaySteps = 100_000;

    [Parameter(Min = 2, Max = 6, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [2, 1, 0.5];

    [Parameter("d", Min = 1, Max = 20, Description = "width of the layers")]
    public int Width { get; set; } = 4;

    [Parameter(Above = 0, Max = 1e3, Description = "scale of the start")]
    public double Alpha { get; set; } = 0.3;

    [Parameter("eta", Above = 0, Description = "learning rate η; ηS must be below 2")]
    public double LearningRate { get; set; } = 0.05;

    [Parameter("T", Min = 5, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 200;

    public override void Validate()
    {
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
        var k = LearningRate * StepChoice.Sharpness(Depth, Sigma[0]);
        if (k >= 2)
            throw new ParameterException("eta", $"is {LearningRate:R}, so ηS = {k:R}; it must be below 2.");
        // A start above the largest root has a steeper loss than the minimum: keep ηL·max(α, σ₁^(1/L))^(2L−2) below 2.
        if (LearningRate * Depth * Math.Pow(Alpha, (2 * Depth) - 2) >= 2)
            throw new ParameterException("alpha", $"is {Alpha:R}; ηLα^(2L−2) must be below 2.");
    }

    [Check]
    public void Every_layer_follows_the_recursion()
    {
        if (Chain(Depth - 1, Depth, Steps)[0] < 0.5 * Math.Pow(Sigma[0], 1.0 / Depth))
            Skip($"After T = {Steps} steps no direction has left the start; choose a larger alpha, eta or T.");
        var target = TargetMatrix.SymmetricPositive(Width, new RandomStream(StreamSeed()), Sigma);
        // Early as well as late: wrong recursions with the same fixed point differ only on the way.
        var (early, late) = (LayersAfter(target, 5), LayersAfter(target, Steps));
        double[] Both(int outer, int inner) => [.. Chain(outer, inner, 5), .. Chain(outer, inner, Steps)];
        var predicted = Both(Depth - 1, Depth);
        Evidence
            .Agrees(
                $"diagonal of VᵀW₁V after 5 and {Steps} steps",
                [.. early[0].DiagonalEntries(), .. late[0].DiagonalEntries()],
                predicted,
                Mixed(1e-12)
            )
            .Rejects("Σ − ηΣ^(L−2)(Σ^L − Σ_*)", Both(Depth - 2, Depth))
            .Rejects("Σ − ηΣ^(L−1)(Σ^(L−1) − Σ_*)", Both(Depth - 1, Depth - 1));
        Evidence.Below(
            "largest difference of an entry of VᵀW_ℓV, all layers",
            Math.Max(Difference(early, predicted[..Width]), Difference(late, predicted[Width..])),
            1e-12 * Math.Max(1, Sigma[0])
        );
    }

    [Check]
    public void Other_left_than_right_singular_vectors_break_it()
    {
        if (Width == 1)
            Skip("d = 1: singular vectors differ in sign only; choose a larger d.");
        var general = TargetMatrix.Rotated(Width, new RandomStream(StreamSeed()), Sigma);
        // One step from αI leads to a multiple of I plus ηα^(L−1)M in every layer.
        var turn = (general.Right.Transpose() * general.Left) - Matrix.Identity(Width);
        double[] values = [.. Sigma, .. new double[Width - Sigma.Length]];
        var pull = LearningRate * Math.Pow(Alpha, Depth - 1);
        Evidence
            .Agrees(
                "largest difference of VᵀW₁V from the claimed form after one step, over ηα^(L−1)",
                Difference(LayersAfter(general, 1)[..1], Chain(Depth - 1, Depth, 1)) / pull,
                (turn * Matrix.Diagonal(Width, Width, values)).MaximumMagnitude(),
                Absolute(1e-14 * Math.Max(Alpha, pull * Sigma[0]) / pull)
            )
            .Rejects("the form holds for every target", 0);
        Evidence.Above(
            "largest difference of a layer at the end",
            Difference(LayersAfter(general, Steps), Chain(Depth - 1, Depth, Steps)),
            1e-3 * Alpha
        );
    }

    [Check]
    public void It_holds_for_random_targets()
    {
        var cases =
            from depth in Draw.Integer(2, 6)
            from width in Draw.Integer(2, 5)
            from rank in Draw.Integer(1, width)
            from sigma in Draw.Spectrum(rank, 0.3, 5)
            from k in Draw.Between(0.2, 1.8)
            from seed in Draw.Seed()
            select new StartCase(depth, width, sigma, k, seed);
        Evidence
            .ForAll(
                "largest difference of an entry after 100 steps, α = 0.3 σ_r^(1/L), 0.2 ≤ k ≤ 1.8",
                cases.ToArbitrary(),
                c => c.Difference(c.Symmetric()),
                Absolute(1e-12)
            )
            .Rejects("any target", c => c.Difference(c.General()));
    }

    [Check]
    public void Null_values_decay_algebraically()
    {
        var powers = Enumerable.Range(0, 51).Select(i => (int)Math.Pow(DecaySteps, i / 50.0)).Distinct().ToArray();
        var measured = NullValues(powers);
        double[] times = [.. powers.Select(t => (double)t)];
        Figure("Decay of a null value", Axis.Log("steps t"), Axis.Log("null value a(t)"))
            .Line("(a₀^(−(2L−2)) + (2L−2)ηt)^(−1/(2L−2))", times, [.. times.Select(t => Law((2 * Depth) - 2, t))])
            .Points("recursion a − ηa^(2L−1)", times, measured);
        var law = Law((2 * Depth) - 2, DecaySteps);
        Evidence
            .Agrees($"a after {DecaySteps} steps", measured[^1], law, Relative(LawError()))
            .Rejects("decay exponent −1/(L−2)", Law(Depth - 2, DecaySteps))
            .Rejects("exponential decay, e^(−ηt)", Alpha * Math.Exp(-LearningRate * DecaySteps));
        Evidence.Golden("null value after 1e5 steps", measured[^1], Absolute(1e-9));
        Evidence.Golden("law for the null value after 1e5 steps", law, Absolute(1e-9));
    }

    [Check]
    public void A_rotated_target_breaks_the_form_at_the_first_step()
    {
        const double angle = 0.6;
        var rotation = Matrix.FromRows([Math.Cos(angle), -Math.Sin(angle)], [Math.Sin(angle), Math.Cos(angle)]);
        var target = TargetMatrix.FromFactors(rotation, Matrix.Identity(2), [2, 1]);
        var network = DeepLinearNetworks.Balanced(2, 2, 0.3);
        network.Step(target.Matrix, 0.05);
        var first = network.LayerMatrix(0);
        // W₁ − η W₂ᵀ(W₂W₁ − M) at W₁ = W₂ = αI.
        var expected = Matrix.ScaledIdentity(2, 0.3 * (1 - (0.05 * 0.09))) + ((0.05 * 0.3) * target.Matrix);
        Evidence
            .Agrees("W₁(1) for M = R(0.6)·diag(2, 1), L = 2", first.Span, expected.Span, Absolute(1e-15))
            .Rejects("V Σ(1) Vᵀ with V = I", Matrix.Diagonal(2, 2, [Tied(2, 0.3, 1), Tied(1, 0.3, 1)]).Span);
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
                Evidence.Golden($"entry ({i + 1}, {j + 1}) of W₁(1)", first[i, j], Absolute(1e-9));
        }
        Evidence.Above(
            "|W₁₂ − W₂₁| of W₁(1), zero for V Σ(1) Vᵀ with any V",
            Math.Abs(first[0, 1] - first[1, 0]),
            0.01
        );
    }

    [Check]
    public void An_indefinite_target_holds_tied_layers_at_a_saddle()
    {
        var target = Matrix.Diagonal(2, 2, [2, -1]);
        var network = DeepLinearNetworks.Balanced(2, 2, 0.3);
        for (var t = 0; t < 200; t++)
            network.Step(target, 0.05);
        var tied = Tied(-1, 0.3, 200);
        var product = network.Product()[1, 1];
        Evidence
            .Agrees("second product entry for M = diag(2, −1), L = 2, t = 200", product, tied * tied, Absolute(1e-15))
            .Rejects("gradient descent finds the minimum, −1", -1);
        Evidence.Golden("second product entry at t = 200", product, Absolute(1e-12));
        Evidence.Agrees("loss at the saddle", network.Loss(target), 0.5, Absolute(1e-9)).Rejects("the minimum", 0);

        network.Layer(1)[3] += 1e-9;
        for (var t = 0; t < 2000; t++)
            network.Step(target, 0.05);
        Evidence
            .Agrees("loss 2000 steps after moving one layer by 1e-9", network.Loss(target), 0, Absolute(1e-12))
            .Rejects("the saddle attracts", 0.5);
    }

    private static double Tied(double sigma, double alpha, int steps)
    {
        var layers = new[] { alpha, alpha };
        for (var t = 0; t < steps; t++)
            new ScalarChain(sigma, 0.05).Step(layers);
        return layers[0];
    }

    private Matrix[] LayersAfter(TargetMatrix target, int steps)
    {
        var network = DeepLinearNetworks.Balanced(Depth, Width, Alpha);
        for (var t = 0; t < steps; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            network.Step(target.Matrix, LearningRate);
        }
        return LayerAlignment.InTargetFrame(network, target);
    }

    private static double Difference(Matrix[] layers, double[] diagonal)
    {
        var expected = Matrix.Diagonal(diagonal.Length, diagonal.Length, diagonal);
        return layers.Max(layer => (layer - expected).MaximumMagnitude());
    }

    // s ← s − η s^outer (s^inner − σ) from α, for each direction; eq. (63) has outer = L − 1 and inner = L.
    private double[] Chain(int outer, int inner, int steps) =>
        [
            .. Enumerable
                .Range(0, Width)
                .Select(i =>
                {
                    var (value, sigma) = (Alpha, i < Sigma.Length ? Sigma[i] : 0);
                    for (var t = 0; t < steps; t++)
                        value -= LearningRate * Math.Pow(value, outer) * (Math.Pow(value, inner) - sigma);
                    return value;
                }),
        ];

    private double[] NullValues(int[] times)
    {
        var (value, values) = (Alpha, new List<double>());
        for (var t = 1; t <= times[^1]; t++)
        {
            value -= LearningRate * Math.Pow(value, (2 * Depth) - 1);
            if (times.Contains(t))
                values.Add(value);
        }
        return [.. values];
    }

    private double Law(int power, double time) =>
        Math.Pow(Math.Pow(Alpha, -power) + (power * LearningRate * time), -1.0 / power);

    // With u = a^(−p), p = 2L − 2, the recursion is u⁺ = u + pη + p(p+1)η²/(2u) + …: the law leaves out a relative error
    // of (p+1)η ln(u/u₀)/(2pu) to leading order. Twice that is allowed, and a rounding error of 2^(−53) in each step.
    private double LawError()
    {
        var power = (2 * Depth) - 2;
        var start = Math.Pow(Alpha, -power);
        var end = start + (power * LearningRate * DecaySteps);
        return (power + 1.0) / power * LearningRate * Math.Log(end / start) / end + (DecaySteps * 1.2e-16);
    }

    private sealed record StartCase(int Depth, int Width, double[] Sigma, double K, ulong Seed)
    {
        public TargetMatrix Symmetric() => TargetMatrix.SymmetricPositive(Width, new RandomStream(Seed), Sigma);

        public TargetMatrix General() => TargetMatrix.Rotated(Width, new RandomStream(Seed), Sigma);

        public double Difference(TargetMatrix target)
        {
            var alpha = 0.3 * Math.Pow(Sigma[^1], 1.0 / Depth);
            var eta = K / StepChoice.Sharpness(Depth, Sigma[0]);
            var network = DeepLinearNetworks.Balanced(Depth, Width, alpha);
            for (var t = 0; t < 100; t++)
                network.Step(target.Matrix, eta);
            double[] values =
            [
                .. Enumerable.Range(0, Width).Select(i => Single(i < Sigma.Length ? Sigma[i] : 0, alpha, eta)),
            ];
            return BalancedStart.Difference(LayerAlignment.InTargetFrame(network, target), values);
        }

        public override string ToString() =>
            $"L = {Depth}, d = {Width}, σ = ({string.Join(", ", Sigma.Select(s => s.ToString("G4")))}), k = {K:G4}, "
            + $"seed {Seed}";

        private double Single(double sigma, double alpha, double eta)
        {
            var layers = new double[Depth];
            Array.Fill(layers, alpha);
            for (var t = 0; t < 100; t++)
                new ScalarChain(sigma, eta).Step(layers);
            return layers[0];
        }
    }
}
