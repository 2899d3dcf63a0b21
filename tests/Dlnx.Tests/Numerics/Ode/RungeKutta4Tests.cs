using Dlnx.Numerics.Ode;

namespace Dlnx.Tests.Numerics.Ode;

public sealed class RungeKutta4Tests
{
    [Test]
    public void Converges_with_order_four_where_time_enters()
    {
        static double Error(int steps)
        {
            double[] y = [1];
            var method = new RungeKutta4(OdeProblems.Forced, 1);
            for (var i = 0; i < steps; i++)
                method.Advance(5.0 * i / steps, y, 5.0 / steps);
            return Math.Abs(y[0] - Math.Exp(Math.Sin(5)));
        }
        Assert.That(Math.Log2(Error(200) / Error(400)), Is.EqualTo(4).Within(0.1));
    }

    [Test]
    public void Agrees_with_the_adaptive_method()
    {
        double[] y = [0.4, 0, 0, 2];
        var end = OdeSolver.Solve(OdeProblems.Kepler, 0, y, 2, OdeProblems.Tolerance(1e-12)).State;
        var method = new RungeKutta4(OdeProblems.Kepler, 4);
        for (var i = 0; i < 20_000; i++)
            method.Advance(i * 1e-4, y, 1e-4);
        Assert.That(y, Is.EqualTo(end).Within(1e-10));
        Assert.That(() => method.Advance(0, new double[3], 1), Throws.ArgumentException);
    }
}
