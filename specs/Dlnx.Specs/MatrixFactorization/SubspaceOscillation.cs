using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/thm-3",
    "Subspace oscillation for diagonal linear networks",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 3, eq. (5), proof eqs. (53)-(61)",
    DependsOn = ["B/thm-1", "B/lem-2", "B/alpha-prime"],
    Verdict = Verdict.Corrected,
    Statement = """
        Let $f = \tfrac12\|s_1 \odot \dots \odot s_L - s_*\|^2$ with $s_*$ $r$-sparse, $s_{*,1} > \dots > s_{*,d}$ and
        $S_p = L s_{*,p}^{2-2/L}$. For $p < r - 1$, $\alpha < \alpha'$, $\eta = 2/K$ with $S_p \ge K > S_{p+1}$ and the start
        $s_\ell = \alpha\mathbf 1$ ($\ell < L$), $s_L = 0$, the coordinates $i < p$ oscillate in two-cycles between the two
        real roots of the polynomial of Theorem 1. At the minimum, a coordinate $i > r$ has the Hessian eigenvalues
        $\tfrac12\alpha^{2(L-1)}(1 \pm \sqrt{4L-3})$.
        """,
    Corrected = """
        Let $s_{*,1} > \dots > s_{*,r} > 0$, all other entries 0, $S_{r+1} := 0$ and $1 \le p \le r$. For $S_p > K > S_{p+1}$ exactly
        the coordinates $i \le p$ oscillate, as long as $k_1 = 2S_1/K$ is so small that iterates keep their sign (below 3.196,
        3.661, 3.979 for $L = 2, 3, 4$). Coordinate $i$ settles on a two-cycle iff $2 < k_i = 2S_i/K < k_4(L)$; it then runs between the two roots of the polynomial with
        $z = 1 + \eta(s_{*,i} - \rho^L)\rho^{L-2}$. So all of them do iff $K > 2S_1/k_4(L)$, which leaves room for $p$ coordinates
        only if $(s_{*,p}/s_{*,1})^{2-2/L} > 2/k_4(L)$. A coordinate $i > r$ has the single non-zero eigenvalue
        $\alpha^{2(L-1)}$, whose eigenvector is layer $L$.
        """,
    Readings = [
        "If “oscillate in 2-cycles” means that a two-periodic solution exists, the window survives with the corrected "
            + "polynomial for every k ≤ 2√2; that gradient descent settles on it fails for K < 2S₁/k₄.",
    ],
    Explanation = """
        The index set $i < p$ leaves out coordinate $p$ (for $p = 1$ it is empty, yet coordinate 1 moves), the polynomial has
        the spurious factor $L$ of Theorem 1, $K = S_p$ is marginal, and the window is too wide: $s_* = (10, 9, 6, 3)$,
        $L = 3$, $p = 2$, $K = 50$, $\alpha = 0.01$ satisfies every printed hypothesis, but the periods are $(4, 2, 1, 1)$.
        Without $\alpha < \alpha'$ nothing bounds $K$ below: $s_* = (10, 1)$, $K = 3.1$ diverges. The printed eigenvalues of the
        null coordinates (0.0162 and −0.0081 for $L = 3$, $\alpha = 0.3$) would make a global minimum a saddle; the paper's own
        blocks give $\mathrm{diag}(0, \dots, 0, \alpha^{2(L-1)})$, that is 0.0081, once the diagonal entries are squared products.
        """
)]
public sealed partial class SubspaceOscillation : ClaimSpec
{
    [Parameter("s", Min = 0, Max = 1e6, Description = "target s*: descending, then zeros")]
    public double[] Target { get; set; } = [10, 9, 6, 0, 0, 0, 0, 0];

    [Parameter(Min = 2, Max = 8, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("K", Above = 0, Description = "2/η")]
    public double Level { get; set; } = 60;

    [Parameter(Above = 0, Max = 1e3, Description = "scale of the start")]
    public double Alpha { get; set; } = 0.01;

    [Parameter("T", Min = 1000, Max = 10_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 12_000;

    private static readonly PeriodRow[] PeriodTable =
    [
        new(66, [1, 1, 1]),
        new(64, [2, 1, 1]),
        new(60, [2, 1, 1]),
        new(56.2, [2, 1, 1]),
        new(55, [2, 2, 1]),
        new(53, [2, 2, 1]),
        new(52, [2, 2, 1]),
        new(51.5, [4, 2, 1]),
        new(50, [4, 2, 1]),
        new(48, [PeriodDetector.None, 2, 1]),
        new(46, [PeriodDetector.None, 2, 1]),
        new(40, [PeriodDetector.None, PeriodDetector.None, 1]),
    ];

    private double[] Support => [.. Target.TakeWhile(value => value > 0)];

    private double[] Sharpnesses => [.. Support.Select(value => StepChoice.Sharpness(Depth, value))];

    public override void Validate()
    {
        if (Support.Length == 0)
            throw new ParameterException("s", "has no positive value; the first must be positive.");
        SpectrumRules.RequireDescending(Support, "s");
        if (Array.Exists(Target[Support.Length..], value => value > 0))
            throw new ParameterException("s", "has a positive value after a zero; the zeros must come last.");
    }

    [Check]
    public void Exactly_the_top_p_coordinates_oscillate()
    {
        var p = Sharpnesses.Count(value => value > Level);
        if (Array.Exists(Sharpnesses, value => Math.Abs((value / Level) - 1) < 0.005))
            Skip("An S_i is within 0.5 % of K: oscillation dies out too slowly to be told from none.");
        if (2 * Sharpnesses[0] / Level >= Cascade.Of(Depth, 1).SignChange)
            Skip($"At K = {Level:G6} the iterates of coordinate 1 change sign, which the claim excludes.");
        RequireEscaped(Level);
        var run = Run(Target, Level, Alpha);
        var counted = Evidence.Matches("coordinates that oscillate", run.OscillatingCount, p);
        if (p > 0)
            counted.Rejects("i < p, as printed", p - 1);
        else
            counted.Rejects("one more than S_i > K allows", 1);
    }

    [Check]
    public void Periods_follow_from_each_coordinate_alone()
    {
        double[] target = [10, 9, 6, 0, 0, 0, 0, 0];
        Evidence.Golden("S_1 at L=3", StepChoice.Sharpness(3, 10), Absolute(1e-6));
        Evidence.Golden("S_2 at L=3", StepChoice.Sharpness(3, 9), Absolute(1e-6));
        Evidence.Golden("S_3 at L=3", StepChoice.Sharpness(3, 6), Absolute(1e-6));
        Evidence.Golden("2 S_1/k_4 at L=3", 2 * StepChoice.Sharpness(3, 10) / Cascade.StabilityLoss(3), Absolute(1e-6));
        foreach (var (level, periods) in PeriodTable)
        {
            var run = DiagonalRun.Unbalanced(3, target, 0.01, 2 / level, 12_000, Cancellation);
            var found = Evidence.Matches($"K = {level}: periods of coordinates 1 to 3", run.Periods[..3], periods);
            var p = Enumerable.Range(0, 3).Count(i => StepChoice.Sharpness(3, target[i]) > level);
            if (p > 0)
                found.Rejects("two-cycles for i < p, as printed", TwoCycles(p - 1));
            if (level < 51.9)
                found.Rejects("two-cycles for i ≤ p at every K of the window", TwoCycles(p));
            Evidence.Matches($"K = {level}: periods of the null coordinates", run.Periods[3..], [1, 1, 1, 1, 1]);
        }
        foreach (var (level, moving) in new[] { (60.0, 1), (55.0, 2), (52.0, 2) })
        {
            var run = DiagonalRun.Unbalanced(3, target, 0.01, 2 / level, 12_000, Cancellation);
            for (var i = 0; i < moving; i++)
            {
                Evidence.Golden($"K={level}: low value of coordinate {i + 1}", run.Minima[i], Absolute(1e-5));
                Evidence.Golden(
                    $"K={level}: high value of coordinate {i + 1}",
                    run.Maxima[i],
                    Absolute(LastDigit(level, i))
                );
            }
        }
    }

    [Check]
    public void Every_coordinate_is_a_scalar_chain_of_its_own()
    {
        var eta = 2 / Level;
        var (network, alone) = (Start(Target), Start([Target[0]]));
        ModeState[] states = [.. Support.Select(_ => SingularMode.Unbalanced(Alpha))];
        var wrong = SingularMode.Unbalanced(Alpha);
        var (steps, leak) = (Math.Min(Steps, 2000), 0.0);
        for (var t = 0; t < steps; t++)
        {
            network.Step(Target, eta);
            alone.Step([Target[0]], eta);
            leak = Math.Max(leak, Math.Abs(network.Layer(0)[0] - alone.Layer(0)[0]));
            for (var i = 0; i < states.Length; i++)
                states[i] = new SingularMode(Depth, Target[i], eta).Step(states[i]);
            wrong = new SingularMode(Depth, Target[0], Depth * eta).Step(wrong);
        }
        if (!double.IsFinite(network.Loss(Target)))
            Skip($"Gradient descent diverges at K = {Level:G6}: choose a larger K.");
        Evidence.Agrees("influence of the other coordinates on coordinate 1", leak, 0, Absolute(0));
        if (2 * Sharpnesses[0] / Level >= Cascade.Of(Depth, 4).Limit)
            Skip($"K = {Level:G6} is in the chaotic range of coordinate 1, where rounding errors grow.");
        var expected = states.Select(state => state.Y).ToArray();
        Evidence
            .Agrees($"layer 1 after {steps} steps", network.Layer(0)[..states.Length], expected, Mixed(1e-9))
            .Rejects("the chain with the printed factor L", [wrong.Y, .. expected[1..]]);
        Evidence.Agrees(
            $"layer L after {steps} steps",
            network.Layer(Depth - 1)[..states.Length],
            [.. states.Select(state => state.X)],
            Mixed(1e-9)
        );
    }

    [Check]
    public void The_orbit_is_that_of_the_corrected_polynomial()
    {
        var k4 = Cascade.StabilityLoss(Depth);
        var shown = 0;
        foreach (var level in new[] { Level, 0.86 * Sharpnesses[0] })
        {
            RequireEscaped(level);
            var run = Run(Target, level, Alpha);
            for (var i = 0; i < Support.Length; i++)
            {
                var k = 2 * Sharpnesses[i] / level;
                if (k < 2.01 || k > 0.995 * k4)
                    continue;
                shown++;
                var orbit = TwoPeriodOrbit.At(Depth, k, Target[i]);
                var printed = PrintedTwoCycle.Roots(Depth, k);
                Evidence
                    .Agrees(
                        $"K = {level:G6}: low and high value of coordinate {i + 1}",
                        [run.Minima[i], run.Maxima[i]],
                        [orbit.Product1, orbit.Product2],
                        Relative(1e-7)
                    )
                    .Rejects(
                        "the printed polynomial, with its factor L",
                        Target[i] * Math.Pow(printed.Low, Depth),
                        Target[i] * Math.Pow(printed.High, Depth)
                    );
            }
        }
        if (shown == 0)
            Skip("No coordinate has 2 < k < k₄ at this K.");
    }

    [Check]
    public void All_r_coordinates_may_oscillate()
    {
        var run = DiagonalRun.Unbalanced(3, [10, 9.5, 9.2, 0], 0.01, 2.0 / 55, 12_000, Cancellation);
        Evidence
            .Matches("s = (10, 9.5, 9.2, 0), K = 55 < S₃: periods", run.Periods, [2, 2, 2, 1])
            .Rejects("p < r − 1, as printed", [2, 1, 1, 1]);
    }

    [Check(Tier.Standard)]
    public void Two_coordinates_share_a_two_cycle_only_if_they_are_close()
    {
        var ratios = Enumerable.Range(0, 14).Select(i => (70 + (2 * i)) / 100.0).ToArray();
        var limit = 2 / Cascade.StabilityLoss(3);
        var settled = ratios.Select(ratio => BothSettle(ratio) ? ratio : 0).Where(ratio => ratio > 0).ToArray();
        var predicted = ratios.Where(ratio => Math.Pow(ratio, 4.0 / 3) > limit).ToArray();
        Evidence
            .Matches("ratios s₂/s₁ at which both settle on two-cycles just below S₂", settled, predicted)
            .Rejects("for every ratio, as printed", ratios)
            .Rejects("(s₂/s₁)^(2−1/L) > 2/k₄", [.. ratios.Where(ratio => Math.Pow(ratio, 5.0 / 3) > limit)]);
    }

    [Check(Tier.Standard)]
    public void At_K_equal_to_S_the_oscillation_dies_out()
    {
        double Range(double level, int steps)
        {
            var run = DiagonalRun.Unbalanced(3, [10], 0.01, 2 / level, steps, Cancellation);
            return run.Maxima[0] - run.Minima[0];
        }
        var marginal = StepChoice.Sharpness(3, 10);
        Evidence
            .Agrees(
                "K = S₁: range after 4T over range after T = 4·10⁴ steps",
                Range(marginal, 160_000) / Range(marginal, 40_000),
                0.5,
                Relative(0.02)
            )
            .Rejects("a two-cycle, as printed (S_p ≥ K)", 1);
        Evidence.Above("K = 0.99 S₁: range after 4·10⁴ steps", Range(0.99 * marginal, 40_000), 1);
    }

    [Check(Tier.Standard)]
    public void Values_against_K()
    {
        double[] target = [10, 9, 6];
        var levels = Enumerable.Range(0, 89).Select(i => 46 + (0.25 * i)).ToArray();
        var runs = levels.Select(K => DiagonalRun.Unbalanced(3, target, 0.3, 2 / K, 3000, Cancellation)).ToArray();
        var figure = Figure("End-to-end values against K", Axis.Linear("K = 2/η"), Axis.Linear("(s₁ ⊙ s₂ ⊙ s₃)ᵢ"));
        for (var i = 0; i < 3; i++)
        {
            var kept = i < 2 ? 16 : 1;
            double[] ys = [.. runs.SelectMany(run => run.Tail(i)[^kept..])];
            figure.Dots($"coordinate {i + 1}", [.. levels.SelectMany(K => Enumerable.Repeat(K, kept))], ys);
        }
        for (var i = 0; i < 2; i++)
        {
            var sharpness = StepChoice.Sharpness(3, target[i]);
            double[] below = [.. levels.Where(K => 2 * sharpness / K is > 2.005 and < StepChoice.Largest)];
            var orbits = below.Select(K => TwoPeriodOrbit.At(3, 2 * sharpness / K, target[i])).ToArray();
            figure
                .Line($"low root, coordinate {i + 1}", below, [.. orbits.Select(orbit => orbit.Product1)])
                .Line($"high root, coordinate {i + 1}", below, [.. orbits.Select(orbit => orbit.Product2)])
                .Rule($"S_{i + 1}", sharpness);
        }
        var loss = 2 * StepChoice.Sharpness(3, 10) / Cascade.StabilityLoss(3);
        figure.Rule("2S₁/k₄", loss);
        var moving = levels.Zip(runs).Where(pair => Moves(pair.Second.Tail(1))).Max(pair => pair.First);
        Evidence
            .Agrees("largest K at which coordinate 2 moves", moving, StepChoice.Sharpness(3, 9), Absolute(0.25))
            .Rejects("λ₁₂, as in the full network", HessianSpectrum.Lambda(3, 10, 9));
        var doubled = levels.Zip(runs).Where(pair => pair.Second.Periods[0] is not (1 or 2) && pair.First < 60);
        Evidence
            .Agrees(
                "largest K without a two-cycle of coordinate 1",
                doubled.Max(pair => pair.First),
                loss,
                Absolute(0.25)
            )
            .Rejects("S₁/√2, where α′ ends", StepChoice.Sharpness(3, 10) / Math.Sqrt(2));
    }

    private static bool Moves(double[] values) => values.Max() - values.Min() > 1e-3;

    // The largest K of the window (S₂ from below) is the most favourable to coordinate 1.
    private bool BothSettle(double ratio)
    {
        var level = StepChoice.Sharpness(3, 10 * ratio) / 1.005;
        var run = DiagonalRun.Unbalanced(3, [10, 10 * ratio], 0.3, 2 / level, 12_000, Cancellation);
        return run.Periods is [2, 2];
    }

    // At K = 60 the catalogue prints the upper value of coordinate 1 to four decimals, everything else to five.
    private static double LastDigit(double level, int coordinate) => level > 59 && coordinate == 0 ? 1e-4 : 1e-5;

    private static int[] TwoCycles(int count) => [.. Enumerable.Range(0, 3).Select(i => i < count ? 2 : 1)];

    // After T/2 steps every coordinate must have left the saddle, so that T/2 are left to settle.
    private void RequireEscaped(double level)
    {
        var half = DiagonalRun.Unbalanced(Depth, Target, Alpha, 2 / level, Steps / 2, Cancellation);
        if (!half.IsFinite)
            Skip($"Gradient descent diverges at K = {level:G6}: choose a larger K.");
        for (var i = 0; i < Support.Length; i++)
        {
            if (half.Maxima[i] < Target[i] / 2)
                Skip($"Coordinate {i + 1} has not left the start after {Steps / 2} steps: choose a larger alpha or T.");
        }
    }

    private DiagonalRun Run(double[] target, double level, double alpha) =>
        DiagonalRun.Unbalanced(Depth, target, alpha, 2 / level, Steps, Cancellation);

    private DiagonalLinearNetwork Start(double[] target) =>
        DiagonalLinearNetwork.Unbalanced(Depth, target.Length, Alpha);

    private sealed record PeriodRow(double Level, int[] Periods);
}
