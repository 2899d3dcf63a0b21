using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-4",
    "Balancing gap",
    Kind = ClaimKind.Figure,
    Source = "Fig. 4",
    DependsOn = ["B/lem-2", "B/bt-balance-orbit"],
    Verdict = Verdict.Corrected,
    Statement = """
        The balancing gap $y^2 - x^2$ of each of the top three singular values goes to zero (rank 3, $\alpha = 0.01$), before the
        edge of stability is entered.
        """,
    Corrected = """
        Only the gap of the oscillating direction goes to zero, and only after the oscillation has begun; in the other
        directions it tends to a positive multiple of $\alpha^2$.
        """,
    Readings = [
        "The figure's η, σ and L are not legible; the setting L = 3, σ = (10, 6, 3), η = 0.0315 was chosen here.",
    ],
    Explanation = """
        With $L = 3$, $\sigma = (10, 6, 3)$, $\eta = 0.0315$ the gaps start at $10^{-4}$. That of $\sigma = 10$ vanishes
        ($7.6\cdot10^{-5}$, $4.6\cdot10^{-6}$, $1.9\cdot10^{-12}$ at $t = 500, 1000, 4000$), but those of $6$ and $3$ stop at
        $7.6098\cdot10^{-5}$ and $9.0083\cdot10^{-5}$: they look small only because $\alpha^2$ is. At the first overshoot of
        $\sigma_1$ ($t = 504$) its gap is still $0.5578$ of its initial value, so it closes after the oscillation has begun.
        """
)]
public sealed class BalancingGaps : ClaimSpec
{
    [Parameter(Above = 0, Max = 1e6, Description = "singular values of the target, descending")]
    public double[] Sigma { get; set; } = [10, 6, 3];

    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 10, Description = "α")]
    public double Alpha { get; set; } = 0.01;

    [Parameter("eta", Above = 0, Description = "η, learning rate")]
    public double LearningRate { get; set; } = 0.0315;

    [Parameter("T", Min = 100, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 8000;

    public override void Validate()
    {
        SpectrumRules.RequireDescending(Sigma);
        if (Step(Sigma[0]) >= StepChoice.Largest)
            throw new ParameterException(
                "eta",
                $"is {LearningRate:R}: k = ηS₁ = {Step(Sigma[0]):R} must be below 2√2."
            );
    }

    [Check]
    public void Only_the_gap_of_the_oscillating_direction_closes()
    {
        var figure = Figure("Balancing gap", Axis.Linear("step t"), Axis.Log("y² − x²"));
        for (var i = 0; i < Sigma.Length; i++)
        {
            var run = Run(Sigma[i]);
            int[] shown =
            [
                .. Enumerable
                    .Range(0, 201)
                    .Select(j => j * Steps / 200)
                    .Where(t => run.States[t].Gap > Floor(Sigma[i])),
            ];
            figure.Points(
                $"σ = {Sigma[i]:G6}",
                [.. shown.Select(t => (double)t)],
                [.. shown.Select(t => run.States[t].Gap)]
            );
            if (Step(Sigma[i]) < 2)
                Keeps(Sigma[i], run);
            else
                Loses(Sigma[i], run);
        }
    }

    [Check]
    public void The_gaps_have_the_tabulated_values()
    {
        var first = new SingularMode(3, 10, 0.0315);
        var run = BalancingRun.Of(first, 0.01, 8000);
        Evidence.Golden("σ=10, t=500", run.States[500].Gap, Absolute(1e-9));
        Evidence.Golden("σ=10, t=1000", run.States[1000].Gap, Absolute(1e-9));
        Evidence.Golden("σ=10, t=4000", run.States[4000].Gap, Absolute(1e-13));
        foreach (var sigma in new[] { 6.0, 3 })
            Evidence.Golden(
                $"σ={sigma}, limit",
                BalancingRun.Of(new(3, sigma, 0.0315), 0.01, 8000).Gap,
                Absolute(1e-13)
            );
        Evidence.Golden("σ=10, η=0.03, limit/α²", BalancingRun.Of(new(3, 10, 0.03), 0.01, 8000).Ratio, Absolute(1e-8));
    }

    [Check(Role = Role.Counterexample)]
    public void The_gap_is_open_at_the_first_overshoot()
    {
        var run = Run(Sigma[0]);
        if (run.FirstOvershoot is not { } overshoot || Step(Sigma[0]) <= 2)
            Skip($"k = {Step(Sigma[0]):R} is not above 2 or T = {Steps} too short: σ₁ never enters the oscillation.");
        else
        {
            var crossing = Enumerable.Range(0, Steps).First(t => run.Mode.Sharpness(run.States[t]) > 2 / LearningRate);
            Evidence.AtLeast("gap at the first overshoot, over its initial value", run.RatioAt(overshoot), 0.01);
            Evidence.AtLeast(
                "gap at the first crossing of 2/η by the sharpness, likewise",
                run.RatioAt(crossing),
                0.01
            );
            Evidence.Golden("first overshoot of σ₁", overshoot, Absolute(0));
            Evidence.Golden("first crossing of 2/η", crossing, Absolute(0));
            Evidence.Golden("gap there over its initial value", run.RatioAt(overshoot), Absolute(1e-6));
            var product = run.GapLosses.Take(overshoot).Aggregate(1.0, (all, q) => all * (1 - q));
            Evidence
                .Agrees("the same as the product of 1 − q", run.RatioAt(overshoot), product, Absolute(1e-9))
                .Rejects("closed before the first crossing", 0);
        }
    }

    [Check(Role = Role.Counterexample)]
    public void The_other_gaps_do_not_go_to_zero()
    {
        double[] still = [.. Sigma.Where(sigma => Step(sigma) < 1.98)];
        if (still.Length == 0)
            Skip("Every direction oscillates or is at its threshold; lower eta.");
        foreach (var sigma in still)
            Keeps(sigma, Run(sigma));
    }

    private void Keeps(double sigma, BalancingRun run)
    {
        var product = run.GapLosses.Aggregate(1.0, (all, q) => all * (1 - q));
        var agreement = Evidence.Agrees(
            $"σ = {sigma:G6}: final gap over α², as the product of 1 − q",
            run.Ratio,
            product,
            Absolute(1e-9 + (1e-14 * sigma / (Alpha * Alpha)))
        );
        if (Step(sigma) < 1.98)
            agreement.Rejects("0, as for every direction", 0);
    }

    private void Loses(double sigma, BalancingRun run)
    {
        var k = Step(sigma);
        if (k > 2.05 && k < Cascade.StabilityLoss(Depth) && Steps >= 8000)
            Evidence.Below($"σ = {sigma:G6}: final |gap|", Math.Abs(run.Gap), 1e-3 * Alpha * Alpha);
        // Beyond the transient the gap shrinks by the multiplier of the orbit.
        var t = Steps / 4;
        if (
            k <= 2.02
            || k >= Cascade.StabilityLoss(Depth)
            || run.States[t].Gap > 1e-7
            || run.States[t + 60].Gap < Floor(sigma)
        )
            return;
        var rate = Math.Pow(run.States[t + 60].Gap / run.States[t].Gap, 1.0 / 30);
        Evidence
            .Agrees(
                $"σ = {sigma:G6}: factor of the gap in two steps",
                rate,
                TwoPeriodOrbit.At(Depth, k).LayerMultiplier,
                Absolute(1e-4)
            )
            .Rejects("1, a frozen gap", 1);
    }

    // Rounding of squares of layers.
    private double Floor(double sigma) => 1e-13 * Math.Max(1, Math.Pow(sigma, 2.0 / Depth));

    private double Step(double sigma) => LearningRate * StepChoice.Sharpness(Depth, sigma);

    private BalancingRun Run(double sigma) => BalancingRun.Of(new(Depth, sigma, LearningRate), Alpha, Steps);
}
