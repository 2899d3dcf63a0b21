using Dlnx.Flatness;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/J-phase",
    "Exact phase boundary of CA on a quadratic",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper (App. J)",
    DependsOn = ["D/eq-10-11"],
    Verdict = Verdict.Confirmed,
    Statement = """
        On $\tfrac\lambda2x^2$ without a mean of gradients and without bias correction, RMSprop settles (unless it hits 0) on the
        two-cycle $|x| = \eta/2 - \epsilon/\lambda$. Clipped-Ada from a large start stays bounded iff
        $\tau > \tau_c = (\eta\lambda/2 - \epsilon)^2$ and diverges for $\tau < \tau_c$, for $\eta\lambda/2 > \epsilon$.
        """
)]
public sealed class CappedPhaseBoundary : ClaimSpec
{
    private const double Divergence = 1e12;

    [Parameter(Above = 0, Max = 1e6, Description = "λ")]
    public double Lambda { get; set; } = 10;

    [Parameter("eta", Above = 0, Max = 1e3, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.1;

    [Parameter("eps", Min = 0, Max = 1e3, Description = "ε")]
    public double Epsilon { get; set; } = 1e-8;

    [Parameter("beta2", Above = 0, Below = 1, Description = "β₂, decay of the second moment")]
    public double SecondDecay { get; set; } = 0.99;

    [Parameter("x0", Above = 0, Max = 1e6, Description = "start of Clipped-Ada")]
    public double Start { get; set; } = 5;

    [Parameter("tau", Above = 0, Max = 1e12, Description = "cap τ; τ_c by default")]
    public double? Cap { get; set; }

    [Parameter(Min = 100, Max = 100_000, Description = "steps of a run")]
    public int Steps { get; set; } = 6000;

    private double Critical => CappedCycle.CriticalCap(Lambda, LearningRate, Epsilon);

    private double Amplitude => CappedCycle.Amplitude(Lambda, LearningRate, Epsilon);

    [Check]
    public void The_reference_rates_have_their_boundary_at_tau_c()
    {
        foreach (var eta in new[] { 0.02, 0.1, 0.5 })
        {
            var setting = new CappedPhaseBoundary { LearningRate = eta };
            foreach (var share in new[] { 0.5, 0.9, 0.99 })
                Evidence.Matches(
                    $"η = {eta}, τ = {share}τ_c diverges",
                    setting.Diverges(share * setting.Critical),
                    true
                );
            foreach (var share in new[] { 1.01, 1.1, 2 })
            {
                Evidence
                    .Agrees(
                        $"η = {eta}, τ = {share}τ_c: late max |x|",
                        setting.LateMaximum(share * setting.Critical),
                        eta / 2,
                        Relative(1e-3)
                    )
                    .Rejects("η", eta);
            }
            Evidence.Golden($"τ_c at η = {eta}", setting.Critical, Relative(1e-6));
        }
    }

    [Check]
    public void The_boundary_of_the_chosen_setting_is_at_tau_c()
    {
        RequireSteps();
        var (low, high) = (Critical / 4, Critical * 4);
        for (var k = 0; k < 10; k++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var middle = Math.Sqrt(low * high);
            if (Diverges(middle))
                low = middle;
            else
                high = middle;
        }
        var agreement = Evidence.Agrees(
            "cap between divergence and boundedness",
            Math.Sqrt(low * high),
            Critical,
            Relative(0.02)
        );
        Reject(agreement, "ηλ/2", LearningRate * Lambda / 2);
        Reject(agreement, "(ηλ)²", LearningRate * LearningRate * Lambda * Lambda);
        if (Cap is { } cap && Math.Abs((cap / Critical) - 1) > 0.01)
            Evidence.Matches($"the chosen τ = {cap:G6} diverges", Diverges(cap), cap < Critical);
    }

    [Check]
    public void Without_a_cap_it_settles_on_the_two_cycle()
    {
        RequireSteps();
        var points = Run(double.PositiveInfinity, 1).Points;
        double[] late = [.. Enumerable.Range(Steps - 19, 20).Select(t => points[t, 0])];
        var agreement = Evidence.Agrees(
            "|x| in the last 20 steps",
            [.. late.Select(Math.Abs)],
            [.. late.Select(_ => Amplitude)],
            Relative(1e-3)
        );
        agreement.Rejects("η, one full step", [.. late.Select(_ => LearningRate)]);
        Evidence
            .Matches("its sign alternates", late.Skip(1).Zip(late, (b, a) => a * b < 0).All(x => x), true)
            .Rejects("it does not", false);
    }

    [Check]
    public void Late_size_against_the_cap()
    {
        RequireSteps();
        double[] shares = [.. Enumerable.Range(0, 24).Select(i => 0.51 + (i * 0.06))];
        double[] late = [.. shares.Select(share => Math.Min(Divergence, LateMaximum(share * Critical)))];
        Figure("Clipped-Ada on a quadratic", Axis.Linear("τ/τ_c"), Axis.Log("late max |x|"))
            .Points($"from x₀ = {Start}", shares, late)
            .Level("η/2 − ε/λ", Amplitude)
            .Rule("τ_c", 1);
        // A run that hits the minimum exactly stays there.
        double[] bounded = [.. late.Where((x, i) => shares[i] > 1.01 && x > 0)];
        Evidence
            .Agrees("late max |x| above τ_c", bounded, [.. bounded.Select(_ => Amplitude)], Relative(1e-3))
            .Rejects("η", [.. bounded.Select(_ => LearningRate)]);
        Evidence.AtLeast("late max |x| below 0.99 τ_c", late.Where((_, i) => shares[i] < 0.99).Min(), Divergence);
    }

    private void RequireSteps()
    {
        if (Amplitude < 0.05 * LearningRate)
            Skip(
                $"ε = {Epsilon:R} is not far below ηλ/2 = {LearningRate * Lambda / 2:R}: the minimum itself attracts, or nearly."
            );
        // The second moment forgets in 1/(1 − β₂) steps, RMSprop covers η in a step, and at 0.99 τ_c a step grows by half a
        // percent only.
        var needed = 3500 + (20 / (1 - SecondDecay)) + (2 * Math.Max(1, Start) / LearningRate);
        if (Steps < needed)
            Skip($"{Steps} steps are too few at β₂ = {SecondDecay:R}; give at least {needed:F0}.");
    }

    private void Reject(Agreement agreement, string rival, double value)
    {
        // The formulas cross where ηλ/2 = 1.
        if (Math.Abs((value / Critical) - 1) > 0.1)
            agreement.Rejects(rival, value);
    }

    private QuadraticDescent Run(double cap, double start)
    {
        var rule = PreconditionedRule.ClippedAda(LearningRate, cap) with
        {
            SecondDecay = SecondDecay,
            Epsilon = Epsilon,
            BiasCorrection = BiasCorrection.Off,
        };
        return QuadraticDescent.Run([Lambda], [start], rule, Steps);
    }

    private bool Diverges(double cap) => Run(cap, Start).FirstBeyond(Divergence) is not null;

    private double LateMaximum(double cap)
    {
        var run = Run(cap, Start);
        if (run.FirstBeyond(Divergence) is not null)
            return double.PositiveInfinity;
        return Enumerable.Range(Steps - 99, 100).Max(t => Math.Abs(run.Points[t, 0]));
    }
}
