using Dlnx.Numerics.Ode;

namespace Dlnx.Tests.Numerics.Ode;

/// <summary>Initial value problems with known solutions or conserved quantities.</summary>
internal static class OdeProblems
{
    /// <summary>y″ = −y: (cos t, −sin t) from (1, 0).</summary>
    public static readonly OdeSystem Oscillator = (_, y, dydt) => (dydt[0], dydt[1]) = (y[1], -y[0]);

    /// <summary>ẏ = y·cos t: exp(sin t) from 1; depends on the time.</summary>
    public static readonly OdeSystem Forced = (t, y, dydt) => dydt[0] = y[0] * Math.Cos(t);

    /// <summary>ẏ = y(1 − y): 1/(1 + 9e^(−t)) from 0.1.</summary>
    public static readonly OdeSystem Logistic = (_, y, dydt) => dydt[0] = y[0] * (1 - y[0]);

    /// <summary>ẏ = −rate·y.</summary>
    public static OdeSystem Decay(double rate) => (_, y, dydt) => dydt[0] = -rate * y[0];

    /// <summary>The plane Kepler problem (x, y, ẋ, ẏ) of unit attraction.</summary>
    public static void Kepler(double t, ReadOnlySpan<double> y, Span<double> dydt)
    {
        var square = (y[0] * y[0]) + (y[1] * y[1]);
        var cube = square * Math.Sqrt(square);
        (dydt[0], dydt[1], dydt[2], dydt[3]) = (y[2], y[3], -y[0] / cube, -y[1] / cube);
    }

    /// <summary>Steps of one size: the tolerance never binds.</summary>
    public static OdeOptions FixedStep(double step) =>
        new()
        {
            RelativeTolerance = 1e6,
            AbsoluteTolerance = 1e6,
            FirstStep = step,
            MaximumStep = step,
        };

    public static OdeOptions Tolerance(double relative) =>
        new() { RelativeTolerance = relative, AbsoluteTolerance = relative };
}
