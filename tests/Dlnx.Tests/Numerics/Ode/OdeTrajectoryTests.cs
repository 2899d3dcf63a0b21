using Dlnx.Numerics.Ode;

namespace Dlnx.Tests.Numerics.Ode;

public sealed class OdeTrajectoryTests
{
    [Test]
    public void Agrees_with_the_closed_form_at_every_time([Values(0, 10)] double start)
    {
        double[] state = [Math.Cos(start), -Math.Sin(start)];
        var trajectory = OdeSolver.SolveDense(
            OdeProblems.Oscillator,
            start,
            state,
            10 - start,
            OdeProblems.Tolerance(1e-11)
        );
        for (var i = 0; i <= 1000; i++)
        {
            var y = trajectory.At(i / 100.0);
            Assert.That(y[0], Is.EqualTo(Math.Cos(i / 100.0)).Within(1e-9));
            Assert.That(y[1], Is.EqualTo(-Math.Sin(i / 100.0)).Within(1e-9));
        }
        Assert.That(trajectory.Times, Has.Count.EqualTo(trajectory.End.Steps + 1));
    }

    [Test]
    public void Ends_at_a_stopping_event()
    {
        var stop = new OdeEvent((_, y) => y[0] - 0.5, Action: EventAction.Stop);
        var trajectory = OdeSolver.SolveDense(OdeProblems.Logistic, 0, [0.1], 100, options: null, stop);
        Assert.That(trajectory.At(trajectory.End.Time)[0], Is.EqualTo(0.5).Within(1e-8));
        Assert.That(() => trajectory.At(trajectory.End.Time + 1e-3), Throws.ArgumentException);
        Assert.That(() => trajectory.At(-1e-3), Throws.ArgumentException);
        Assert.That(() => trajectory.At(0, new double[2]), Throws.ArgumentException);
    }
}
