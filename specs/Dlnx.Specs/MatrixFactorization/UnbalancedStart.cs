using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/prop-2",
    "Unbalanced initialisation stays in the SVS set",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 2, eq. (62)",
    DependsOn = ["B/prop-1"],
    Verdict = Verdict.Corrected,
    Statement = """
        For any $M_*$ (not necessarily symmetric), the start $W_L(0) = 0$, $W_\ell(0) = \alpha I$ and $t \ge 1$,
        $$W_L(t) = U_*\,\mathrm{diag}(\tilde\Sigma_L(t), 0)\,V_*^\top, \qquad
          W_\ell(t) = V_*\,\mathrm{diag}(\tilde\Sigma(t), \alpha I_{d-r})\,V_*^\top \quad (\ell < L),$$
        with $\tilde\Sigma_L(1) = \eta\alpha^{L-1}\Sigma_{*,r}$, $\tilde\Sigma(1) = \alpha I_r$ and, for
        $R = \tilde\Sigma_L \tilde\Sigma^{L-1} - \Sigma_{*,r}$,
        $$\tilde\Sigma_L^+ = \tilde\Sigma_L - \eta R\,\tilde\Sigma^{L-1}, \qquad
          \tilde\Sigma^+ = \tilde\Sigma\,(I - \eta\tilde\Sigma_L)\,R\,\tilde\Sigma^{L-3}.$$
        """,
    Corrected = """
        The same with $\tilde\Sigma^+ = \tilde\Sigma - \eta\tilde\Sigma_L R\,\tilde\Sigma^{L-2}
        = \tilde\Sigma\,(I - \eta\tilde\Sigma_L R\,\tilde\Sigma^{L-3})$.
        """,
    Explanation = """
        The closing parenthesis stands after $\eta\tilde\Sigma_L$ and must stand at the end. For $L = 3$, $\sigma_1 = 10$,
        $\alpha = 0.3$, $\eta S = 1$ the printed line turns $\tilde\Sigma(1) = 0.3$ into $-2.9990$ at $t = 2$; gradient descent
        and the corrected line give $0.300646$. The exponent $L - 3$ is right once $\tilde\Sigma$ is factored out. In the proof,
        the base case $W_L(1) = \eta\alpha^{L-1}\Sigma_*$ must read $\eta\alpha^{L-1}M_*$. The decomposition is exact in exact
        arithmetic; for learning rates above $\eta^*$ (B/bt-transverse) rounding errors are amplified and end it.
        """
)]
public sealed class UnbalancedStart : TargetedSpec
{
    [Parameter(Min = 2, Max = 6, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("d", Min = 1, Max = 12, Description = "width of the layers")]
    public int Width { get; set; } = 5;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [10, 6, 3];

    [Parameter(Above = 0, Description = "scale of the start, below σ_r^(1/L)")]
    public double Alpha { get; set; } = 0.3;

    [Parameter("k", Above = 0, Below = 2, Description = "ηS")]
    public double Step { get; set; } = 1;

    [Parameter("T", Min = 2, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 60;

    private double Eta => Step / StepChoice.Sharpness(Depth, Sigma[0]);

    public override void Validate()
    {
        base.Validate();
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
        SpectrumRules.RequireSmallStart(Alpha, Sigma, Depth);
    }

    protected override void Adopt(double[] sigma, int width) => (Sigma, Width) = (sigma, width);

    [Check]
    public void Gradient_descent_follows_the_corrected_recursion()
    {
        var target = Target(new RandomStream(StreamSeed()), Width, Sigma);
        var network = DeepLinearNetworks.Unbalanced(Depth, Width, Alpha);
        for (var t = 0; t < Steps; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            network.Step(target.Matrix, Eta);
        }
        var layers = LayerAlignment.InTargetFrame(network, target);
        var (corrected, printed, wrongExponent) = (
            After(Recursions.Corrected),
            After(Recursions.Printed),
            After(Recursions.WithWrongExponent)
        );
        Evidence
            .Agrees($"σᵢ(W₁) after {Steps} steps", Leading(layers[0]), Inner(corrected), Mixed(1e-12))
            .Rejects("printed parentheses", Inner(printed))
            .Rejects("exponent L − 2 after factoring Σ̃ out", Inner(wrongExponent));
        Evidence
            .Agrees($"σᵢ(W_L) after {Steps} steps", Leading(layers[^1]), Last(corrected), Mixed(1e-12))
            .Rejects("printed parentheses", Last(printed));
        Evidence.Below(
            "all other entries of VᵀW_ℓV and UᵀW_LV",
            Enumerable.Range(0, Depth).Max(l => (layers[l] - Predicted(l, corrected)).MaximumMagnitude()),
            1e-12 * Math.Max(1, Sigma[0])
        );
    }

    [Check]
    public void It_holds_for_random_targets()
    {
        var cases =
            from depth in Draw.Integer(2, 5)
            from width in Draw.Integer(1, 6)
            from rank in Draw.Integer(1, width)
            from sigma in Draw.Spectrum(rank, 0.3, 5)
            from seed in Draw.Seed()
            select new StartCase(depth, width, sigma, seed);
        Evidence
            .ForAll(
                "largest difference of an entry at every fourth of 60 steps, k = 1, α = 0.3 σ_r^(1/L)",
                cases.ToArbitrary(),
                c => c.LargestDifference(Recursions.Corrected),
                Absolute(1e-12)
            )
            .Rejects("printed parentheses", c => c.LargestDifference(Recursions.Printed))
            .Rejects("exponent L − 2 after factoring Σ̃ out", c => c.LargestDifference(Recursions.WithWrongExponent));
    }

    [Check]
    public void The_null_block_never_moves()
    {
        var nulls = Width - Sigma.Length;
        if (nulls == 0)
            Skip("d = r: there is no null block; choose a larger d.");
        var target = TargetMatrix.Diagonal(Width, Sigma);
        var network = DeepLinearNetworks.Unbalanced(Depth, Width, Alpha);
        var (lower, last) = (0.0, 0.0);
        for (var t = 1; t <= Steps; t++)
        {
            network.Step(target.Matrix, Eta);
            for (var i = Sigma.Length; i < Width; i++)
            {
                var place = (i * Width) + i;
                for (var l = 0; l < Depth - 1; l++)
                    lower = Math.Max(lower, Math.Abs(network.Layer(l)[place] - Alpha));
                last = Math.Max(last, Math.Abs(network.Layer(Depth - 1)[place]));
            }
        }
        var decayed = ScalarChainAfter(Steps);
        Evidence
            .Agrees($"largest change of a null entry of W_ℓ over {Steps} steps, ℓ < L", lower, 0, Absolute(0))
            .Rejects("null entries decay as from the balanced start", Alpha - decayed);
        Evidence.Agrees("largest null entry of W_L", last, 0, Absolute(0)).Rejects("α as in the other layers", Alpha);
    }

    [Check]
    public void The_first_step_gives_the_last_layer_the_target()
    {
        if (Width == 1)
            Skip("d = 1: M_* and Σ_* agree up to their sign, so nothing tells them apart; choose a larger d.");
        var target = Target(new RandomStream(StreamSeed()), Width, Sigma);
        var network = DeepLinearNetworks.Unbalanced(Depth, Width, Alpha);
        network.Step(target.Matrix, Eta);
        var scale = Eta * Math.Pow(Alpha, Depth - 1);
        Evidence
            .Agrees("W_L(1), all entries", network.Layer(Depth - 1), (scale * target.Matrix).Span, Mixed(1e-12))
            .Rejects("ηα^(L−1)Σ_*, as the proof prints", (scale * Matrix.Diagonal(Width, Width, Sigma)).Span);
    }

    [Check(Role = Role.Counterexample)]
    public void The_printed_recursion_fails_at_the_second_step()
    {
        var network = DeepLinearNetworks.Unbalanced(3, 1, 0.3);
        var target = TargetMatrix.Diagonal(1, 10);
        var eta = 1 / StepChoice.Sharpness(3, 10);
        var state = SingularMode.Unbalanced(0.3);
        for (var t = 0; t < 2; t++)
            network.Step(target.Matrix, eta);
        var first = Recursions.Corrected(3, 10, eta, state);
        Evidence
            .Agrees(
                "L = 3, σ = 10, α = 0.3, k = 1: Σ̃(2) of gradient descent",
                network.LayerMatrix(0)[0, 0],
                Recursions.Corrected(3, 10, eta, first).Y,
                Absolute(1e-12)
            )
            .Rejects("printed parentheses", Recursions.Printed(3, 10, eta, first).Y);
        Evidence.Golden("Σ̃(2) of gradient descent", network.LayerMatrix(0)[0, 0], Absolute(1e-12));
        Evidence.Golden("Σ̃(2) as printed", Recursions.Printed(3, 10, eta, first).Y, Absolute(1e-12));
    }

    [Check]
    public void Rounding_alone_ends_it_beyond_the_transverse_threshold()
    {
        var start = DeepLinearNetworks.Unbalanced(3, 5, 0.1);
        var rotated = TargetMatrix.Rotated(5, new RandomStream(StreamSeed()), 10, 9, 6);
        var plan = new RunPlan(2.0 / 58, 3000) { Every = 1 };
        var drifting = RecordedRun.Of(start, rotated, plan, Cancellation);
        Evidence.Above("η = 2/58, rotated target: largest off-diagonal entry", drifting.OffDiagonalMaximum, 0.1);
        var diagonal = RecordedRun.Of(start, TargetMatrix.Diagonal(5, 10, 9, 6), plan, Cancellation);
        Evidence
            .Agrees(
                "the same with a diagonal target, where no rounding mixes the directions",
                diagonal.OffDiagonalMaximum,
                0,
                Absolute(0)
            )
            .Rejects("the dynamics itself leaves the set", drifting.OffDiagonalMaximum);
    }

    private ModeState[] After(Recursion recursion) =>
        [
            .. Sigma.Select(sigma =>
            {
                var state = SingularMode.Unbalanced(Alpha);
                for (var t = 0; t < Steps; t++)
                    state = (t == 0 ? Recursions.Corrected : recursion)(Depth, sigma, Eta, state);
                return state;
            }),
        ];

    private Matrix Predicted(int layer, ModeState[] states) =>
        layer == Depth - 1
            ? Matrix.Diagonal(Width, Width, Last(states))
            : Matrix.Diagonal(Width, Width, [.. Inner(states), .. Enumerable.Repeat(Alpha, Width - states.Length)]);

    private double ScalarChainAfter(int steps)
    {
        var layers = new double[Depth];
        Array.Fill(layers, Alpha);
        for (var t = 0; t < steps; t++)
            new ScalarChain(0, Eta).Step(layers);
        return layers[0];
    }

    private double[] Leading(Matrix layer) => layer.DiagonalEntries()[..Sigma.Length];

    private static double[] Inner(ModeState[] states) => [.. states.Select(state => state.Y)];

    private static double[] Last(ModeState[] states) => [.. states.Select(state => state.X)];

    private delegate ModeState Recursion(int depth, double sigma, double eta, ModeState state);

    // The second line of eq. (62) per direction; the first line, x ← x − ηRy^(L−1), is printed correctly.
    private static class Recursions
    {
        public static ModeState Corrected(int depth, double sigma, double eta, ModeState state) =>
            new SingularMode(depth, sigma, eta).Step(state);

        public static ModeState Printed(int depth, double sigma, double eta, ModeState state) =>
            Corrected(depth, sigma, eta, state) with
            {
                Y = state.Y * (1 - (eta * state.X)) * Residual(depth, sigma, state) * Math.Pow(state.Y, depth - 3),
            };

        public static ModeState WithWrongExponent(int depth, double sigma, double eta, ModeState state) =>
            Corrected(depth, sigma, eta, state) with
            {
                Y = state.Y * (1 - (eta * state.X * Residual(depth, sigma, state) * Math.Pow(state.Y, depth - 2))),
            };

        private static double Residual(int depth, double sigma, ModeState state) =>
            (state.X * Math.Pow(state.Y, depth - 1)) - sigma;
    }

    private sealed record StartCase(int Depth, int Width, double[] Sigma, ulong Seed)
    {
        public double LargestDifference(Recursion recursion)
        {
            var target = TargetMatrix.Rotated(Width, new RandomStream(Seed), Sigma);
            var alpha = 0.3 * Math.Pow(Sigma[^1], 1.0 / Depth);
            var eta = 1 / StepChoice.Sharpness(Depth, Sigma[0]);
            var network = DeepLinearNetworks.Unbalanced(Depth, Width, alpha);
            ModeState[] states = [.. Sigma.Select(_ => SingularMode.Unbalanced(alpha))];
            var worst = 0.0;
            for (var t = 1; t <= 60; t++)
            {
                network.Step(target.Matrix, eta);
                var rule = t == 1 ? Recursions.Corrected : recursion;
                for (var i = 0; i < states.Length; i++)
                    states[i] = rule(Depth, Sigma[i], eta, states[i]);
                if (t % 4 == 0)
                    worst = Math.Max(worst, Difference(network, target, states, alpha));
            }
            return worst;
        }

        public override string ToString() =>
            $"L = {Depth}, d = {Width}, σ = ({string.Join(", ", Sigma.Select(s => s.ToString("G4")))}), seed {Seed}";

        private static double Difference(
            DeepLinearNetwork network,
            TargetMatrix target,
            ModeState[] states,
            double alpha
        )
        {
            var layers = LayerAlignment.InTargetFrame(network, target);
            var worst = 0.0;
            for (var l = 0; l < layers.Length; l++)
            {
                for (var i = 0; i < target.Width; i++)
                {
                    var isLast = l == layers.Length - 1;
                    layers[l][i, i] -=
                        i >= states.Length ? (isLast ? 0 : alpha)
                        : isLast ? states[i].X
                        : states[i].Y;
                }
                worst = Math.Max(worst, layers[l].MaximumMagnitude());
            }
            return worst;
        }
    }
}
