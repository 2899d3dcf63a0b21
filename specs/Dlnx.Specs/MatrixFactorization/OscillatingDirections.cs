using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/rem-dimension",
    "Number of oscillating directions",
    Kind = ClaimKind.Remark,
    Source = "Abstract; Section 1, contributions; Section 3.1 before Theorem 2",
    DependsOn = ["B/lem-1", "B/thm-1", "B/thm-3"],
    Verdict = Verdict.Corrected,
    Statement = """
        With $\eta = 2/K$ and $\lambda_r \ge K > \lambda_{r+1}$, where $\lambda_1 \ge \lambda_2 \ge \dots$ are the eigenvalues of the
        network's Hessian at the minimum, the oscillation takes place in the top-$r$ subspace.
        """,
    Corrected = """
        Inside the singular-vector-stationary set direction $i$ oscillates iff $S_i = L\sigma_i^{2-2/L} > K$: the number of
        oscillating directions is $\#\{i : S_i > K\}$. It equals the number of Hessian eigenvalues above $K$ only for
        $K > \lambda_{12}$.
        """,
    Readings = [
        "Off the stationary set (with a seed in the off-diagonal entries) more directions move for K below 2/η*; the number "
            + "of eigenvalues above K is not the number of singular values that oscillate there either.",
    ],
    Explanation = """
        The eigenvalues $\lambda_{ij}$, $i \ne j$, belong to rotations of the singular vectors, which stand still. For
        $\sigma = (10, 9, 6)$, $L = 3$, $K = 58$ three eigenvalues are above $K$ ($S_1 = 64.63$ and $\lambda_{12} = 60.35$ twice) but
        only one direction oscillates; at $K = 55$ four eigenvalues are above $K$ and two directions oscillate.
        """
)]
public sealed class OscillatingDirections : ClaimSpec
{
    private static readonly double[] ReferenceSigma = [10, 9, 6];

    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [10, 9, 6];

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("K", Above = 0, Description = "2/η, above S₁/2")]
    public double InverseRate { get; set; } = 58;

    [Parameter(Above = 0, Description = "scale of the unbalanced start, below σ_r^(1/L)")]
    public double Alpha { get; set; } = 0.01;

    [Parameter("T", Min = 100, Max = 10_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 12_000;

    public override void Validate()
    {
        SpectrumRules.RequireDescending(Sigma);
        SpectrumRules.RequireSmallStart(Alpha, Sigma, Depth);
        var half = StepChoice.Sharpness(Depth, Sigma[0]) / 2;
        if (InverseRate <= half)
            throw new ParameterException("K", $"is {InverseRate:R}; it must be above S₁/2 = {half:R} (η below 4/S₁).");
        if (Sigma.Length > WidestHessian)
            throw new ParameterException("sigma", $"has {Sigma.Length} values; at most {WidestHessian} here.");
    }

    [Check]
    public void A_direction_oscillates_when_its_own_sharpness_exceeds_K()
    {
        var sharpness = Sigma.Select(value => StepChoice.Sharpness(Depth, value)).ToArray();
        var near = Array.FindIndex(sharpness, value => Math.Abs((value / InverseRate) - 1) < 0.02);
        if (near >= 0)
            Skip($"S of direction {near + 1} is within 2 % of K: the iterates settle too slowly to tell.");
        int[] above = [.. Enumerable.Range(1, Sigma.Length).Where(i => sharpness[i - 1] > InverseRate)];
        int[] every = [.. Enumerable.Range(1, Sigma.Length)];
        var all = above.Length == Sigma.Length;
        Evidence
            .Matches("directions that oscillate", Oscillating(Depth, Sigma, InverseRate), above)
            .Rejects(all ? "no direction" : "every direction", all ? [] : every);
    }

    [Check(Role = Role.Counterexample)]
    public void More_eigenvalues_than_directions_exceed_K()
    {
        var eigenvalues = EigenvaluesAtMinimum(3, ReferenceSigma);
        var sharpness = ReferenceSigma.Select(value => StepChoice.Sharpness(3, value)).ToArray();
        var levels = new double[] { 66, 62, 58, 55, 53 };
        Evidence.Matches(
            "eigenvalues above K = 66, 62, 58, 55, 53",
            levels.Select(level => eigenvalues.Count(value => value > level)).ToArray(),
            [0, 1, 3, 4, 4]
        );
        Evidence
            .Matches(
                "directions whose period is not 1, K = 66, 62, 58, 55, 53",
                levels.Select(level => Oscillating(3, ReferenceSigma, level).Length).ToArray(),
                [.. levels.Select(level => sharpness.Count(value => value > level))]
            )
            .Rejects("number of Hessian eigenvalues above K", [0, 1, 3, 4, 4]);
        Evidence.Golden("S₁ at σ=(10, 9, 6)", sharpness[0], Absolute(1e-6));
        Evidence.Golden("S₂ at σ=(10, 9, 6)", sharpness[1], Absolute(1e-6));
        Evidence.Golden("S₃ at σ=(10, 9, 6)", sharpness[2], Absolute(1e-6));
        Evidence.Golden("λ₁₂ at σ=(10, 9, 6), first", eigenvalues[1], Absolute(1e-6));
        Evidence.Golden("λ₁₂ at σ=(10, 9, 6), second", eigenvalues[2], Absolute(1e-6));
    }

    [Check]
    public void The_count_holds_for_random_spectra()
    {
        Evidence
            .ForAll(
                "directions with range above 10⁻⁶σ₁ against #{S_i > K}",
                Cases().ToArbitrary(),
                c => Math.Abs(c.Moving - c.AboveLevel),
                Absolute(0)
            )
            .Rejects("number of Hessian eigenvalues above K", c => Math.Abs(c.Moving - c.EigenvaluesAboveLevel));
    }

    [Check]
    public void Off_the_stationary_set_a_second_direction_joins()
    {
        // K = 58 is below 2/η* = 60.14 of the pair (1, 2), where the orbit repels off-diagonal noise (B/bt-transverse).
        const double level = 58;
        var target = TargetMatrix.Diagonal(3, ReferenceSigma);
        var threshold = TransverseStability.Threshold(3, 10, 9) ?? double.NaN;
        Evidence.Below("K = 58 against 2/η*", level, 2 * StepChoice.Sharpness(3, 10) / threshold);
        int[] Moving(double seed)
        {
            var orbit = TwoPeriodOrbit.At(3, 2 * StepChoice.Sharpness(3, 10) / level, 10);
            var layer = Matrix.Diagonal(3, 3, [orbit.Rho1, Math.Cbrt(9), Math.Cbrt(6)]);
            var network = DeepLinearNetworks.FromLayers(layer, layer, layer);
            OffDiagonalSeed.Add(network, target, seed);
            var plan = new RunPlan(2 / level, 3000) { Every = 3000 };
            return [.. DirectionsOf(RecordedRun.Of(network, target, plan, Cancellation))];
        }
        Evidence
            .Matches("directions that move at K = 58 without a seed", Moving(0), [1])
            .Rejects("as many as eigenvalues above K", [1, 2, 3]);
        Evidence
            .Matches(
                "first two directions that move at K = 58 with a seed of 10⁻⁹",
                Moving(1e-9).Take(2).ToArray(),
                [1, 2]
            )
            .Rejects("the same count as inside the stationary set", [1]);
    }

    private const int WidestHessian = 8;

    private int[] Oscillating(int depth, double[] sigma, double level) =>
        [
            .. Enumerable
                .Range(1, sigma.Length)
                .Where(i => PeriodDetector.Period(Tail(depth, sigma[i - 1], Alpha, level, Steps)) != 1),
        ];

    // The last 64 products of one direction's chain after an unbalanced start: inside the set directions do not interact.
    private static double[] Tail(int depth, double sigma, double alpha, double level, int steps)
    {
        var mode = new SingularMode(depth, sigma, 2 / level);
        var state = mode.Iterate(SingularMode.Unbalanced(alpha), steps - PeriodDetector.Window);
        var tail = new double[PeriodDetector.Window];
        for (var t = 0; t < tail.Length; t++)
        {
            state = mode.Step(state);
            tail[t] = mode.Product(state);
        }
        return tail;
    }

    private static IEnumerable<int> DirectionsOf(RecordedRun run) =>
        Enumerable
            .Range(1, run.Target.Rank)
            .Where(i => run.Tail(i - 1).Max() - run.Tail(i - 1).Min() > 1e-6 * run.Target.SingularValues[0]);

    private static double[] EigenvaluesAtMinimum(int depth, double[] sigma)
    {
        var target = TargetMatrix.Diagonal(sigma.Length, sigma);
        var minimum = GlobalMinimum.Of(MinimumForm.Balanced, depth, target, 0);
        return Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(minimum, target.Matrix));
    }

    private static FsCheck.Gen<SpectrumCase> Cases() =>
        (
            from L in Draw.Integer(2, 4)
            from r in Draw.Integer(1, 4)
            from sigma in Draw.Spectrum(r, 2, 10)
            from share in Draw.Between(0, 1)
            let sharpness = StepChoice.Sharpness(L, sigma[0])
            select new SpectrumCase(L, sigma, sharpness * ((2 / 2.6) + (share * (1.15 - (2 / 2.6)))))
        ).Where(c => c.Sharpness.All(value => Math.Abs((value / c.Level) - 1) >= 0.02));

    private sealed record SpectrumCase(int Depth, double[] Sigma, double Level)
    {
        public double[] Sharpness => [.. Sigma.Select(value => StepChoice.Sharpness(Depth, value))];

        public int AboveLevel => Sharpness.Count(value => value > Level);

        public int EigenvaluesAboveLevel =>
            HessianSpectrum
                .AtMinimum(MinimumForm.Balanced, Depth, Sigma.Length, Sigma, 0)
                .Eigenvalues.Count(value => value > Level);

        // A start of 0.3: with four layers, 0.01 would take 30 000 steps and more to leave the saddle.
        public int Moving { get; } =
            Sigma.Count(value =>
            {
                var tail = Tail(Depth, value, 0.3, Level, 2000);
                return !(tail.Max() - tail.Min() <= 1e-6 * Sigma[0]);
            });

        public override string ToString() => $"L = {Depth}, σ = ({string.Join(", ", Sigma)}), K = {Level:R}";
    }
}
