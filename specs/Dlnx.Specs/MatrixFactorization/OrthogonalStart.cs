using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-12",
    "Orthogonal initialisation \"outside\" the SVS set",
    Kind = ClaimKind.Figure,
    Source = "Fig. 12, Sec. B.2, eqs. (7)-(10)",
    DependsOn = ["B/prop-2"],
    Verdict = Verdict.Corrected,
    Statement = """
        The start $W_L(0) = 0$, $W_\ell(0) = \alpha P_\ell$ with orthogonal $P_\ell$ lies outside the singular-vector-stationary
        set. After convergence the layers have the decomposition of that set, with the singular vectors
        $Q_\ell V_*$, $Q_\ell = P_\ell \cdots P_1$, between the layers.
        """,
    Corrected = """
        The start is in the set, and for all $t \ge 0$, not only after convergence,
        $$W_\ell(t) = Q_\ell V_*\,\mathrm{diag}(\tilde\Sigma(t), \alpha I_{d-r})\,V_*^\top Q_{\ell-1}^\top \quad (\ell < L), \qquad
          W_L(t) = U_*\,\mathrm{diag}(\tilde\Sigma_L(t), 0)\,V_*^\top Q_{L-1}^\top,$$
        with $Q_0 = I$ and $\tilde\Sigma, \tilde\Sigma_L$ of the start $\alpha I$ (B/prop-2): both runs are the same up to a change
        of basis between the layers.
        """,
    Readings = [
        "As a set of factorisations the start is in the set, since every orthonormal basis consists of right singular vectors "
            + "of αP_ℓ. Read as a statement on the basis that a decomposition routine happens to return for αP_ℓ, the start "
            + "looks outside: in that basis the layers do not stay diagonal.",
    ],
    Explanation = """
        All singular values of $\alpha P_\ell$ are equal, so its singular vectors are not unique: the choice
        $(Q_\ell V_*, Q_{\ell-1}V_*)$ is a singular value decomposition too, and gradient descent keeps it from the first step
        on. The loss is unchanged by $W_\ell \mapsto Q_\ell W_\ell Q_{\ell-1}^\top$, therefore the run from $\alpha P_\ell$ is that
        from $\alpha I$ in other coordinates, equal to rounding at every step. With the setup's $\alpha = 0.01$ and 400 steps
        nothing has been learned yet, so the checks also start at a quarter of $\sigma_r^{1/L}$, where all directions converge.
        """
)]
public sealed class OrthogonalStart : ClaimSpec
{
    [Parameter("d", Min = 2, Max = 100, Description = "width of the layers")]
    public int Width { get; set; } = 20;

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [10, 8, 6, 4, 2];

    [Parameter(Above = 0, Max = 1e3, Description = "scale of the start")]
    public double Alpha { get; set; } = 0.01;

    [Parameter("k", Above = 0, Below = 2, Description = "ηS")]
    public double Step { get; set; } = 1;

    [Parameter("T", Min = 2, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 400;

    private double Eta => Step / StepChoice.Sharpness(Depth, Sigma[0]);

    private double[] Scales => [Alpha, 0.25 * Math.Pow(Sigma[^1], 1.0 / Depth)];

    public override void Validate()
    {
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
        SpectrumRules.RequireSmallStart(Alpha, Sigma, Depth);
    }

    [Check]
    public void It_is_the_identity_start_in_other_coordinates()
    {
        foreach (var scale in Scales)
        {
            var pair = new Pair(Depth, Width, Sigma, scale, Eta, StreamSeed());
            var (losses, identity) = (new List<double>(), new List<double>());
            foreach (var t in new[] { 1, Steps / 20, Steps / 4, Steps })
            {
                pair.MoveTo(t, Cancellation);
                losses.Add(pair.Loss);
                identity.Add(pair.IdentityLoss);
                Evidence.Below($"α = {scale:G4}, t = {t}: largest difference of an entry", pair.Difference, 1e-10);
            }
            Evidence
                .Agrees($"α = {scale:G4}: losses on the way", [.. losses], [.. identity], Mixed(1e-12))
                .Rejects("the loss at the start", [.. losses.Select(_ => Sigma.Sum(value => value * value) / 2)]);
            // With one hidden basis there is only one order.
            if (Depth > 2)
                Evidence.Above($"α = {scale:G4}: difference with Q_ℓ in reverse order", pair.Reversed / scale, 0.1);
        }
    }

    [Check]
    public void The_decomposition_holds_from_the_first_step()
    {
        foreach (var scale in Scales)
        {
            var pair = new Pair(Depth, Width, Sigma, scale, Eta, StreamSeed());
            foreach (var t in new[] { 1, Steps })
            {
                pair.MoveTo(t, Cancellation);
                var layers = pair.InFrame(pair.Gauge);
                Evidence.Below(
                    $"α = {scale:G4}, t = {t}: off-diagonal entries of all layers",
                    layers.Max(layer => layer.OffDiagonalMagnitude()),
                    1e-10
                );
                var states = Sigma
                    .Select(s => new SingularMode(Depth, s, Eta).Iterate(SingularMode.Unbalanced(scale), t))
                    .ToArray();
                double[] inner = [.. states.Select(state => state.Y), .. Null(scale)];
                double[] last = [.. states.Select(state => state.X), .. Null(0)];
                var agreement = Evidence
                    .Agrees(
                        $"α = {scale:G4}, t = {t}: diagonals of W₁, W_(L−1) and W_L",
                        [.. Diagonal(layers, 0), .. Diagonal(layers, Depth - 2), .. Diagonal(layers, Depth - 1)],
                        [.. inner, .. inner, .. last],
                        Absolute(1e-10)
                    )
                    .Rejects("α and 0, as at the start", [.. Start(scale), .. Start(scale), .. Start(0)]);
                if (Depth > 2)
                {
                    var wrong = pair.InFrame(pair.ReversedGauge);
                    agreement.Rejects(
                        "Q_ℓ in reverse order",
                        [.. Diagonal(wrong, 0), .. Diagonal(wrong, Depth - 2), .. Diagonal(wrong, Depth - 1)]
                    );
                }
            }
        }
    }

    [Check(Role = Role.Counterexample)]
    public void The_start_is_already_in_the_set()
    {
        var scale = Scales[1];
        var pair = new Pair(Depth, Width, Sigma, scale, Eta, StreamSeed());
        var start = pair.InFrame(pair.Gauge);
        double[] expected = [.. Enumerable.Range(0, Depth).SelectMany(l => Start(l == Depth - 1 ? 0 : scale))];
        Evidence
            .Agrees(
                "start in the basis Q_ℓV: diagonals of all layers",
                [.. Enumerable.Range(0, Depth).SelectMany(l => Diagonal(start, l))],
                expected,
                Absolute(1e-12)
            )
            .Rejects("the last layer is α too", [.. expected.Select(_ => scale)]);
        Evidence.Below(
            "start in the basis Q_ℓV: off-diagonal entries",
            start.Max(layer => layer.OffDiagonalMagnitude()),
            1e-12
        );
        var returned = Factorizations.SingularValueDecomposition(pair.Network.LayerMatrix(0));
        Evidence.Below(
            "start in the basis of an SVD routine: off-diagonal",
            OffDiagonal(returned, pair.Network),
            1e-12
        );
        pair.MoveTo(Steps, Cancellation);
        Evidence.Below(
            $"the same basis Q_ℓV after {Steps} steps: off-diagonal entries",
            pair.InFrame(pair.Gauge).Max(layer => layer.OffDiagonalMagnitude()),
            1e-10
        );
        Evidence.Above(
            $"the basis of the SVD routine after {Steps} steps: off-diagonal of W₁",
            OffDiagonal(returned, pair.Network),
            1e-3 * scale
        );
    }

    [Check]
    public void It_holds_for_random_starts()
    {
        var cases =
            from depth in Draw.Integer(3, 5)
            from width in Draw.Integer(2, 5)
            from rank in Draw.Integer(1, width)
            from sigma in Draw.Spectrum(rank, 0.5, 8)
            from k in Draw.Between(0.2, 1.8)
            from seed in Draw.Seed()
            select new PairCase(depth, width, sigma, k, seed);
        Evidence
            .ForAll(
                "largest difference of an entry after 30 steps, L = 3 to 5, α = 0.3σ_r^(1/L)",
                cases.ToArbitrary(),
                c => c.After(30).Difference,
                Absolute(1e-12)
            )
            .Rejects("Q_ℓ in reverse order", c => c.After(30).Reversed);
    }

    [Check]
    public void Layers_during_training()
    {
        var scale = Scales[1];
        var pair = new Pair(Depth, Width, Sigma, scale, Eta, StreamSeed());
        var times = Enumerable.Range(0, 81).Select(i => i * Steps / 80).Distinct().ToArray();
        var measured = new List<double[]>();
        foreach (var t in times)
        {
            pair.MoveTo(t, Cancellation);
            measured.Add(Diagonal(pair.InFrame(pair.Gauge), 0));
        }
        double[] xs = [.. times.Select(t => (double)t)];
        var figure = Figure("Singular values of W₁", Axis.Linear("step"), Axis.Linear("(Q₁V)ᵀW₁V, diagonal"));
        for (var i = 0; i < Sigma.Length; i++)
        {
            var mode = new SingularMode(Depth, Sigma[i], Eta);
            double[] chain = [.. times.Select(t => mode.Iterate(SingularMode.Unbalanced(scale), t).Y)];
            double[] values = [.. measured.Select(diagonal => diagonal[i])];
            figure
                .Line($"scalar chain, σ = {Sigma[i]:G4}", xs, chain)
                .Points($"orthogonal start, σ = {Sigma[i]:G4}", xs, values);
            Evidence
                .Agrees($"σ = {Sigma[i]:G4}: value of W₁ at all drawn steps", values, chain, Absolute(1e-10))
                .Rejects("α throughout", [.. chain.Select(_ => scale)]);
        }
    }

    private static double[] Diagonal(Matrix[] layers, int layer) => layers[layer].DiagonalEntries();

    private double[] Start(double value) => [.. Enumerable.Repeat(value, Width)];

    private IEnumerable<double> Null(double value) => Enumerable.Repeat(value, Width - Sigma.Length);

    private static double OffDiagonal(SingularValueDecomposition basis, DeepLinearNetwork network) =>
        (basis.Left.Transpose() * network.LayerMatrix(0) * basis.RightTransposed.Transpose()).OffDiagonalMagnitude();

    /// <summary>Two networks side by side: from the orthogonal start and from the identity.</summary>
    private sealed class Pair
    {
        private readonly TargetMatrix target;
        private readonly DeepLinearNetwork identity;
        private readonly double eta;
        private int step;

        public Pair(int depth, int width, double[] sigma, double alpha, double eta, ulong seed)
        {
            var stream = new RandomStream(seed);
            this.eta = eta;
            target = TargetMatrix.Rotated(width, stream, sigma);
            Network = StartKind.Orthogonal.Network(depth, width, alpha, stream);
            identity = DeepLinearNetworks.Unbalanced(depth, width, alpha);
            Gauge = OrthogonalGauge.Of(Network, alpha);
            ReversedGauge = OrthogonalGauge.Reversed(Network, alpha);
        }

        public DeepLinearNetwork Network { get; }

        public OrthogonalGauge Gauge { get; }

        public OrthogonalGauge ReversedGauge { get; }

        public double Difference => Gauge.Difference(Network, identity);

        public double Reversed => ReversedGauge.Difference(Network, identity);

        public double Loss => Network.Loss(target.Matrix);

        public double IdentityLoss => identity.Loss(target.Matrix);

        public Matrix[] InFrame(OrthogonalGauge gauge) => LayerAlignment.InTargetFrame(gauge.Undo(Network), target);

        public void MoveTo(int time, CancellationToken cancellation)
        {
            for (; step < time; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                Network.Step(target.Matrix, eta);
                identity.Step(target.Matrix, eta);
            }
        }
    }

    private sealed record PairCase(int Depth, int Width, double[] Sigma, double K, ulong Seed)
    {
        public Pair After(int steps)
        {
            var (eta, alpha) = (K / StepChoice.Sharpness(Depth, Sigma[0]), 0.3 * Math.Pow(Sigma[^1], 1.0 / Depth));
            var pair = new Pair(Depth, Width, Sigma, alpha, eta, Seed);
            pair.MoveTo(steps, CancellationToken.None);
            return pair;
        }

        public override string ToString() =>
            $"L = {Depth}, d = {Width}, σ = ({string.Join(", ", Sigma.Select(s => s.ToString("G4")))}), k = {K:G4}, "
            + $"seed {Seed}";
    }
}
