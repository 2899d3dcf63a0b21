using Dlnx.Numerics.Ode;

namespace Dlnx.Tests.Numerics.Ode;

public sealed class OdeOutcomeTests
{
    [Test]
    public void A_fast_decay_over_a_long_time_is_called_stiff()
    {
        var options = new OdeOptions { MaximumSteps = 5000 };
        OdeSystem followed = (t, y, dydt) => dydt[0] = (-1e6 * (y[0] - Math.Cos(t))) - Math.Sin(t);
        var solution = OdeSolver.Solve(followed, 0, [1], 10, options);
        Assert.That(solution.Outcome, Is.EqualTo(OdeOutcome.Stiff));
        Assert.That(solution.Time, Is.GreaterThan(0).And.LessThan(10));
    }

    [Test]
    public void A_long_oscillation_with_few_steps_is_not_stiff_but_too_long()
    {
        var options = new OdeOptions { MaximumSteps = 500 };
        var solution = OdeSolver.Solve(OdeProblems.Oscillator, 0, [1, 0], 1e4, options);
        Assert.That(solution.Outcome, Is.EqualTo(OdeOutcome.TooManySteps));
        Assert.That(solution.Steps + solution.RejectedSteps, Is.EqualTo(500));
        Assert.That(solution.State[0], Is.EqualTo(Math.Cos(solution.Time)).Within(1e-5));
    }

    [Test]
    public void A_pole_ends_with_steps_that_are_too_small()
    {
        // ẏ = y², y = 1/(1 − t).
        var solution = OdeSolver.Solve((_, y, dydt) => dydt[0] = y[0] * y[0], 0, [1], 2);
        Assert.That(solution.Outcome, Is.EqualTo(OdeOutcome.StepTooSmall).Or.EqualTo(OdeOutcome.NotFinite));
        Assert.That(solution.Time, Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void A_right_hand_side_outside_its_domain_is_not_finite()
    {
        // ẏ = −1/√y reaches 0 at t = 2/3 and has no continuation.
        var solution = OdeSolver.Solve((_, y, dydt) => dydt[0] = -1 / Math.Sqrt(y[0]), 0, [1], 2);
        Assert.That(solution.Outcome, Is.EqualTo(OdeOutcome.NotFinite));
        Assert.That(solution.Time, Is.EqualTo(2.0 / 3).Within(1e-6));
        Assert.That(
            () => solution.OrThrow(),
            Throws.TypeOf<ArithmeticException>().With.Message.Contains("right-hand side")
        );
    }

    [Test]
    public void Nothing_happens_on_an_empty_interval()
    {
        var solution = OdeSolver.Solve(OdeProblems.Logistic, 1, [0.1], 1).OrThrow();
        Assert.That(solution.Outcome, Is.EqualTo(OdeOutcome.ReachedEnd));
        Assert.That(solution.State, Is.EqualTo(new[] { 0.1 }));
        Assert.That(OdeSolver.SolveDense(OdeProblems.Logistic, 1, [0.1], 1).At(1), Is.EqualTo(new[] { 0.1 }));
    }

    [Test]
    public void A_failed_step_leaves_time_and_state()
    {
        var solver = new DormandPrince(OdeProblems.Logistic, 0, [0.1], new OdeOptions { MaximumSteps = 1 });
        Assert.That(solver.Step(1e3), Is.EqualTo(OdeOutcome.Underway));
        var (time, state) = (solver.Time, solver.State[0]);
        Assert.That(solver.Step(1e3), Is.EqualTo(OdeOutcome.TooManySteps));
        Assert.That((solver.Time, solver.State[0]), Is.EqualTo((time, state)));
    }

    [Test]
    public void Every_outcome_has_its_own_sentence()
    {
        var sentences = Enum.GetValues<OdeOutcome>().Select(outcome => outcome.Sentence()).ToArray();
        Assert.That(sentences, Is.Unique);
        Assert.That(sentences, Has.All.EndsWith("."));
    }

    [Test]
    public void Cancellation_ends_a_long_integration()
    {
        using var source = new CancellationTokenSource();
        var options = new OdeOptions { Cancellation = source.Token, MaximumStep = 1e-6 };
        OdeSystem system = (t, _, dydt) =>
        {
            if (t > 0.01)
                source.Cancel();
            dydt[0] = 1;
        };
        Assert.That(() => OdeSolver.Solve(system, 0, [0], 1, options), Throws.TypeOf<OperationCanceledException>());
    }

    [Test]
    public void Options_out_of_range_are_refused_with_the_limit()
    {
        Refuses(new() { RelativeTolerance = 1e-15 }, "1E-14");
        Refuses(new() { AbsoluteTolerance = -1 }, "-1");
        Refuses(new() { MaximumStep = 0 }, "positive");
        Refuses(new() { FirstStep = double.NaN }, "NaN");
        Refuses(new() { MaximumSteps = 0 }, "0");
        Assert.That(() => new DormandPrince(OdeProblems.Logistic, 0, []), Throws.ArgumentException);
        Assert.That(() => new DormandPrince(OdeProblems.Logistic, double.NaN, [1]), Throws.ArgumentException);
        Assert.That(() => new DormandPrince(OdeProblems.Logistic, 0, [1]).Step(double.NaN), Throws.ArgumentException);
    }

    private static void Refuses(OdeOptions options, string limit) =>
        Assert.That(
            () => OdeSolver.Solve(OdeProblems.Logistic, 0, [0.1], 1, options),
            Throws.ArgumentException.With.Message.Contains(limit)
        );
}
