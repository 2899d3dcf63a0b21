namespace Dlnx.Tests.Numerics.Ode;

/// <summary>Stiff initial value problems.</summary>
internal static class StiffProblems
{
    /// <summary>Robertson's chemical reaction, rates 0.04, 10⁴ and 3·10⁷, from (1, 0, 0).</summary>
    public static void Robertson(double t, ReadOnlySpan<double> y, Span<double> dydt)
    {
        var slow = (-0.04 * y[0]) + (1e4 * y[1] * y[2]);
        var fast = 3e7 * y[1] * y[1];
        (dydt[0], dydt[1], dydt[2]) = (slow, -slow - fast, fast);
    }

    public static void RobertsonJacobian(double t, ReadOnlySpan<double> y, Span<double> jacobian)
    {
        ReadOnlySpan<double> slow = [-0.04, 1e4 * y[2], 1e4 * y[1]];
        ReadOnlySpan<double> fast = [0, 6e7 * y[1], 0];
        for (var j = 0; j < 3; j++)
            (jacobian[j], jacobian[3 + j], jacobian[6 + j]) = (slow[j], -slow[j] - fast[j], fast[j]);
    }
}
