using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/thm-1",
    "Two-period orbit above the stability threshold",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 1, proof in App. C.1, eq. (25)",
    DependsOn = ["B/lem-1", "B/prop-2", "B/lem-2", "B/alpha-prime", "B/lem-11"],
    Verdict = Verdict.Corrected,
    Statement = """
        Let $S = L\sigma_1^{2-2/L}$, $K' = \max\{\lambda_{12},\, S/(2\sqrt2)\}$, $\eta = 2/K$ with $K' < K < S$ and
        $\alpha < \alpha'$. Under strict balancing every layer oscillates with period 2,
        $$W_L = \rho_i u_1 v_1^\top + \sum_{j\ge2} \sigma_j u_j v_j^\top, \qquad
          W_\ell = \rho_i v_1 v_1^\top + \sum_{j\ge2} \sigma_j v_j v_j^\top,$$
        where $\rho_1 \in (0, \sigma_1^{1/L})$ and $\rho_2 \in (\sigma_1^{1/L}, (2\sigma_1)^{1/L})$ are the two real roots of
        $$\rho^L \frac{1 + z^{2L-1}}{1 + z^{L-1}} = \sigma_1, \qquad z = 1 + \eta L (\sigma_1 - \rho^L) \rho^{L-2}.$$
        """,
    Corrected = """
        For $k = \eta S \in (2, 2\sqrt2]$ the equation with $z = 1 + \eta(\sigma_1 - \rho^L)\rho^{L-2}$ has, besides
        $\rho = \sigma_1^{1/L}$, exactly one root in each bracket. They form a two-cycle of the balanced map, linearly stable
        in the singular-value directions iff $2 < k < k_4(L)$ ($k_4 = 2.472, 2.489, 2.494, \dots \to 2.503$). If also
        $K > \lambda_{12}$, gradient descent settles on it: the first singular value of every layer alternates between
        $\rho_1$ and $\rho_2$, and direction $j \ge 2$ is constant with product $\sigma_j$.
        """,
    Readings = [
        "The factor L in z: with a tied scalar, loss ½(s^L − σ)², the printed roots are a two-cycle of its map, but that "
            + "cycle is unstable; the statement fails under both readings.",
        "The window: if only the existence of a two-period orbit is meant, it holds (with the corrected z) for all "
            + "k in (2, 2√2]; that gradient descent settles on it fails above k₄.",
    ],
    Explanation = """
        Gradient descent on the layers gives $z$ without the factor $L$; with it the map would lose stability at
        $\eta = 2/(L^2\sigma^{2-2/L})$, contradicting $S$. The stationary part must be $\sigma_j^{1/L}$ (the product of $L$ layers
        $\sigma_j$ is $\sigma_j^L$), and for the unbalanced start not even that per layer. The window is too wide: inside all
        printed hypotheses ($L = 3$, $\sigma = (10, 6, 3)$, $K = 50$) the orbit is unstable and the attractor has period 4.
        """
)]
public sealed partial class RankOneOscillation : TargetedSpec
{
    [Parameter(Min = 2, Max = 20, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("k", Above = 2, Max = StepChoice.Largest, Description = "ηS, instead of eta or K")]
    public double Step { get; set; } = 2.1;

    [Parameter("eta", Above = 0, Description = "learning rate η, instead of k")]
    public double? LearningRate { get; set; }

    [Parameter("K", Above = 0, Description = "2/η, instead of k")]
    public double? InverseRate { get; set; }

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [10, 6, 3];

    [Parameter("d", Min = 1, Max = 20, Description = "width of the layers")]
    public int Width { get; set; } = 5;

    [Parameter(Above = 0, Description = "scale of the unbalanced start, below σ_r^(1/L)")]
    public double Alpha { get; set; } = 0.3;

    [Parameter("T", Min = 100, Max = 10_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 12_000;

    private double K => StepChoice.Resolve(Step, LearningRate, InverseRate, Sharpness);

    private double Sharpness => StepChoice.Sharpness(Depth, Sigma[0]);

    public override void Validate()
    {
        base.Validate();
        StepChoice.RequireOrbit(K);
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireFits(Sigma, Width);
        SpectrumRules.RequireSmallStart(Alpha, Sigma, Depth);
    }

    protected override void Adopt(double[] sigma, int width) => (Sigma, Width) = (sigma, width);

    [Check]
    public void The_orbit_solves_the_corrected_polynomial()
    {
        var iterated = TwoCycleSearch.ByRoots(new BalancedMap(Depth, K));
        var roots = TwoCyclePolynomial.Roots(Depth, K);
        var printed = PrintedTwoCycle.Roots(Depth, K);
        Evidence
            .Agrees("ρ₁/σ^(1/L)", iterated.Low, roots.Low, Absolute(1e-9))
            .Rejects("z with the printed factor L", printed.Low);
        Evidence
            .Agrees("ρ₂/σ^(1/L)", iterated.High, roots.High, Absolute(1e-9))
            .Rejects("z with the printed factor L", printed.High);

        var onset = Enumerable.Range(0, 9).Select(L => L < 2 ? 0 : Cascade.StabilityLoss(L)).ToArray();
        var cases =
            from L in Draw.Integer(2, 8)
            from share in Draw.Between(0, 1)
            select new OrbitCase(L, 2.005 + ((onset[L] - 2.01) * share));
        TwoCycle Iterated(OrbitCase c) => new BalancedMap(c.Depth, c.K).TwoCycle();
        Evidence
            .ForAll(
                "iterating the map reaches both roots (L = 2…8, 2.005 ≤ k < k₄)",
                cases.ToArbitrary(),
                c => Distance(Iterated(c), TwoCyclePolynomial.Roots(c.Depth, c.K)),
                Absolute(1e-9)
            )
            .Rejects("the printed factor L", c => Distance(Iterated(c), PrintedRootsOf(c)));
    }

    [Check]
    public void Each_bracket_holds_exactly_one_root()
    {
        var cases =
            from L in Draw.Integer(2, 20)
            from k in Draw.Between(2.003, StepChoice.Largest)
            select new OrbitCase(L, k);
        Evidence
            .ForAll(
                "roots in each bracket, besides the trivial one",
                cases.ToArbitrary(),
                c => Surplus(TwoCyclePolynomial.Scan(c.Depth, c.K)),
                Absolute(0)
            )
            .Rejects("the printed polynomial also has one in each", c => Surplus(PrintedTwoCycle.Roots(c.Depth, c.K)));
        Evidence.ForAll(
            "ρ₂ stays below 1.16 σ^(1/L)",
            cases.ToArbitrary(),
            c => Math.Max(0, TwoCyclePolynomial.Roots(c.Depth, c.K).High - 1.16),
            Absolute(0)
        );
    }

    [Check]
    public void The_orbit_attracts_exactly_up_to_k4()
    {
        for (var L = 2; L <= 8; L++)
        {
            var k4 = Cascade.StabilityLoss(L);
            var at = TwoPeriodOrbit.At(L, k4).Multiplier;
            Evidence
                .Agrees($"L = {L}: multiplier F′(ρ₁)F′(ρ₂) at k₄ = {k4:G7}", at, -1, Absolute(1e-8))
                .Rejects("stability up to k = 2√2", TwoPeriodOrbit.At(L, StepChoice.Largest).Multiplier);
            Evidence.Below(
                $"L = {L}: |multiplier| at 0.999 k₄",
                Math.Abs(TwoPeriodOrbit.At(L, 0.999 * k4).Multiplier),
                1
            );
            Evidence.Above(
                $"L = {L}: |multiplier| at 1.001 k₄",
                Math.Abs(TwoPeriodOrbit.At(L, 1.001 * k4).Multiplier),
                1
            );
        }
        foreach (var (L, k) in new[] { (2, 2.1), (2, 2.3), (3, 2.1), (3, 2.3), (4, 2.3) })
        {
            var orbit = TwoPeriodOrbit.At(L, k);
            Evidence.Golden($"ρ₁ at L={L}, k={k}", orbit.Rho1, Absolute(1e-12));
            Evidence.Golden($"ρ₂ at L={L}, k={k}", orbit.Rho2, Absolute(1e-12));
            Evidence.Golden($"multiplier at L={L}, k={k}", orbit.Multiplier, Absolute(1e-10));
        }
    }

    [Check]
    public void Matrix_gradient_descent_settles_on_it() =>
        Settles(Target(new RandomStream(StreamSeed()), Width, Sigma), Steps);

    [Check(Tier.Standard)]
    public void So_it_does_at_width_100()
    {
        if (HasOwnTarget)
            Skip("A target of your own has its own width; that is checked above.");
        Settles(TargetMatrix.Rotated(100, new RandomStream(StreamSeed()), Sigma), Math.Min(Steps, 4000));
    }

    [Check]
    public void The_orbit_scales_with_the_target()
    {
        var cases =
            from L in Draw.Integer(2, 12)
            from k in Draw.Between(2.01, 2.45)
            from sigma in Draw.LogBetween(1e-3, 1e3)
            select new ScaledCase(L, k, sigma);
        Evidence
            .ForAll(
                "ρ(σ) = σ^(1/L) ρ(1) at equal k: the layers' two-cycle of gradient descent on σ",
                cases.ToArbitrary(),
                c => TwoStepDefect(c, Math.Pow(c.Sigma, 1.0 / c.Depth)),
                Absolute(1e-9)
            )
            .Rejects("ρ(σ) = σ ρ(1)", c => TwoStepDefect(c, c.Sigma));
    }

    [Check]
    public void Depth_two_has_a_closed_form()
    {
        foreach (var k in new[] { 2.1, 2.3, 2.45, 2.6 })
        {
            var closed = DepthTwoCycle.At(k);
            var orbit = TwoPeriodOrbit.At(2, k);
            Evidence.Agrees(
                $"k = {k}: ρ₁, ρ₂, radial and layer multipliers",
                [orbit.Rho1, orbit.Rho2, orbit.Multiplier, orbit.LayerMultiplier],
                [closed.Low, closed.High, 9 - (2 * (1 + (k / 2)) * (1 + (k / 2))), 3 - k],
                Absolute(1e-9)
            );
        }
        var exact = TwoPeriodOrbit.At(2, 2.45);
        Evidence
            .Agrees("k = 2.45: (ρ₁, ρ₂)", [exact.Rho1, exact.Rho2], [5.0 / 7, 8.0 / 7], Absolute(1e-12))
            .Rejects(
                "z with the printed factor L",
                PrintedTwoCycle.Roots(2, 2.45).Low,
                PrintedTwoCycle.Roots(2, 2.45).High
            );
    }

    [Check]
    public void The_sign_change_of_the_polynomial_appears_at_k_2()
    {
        // h(ρ) is the left side of the equation; h′ at the trivial root decides whether a root splits off.
        foreach (var (L, k) in new[] { (2, 2.2), (3, 1.9), (3, 2.1), (5, 2.3) })
        {
            const double step = 1e-5;
            var slope =
                (TwoCyclePolynomial.Evaluate(L, k, 1 + step) - TwoCyclePolynomial.Evaluate(L, k, 1 - step))
                / (2 * step);
            Evidence
                .Agrees($"L = {L}, k = {k}: h′(σ^(1/L)) at σ = 1", slope, L * (1 - (k / 2)), Absolute(1e-7))
                .Rejects("the printed value ½[Lσ^(1−1/L) − (3L−2)ηL²σ^(3−3/L)]", 0.5 * (L - (((3 * L) - 2) * k * L)));
        }
    }

    [Check]
    public void Roots_and_simulation_against_the_step()
    {
        var k4 = Cascade.StabilityLoss(Depth);
        var ks = Enumerable.Range(0, 60).Select(i => 2.002 + ((StepChoice.Largest - 2.002) * i / 59)).ToArray();
        var stable = ks.Where(k => k < 0.999 * k4).ToArray();
        var orbits = ks.Select(k => TwoPeriodOrbit.At(Depth, k)).ToArray();
        var cycles = stable.Select(k => new BalancedMap(Depth, k).TwoCycle()).ToArray();
        Figure("The two-period orbit", Axis.Linear("k = ηS"), Axis.Linear("ρ/σ₁^(1/L)"))
            .Line("ρ₁, root of the corrected polynomial", ks, [.. orbits.Select(orbit => orbit.Rho1)])
            .Line("ρ₂, root of the corrected polynomial", ks, [.. orbits.Select(orbit => orbit.Rho2)])
            .Points(
                "gradient descent",
                [.. stable, .. stable],
                [.. cycles.Select(c => c.Low), .. cycles.Select(c => c.High)]
            )
            .Rule("k₄: the orbit loses stability", k4)
            .Level("σ₁^(1/L)", 1);
        Evidence
            .Agrees(
                "upper points of gradient descent, all steps of the figure below k₄",
                [.. cycles.Select(cycle => cycle.High)],
                [.. orbits.Take(stable.Length).Select(orbit => orbit.Rho2)],
                Absolute(1e-9)
            )
            .Rejects("z with the printed factor L", [.. stable.Select(k => PrintedTwoCycle.Roots(Depth, k).High)]);
    }

    private void Settles(TargetMatrix target, int steps)
    {
        RequireSettling();
        var network = DeepLinearNetworks.Unbalanced(Depth, target.Width, Alpha);
        var eta = K / Sharpness;
        Run(network, target, eta, steps);
        var before = LayerAlignment.InTargetFrame(network, target);
        network.Step(target.Matrix, eta);
        var after = LayerAlignment.InTargetFrame(network, target);

        var orbit = TwoPeriodOrbit.At(Depth, K, Sigma[0]);
        var printed = PrintedTwoCycle.Roots(Depth, K);
        var scale = Math.Pow(Sigma[0], 1.0 / Depth);
        var first = before.Concat(after).Select(layer => layer[0, 0]).Order().ToArray();
        Evidence
            .Agrees(
                "first singular value of all layers, two steps",
                first,
                Twice(orbit.Rho1, orbit.Rho2),
                Absolute(1e-7)
            )
            .Rejects("z with the printed factor L", Twice(scale * printed.Low, scale * printed.High));
        var still = 1e-10 * Math.Max(1, Sigma[0]);
        Evidence.Below(
            "largest off-diagonal entry of UᵀW_LV and VᵀW_ℓV",
            before.Concat(after).Max(layer => layer.OffDiagonalMagnitude()),
            still
        );
        for (var j = 1; j < Sigma.Length; j++)
        {
            var product = before.Aggregate(1.0, (all, layer) => all * layer[j, j]);
            Evidence
                .Agrees($"product of direction {j + 1} over the layers", product, Sigma[j], Relative(1e-9))
                .Rejects("σ_j in every layer, as printed", Math.Pow(Sigma[j], Depth));
            var moved = before.Zip(after, (a, b) => Math.Abs(a[j, j] - b[j, j])).Max();
            Evidence.Below($"change of direction {j + 1} in one step", moved, still);
        }
    }

    private double[] Twice(double low, double high) =>
        [.. Enumerable.Repeat(low, Depth), .. Enumerable.Repeat(high, Depth)];

    private void RequireSettling()
    {
        var k4 = Cascade.StabilityLoss(Depth);
        if (K >= k4)
            Skip($"k = {K:G6} is not below k₄ = {k4:G6}: the orbit exists but repels, so gradient descent leaves it.");
        var second = Sigma.Length > 1 ? HessianSpectrum.Lambda(Depth, Sigma[0], Sigma[1]) : 0;
        if (2 * Sharpness / K <= second)
            Skip($"K = {2 * Sharpness / K:G6} is not above λ₁₂ = {second:G6}: other directions move too.");
    }

    private void Run(DeepLinearNetwork network, TargetMatrix target, double eta, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            network.Step(target.Matrix, eta);
        }
    }

    private static double Distance(TwoCycle cycle, TwoCycleRoots roots) =>
        Math.Max(Math.Abs(cycle.Low - roots.Low), Math.Abs(cycle.High - roots.High));

    private static TwoCycleRoots PrintedRootsOf(OrbitCase c) =>
        new(PrintedTwoCycle.Roots(c.Depth, c.K).Low, PrintedTwoCycle.Roots(c.Depth, c.K).High);

    private static double Surplus(BracketedRoots r) => Math.Abs(r.Lower.Count - 1) + Math.Abs(r.Upper.Count - 1);

    // How far two steps of the layers' own recursion with target σ move a point that should be on its two-cycle.
    private static double TwoStepDefect(ScaledCase c, double scale)
    {
        var chain = new ScalarChain(c.Sigma, c.K / StepChoice.Sharpness(c.Depth, c.Sigma));
        var layers = new double[c.Depth];
        var rho = scale * TwoCyclePolynomial.Roots(c.Depth, c.K).Low;
        Array.Fill(layers, rho);
        chain.Step(layers);
        chain.Step(layers);
        return Math.Abs(layers[0] - rho) / rho;
    }

    private sealed record OrbitCase(int Depth, double K);

    private sealed record ScaledCase(int Depth, double K, double Sigma);
}
