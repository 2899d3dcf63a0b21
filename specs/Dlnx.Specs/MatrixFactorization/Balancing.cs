using Dlnx.Maps;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/lem-2",
    "Balancing",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 2 (main text and App. C.1), eqs. (28)-(29); Figs. 4, 13",
    DependsOn = ["B/def-3", "B/lem-3", "B/lem-4", "B/lem-5", "B/alpha-prime"],
    Verdict = Verdict.Corrected,
    Statement = """
        Start unbalanced, with $\eta < 2\sqrt2/S$, $S = L\sigma_1^{2-2/L}$, and $0 < \alpha < \alpha'$,
        $$\alpha' = \Big(\ln\frac{2\sqrt2}{\eta L\sigma_1^{2-2/L}} \cdot
          \frac{\sigma_1^{4/L}}{L^2\,2^{(2L-3)/L}}\Big)^{1/4}.$$
        Then there is $c \in (0, 1]$ with
        $$|\sigma_{L,i}^2(t+1) - \sigma_{\ell,i}^2(t+1)| < c\,|\sigma_{L,i}^2(t) - \sigma_{\ell,i}^2(t)|
          \qquad\text{for all } i \le r;$$
        $0 < c < 1$ while the product $\pi$ of the layers is below $\sigma$, $c = 1$ when $\pi > \sigma$. The gap becomes
        infinitesimally small.
        """,
    Corrected = """
        With $b = y^2 - x^2$ and $q = \eta^2(\pi-\sigma)^2\pi^2/(x^2y^2)$ one step gives exactly $b^+ = (1 - q)\,b$. For
        $k = \eta S < 2\sqrt2$ and $\alpha < \alpha'$ (also with the tight constant of B/alpha-prime) $0 \le q < 2$ at every
        step, hence $|b^+| \le |b|$: the claim with $c = 1$. No $c < 1$ serves all steps. For $k < 2$ the gap tends to a
        positive multiple of $\alpha^2$; for $2 < k < k_4$ it vanishes, by the factor $(1 - q(\rho_1))(1 - q(\rho_2))$ every
        two steps.
        """,
    Readings = [
        "With one constant c for all steps only c = 1 is possible.",
        "If c may depend on t, c(t) = |1 − q(t)| < 1 at every step with π ≠ σ, on both sides of σ (the printed c = 1 for "
            + "π > σ is then too weak); but the product of all c(t) is positive, so the gap still need not vanish.",
    ],
    Explanation = """
        For $L\ge3$ the factor $c(0) = 1-\eta^2\sigma^2\alpha^{2(L-2)}$ is close to 1 at the start, and $c(t)\to1$ again as
        $\pi\to\sigma$. With $L=3$, $\sigma=10$, $k=1.5$, $\alpha=0.01$: $c(0)=0.9999946$, the smallest $c$ is $0.9449$, and the
        gap stays at $0.6626\,\alpha^2$ for ever. So "$0<c<1$ while $\pi<\sigma$" gives no decay to zero, and the gap is not
        small before the edge of stability except through $\alpha^2$. Balancing becomes exact precisely in the directions that
        oscillate. For a balanced start $b = 0$, and the strict inequality fails.
        """
)]
public sealed partial class Balancing : ClaimSpec
{
    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target singular value")]
    public double Sigma { get; set; } = 10;

    [Parameter("k", Above = 0, Below = StepChoice.Largest, Description = "ηS")]
    public double Step { get; set; } = 1.5;

    [Parameter(Above = 0, Description = "α, below the tight start bound")]
    public double Alpha { get; set; } = 0.3;

    [Parameter("T", Min = 1, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 20_000;

    public override void Validate()
    {
        if (StartBound.Tight(Depth, Step, Sigma) is { } limit && Alpha >= limit)
            throw new ParameterException("alpha", $"is {Alpha:R}; it must be below the tight bound α′ = {limit:R}.");
    }

    [Check]
    public void One_step_multiplies_each_gap_by_1_minus_q()
    {
        var cases =
            from L in Draw.Integer(2, 7)
            from sigma in Draw.LogBetween(0.1, 16)
            from k in Draw.Between(0.05, 2.82)
            from layers in Draw.Between(0.05, 1.3).ArrayOf(L)
            select new LayersCase(layers, sigma, k);
        Evidence
            .ForAll(
                "b⁺ = (1 − q) b for every pair of layers, any layers (L = 2…7)",
                cases.ToArbitrary(),
                c => GapDefect(c, Square),
                Absolute(1e-12)
            )
            .Rejects("q = η(π − σ)π/(s_i s_j), without the square", c => GapDefect(c, pull => pull));
    }

    [Check]
    public void The_gap_never_grows_below_the_threshold()
    {
        var largest = 0.0;
        Evidence
            .ForAll(
                "growth of |b| in a step over max(σ^(2/L), α²), all layers positive",
                BalancingCase.Draws(1500, 3000).ToArbitrary(),
                c =>
                {
                    largest = Math.Max(largest, BalancingRun.Of(c.Mode, c.Alpha, c.Steps).GapLosses.Max());
                    return c.LargestGapGrowth();
                },
                Absolute(1e-13)
            )
            .Rejects(
                "the same up to k = 4√2, the printed window of Theorem 1",
                c => (c with { K = 2 * c.K }).LargestGapGrowth()
            );
        Evidence.Below("largest q over all steps of all runs", largest, 2);
        var run = BalancingRun.Of(SingularMode.AtStep(Depth, Step, Sigma), Alpha, Steps);
        Evidence.Below("largest q of the run with the claim's parameters", run.GapLosses.Max(), 2);
        var chosen = new BalancingCase(Depth, Sigma, Step, Alpha, Steps);
        Evidence.AtMost("growth of its gap in a step, same units", chosen.LargestGapGrowth(), 1e-13);
    }

    [Check]
    public void Weaker_directions_obey_the_bound_of_the_strongest()
    {
        var cases =
            from strongest in BalancingCase.Draws(1500, 3000)
            from ratio in Draw.LogBetween(0.01, 1)
            select Weakened(strongest, ratio);
        Evidence
            .ForAll(
                "growth of |b| for σ_j in (0.01, 1)σ₁ at the learning rate and α of σ₁",
                cases.ToArbitrary(),
                c => c.LargestGapGrowth(),
                Absolute(1e-13)
            )
            .Rejects("the same at four times the learning rate", c => (c with { K = 4 * c.K }).LargestGapGrowth());
    }

    [Check]
    public void The_threshold_is_sharp_at_depth_two()
    {
        Evidence
            .Agrees(
                "k at which the first step stops shrinking |b|, L = 2",
                Bisect(2, 4, k => FirstGapRatio(k) < 1),
                StepChoice.Largest,
                Absolute(1e-12)
            )
            .Rejects("k = 2", 2)
            .Rejects("k = 4", 4);
        foreach (var (L, digits) in new[] { (3, "k≈3.66"), (4, "k≈3.98") })
        {
            var survives = Bisect(StepChoice.Largest, 4.5, k => StaysPositive(L, k));
            Evidence.Golden($"L = {L}: first change of sign, {digits}", survives, Absolute(0.01));
            Evidence
                .Agrees(
                    $"L = {L}: k at which a layer first changes sign",
                    survives,
                    Cascade.Of(L, levels: 1).SignChange,
                    Absolute(0.01)
                )
                .Rejects("k = 2√2, as for L = 2", StepChoice.Largest);
        }
    }

    [Check]
    public void Above_it_the_gap_vanishes_at_the_rate_of_the_orbit()
    {
        foreach (var k in new[] { 2.1, 2.3 })
        {
            var mode = SingularMode.AtStep(3, k, 10);
            var run = BalancingRun.Of(mode, 0.3, 20_000);
            Evidence.Below($"k = {k}: |gap| after 20000 steps", Math.Abs(run.Gap), 1e-12);
            // On the settled orbit, while the gap is far above rounding and far below the nonlinearity.
            var t = Enumerable.Range(101, 20_000).First(i => run.States[i].Gap < 1e-8);
            var rate = Math.Pow(run.States[t + 60].Gap / run.States[t].Gap, 1.0 / 30);
            Evidence
                .Agrees($"k = {k}: factor of two steps", rate, TwoPeriodOrbit.At(3, k).LayerMultiplier, Absolute(1e-5))
                .Rejects("1 (frozen gap)", 1);
            if (k < 2.2)
                Evidence.Golden("factor of two steps at k=2.1", rate, Absolute(1e-6));
        }
    }

    [Check]
    public void Limits_of_the_gap_against_the_step()
    {
        double[] steps = [.. Enumerable.Range(1, 47).Select(i => 0.05 * i)];
        double[] ratios = [.. steps.Select(k => BalancingRun.Of(SingularMode.AtStep(3, k, 10), 0.1, 4000).Ratio)];
        Figure("What remains of the gap", Axis.Linear("k = ηS"), Axis.Linear("(y² − x²)/α² after 4000 steps"))
            .Points("gradient descent, L = 3, σ = 10, α = 0.1", steps, ratios)
            .Rule("2/η = S", 2);
        var kept = steps.Zip(ratios).Where(p => p.First < 1.99).Min(p => p.Second);
        Evidence.Above("smallest remainder for k ≤ 1.95", kept, 0.5);
        var lost = steps.Zip(ratios).Where(p => p.First > 2.08).Max(p => Math.Abs(p.Second));
        Evidence.Below("largest remainder for k ≥ 2.1", lost, 1e-6);
    }

    private static double Square(double pull) => pull * pull;

    private static double GapDefect(LayersCase c, Func<double, double> loss)
    {
        var s = c.Layers.Select(x => x * Math.Pow(c.Sigma, 1.0 / c.Layers.Length)).ToArray();
        var chain = new ScalarChain(c.Sigma, c.K / StepChoice.Sharpness(s.Length, c.Sigma));
        var pull = chain.Eta * (ScalarChain.Product(s) - c.Sigma) * ScalarChain.Product(s);
        var next = s.ToArray();
        chain.Step(next);
        var unit = Math.Max(1, next.Concat(s).Max(x => x * x));
        var worst = 0.0;
        for (var i = 0; i < s.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var predicted = ((s[i] * s[i]) - (s[j] * s[j])) * (1 - loss(pull / (s[i] * s[j])));
                worst = Math.Max(worst, Math.Abs((next[i] * next[i]) - (next[j] * next[j]) - predicted) / unit);
            }
        }
        return worst;
    }

    private static BalancingCase Weakened(BalancingCase strongest, double ratio)
    {
        var sigma = ratio * strongest.Sigma;
        var k = strongest.LearningRate * StepChoice.Sharpness(strongest.Depth, sigma);
        return new(strongest.Depth, sigma, k, strongest.Alpha, strongest.Steps);
    }

    private bool StaysPositive(int depth, double k)
    {
        Cancellation.ThrowIfCancellationRequested();
        var mode = SingularMode.AtStep(depth, k);
        var state = mode.Step(SingularMode.Unbalanced(0.1));
        for (var t = 0; t < 20_000; t++)
        {
            if (!(state.X > 0 && state.Y > 0))
                return false;
            state = mode.Step(state);
        }
        return true;
    }

    // |b(1)/b(0)| for two layers.
    private static double FirstGapRatio(double k)
    {
        var start = SingularMode.Unbalanced(0.5);
        return Math.Abs(SingularMode.AtStep(2, k).Step(start).Gap / start.Gap);
    }

    private static double Bisect(double low, double high, Func<double, bool> below)
    {
        for (var i = 0; i < 48; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = below(middle) ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    private sealed record LayersCase(double[] Layers, double Sigma, double K)
    {
        public override string ToString() => $"s/σ^(1/L) = ({string.Join(", ", Layers)}), σ = {Sigma:R}, k = {K:R}";
    }
}
