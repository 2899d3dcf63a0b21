using System.Numerics.Tensors;
using Dlnx.Numerics.Ode;

namespace Dlnx.Escape;

/// <summary>One mode by itself: the reduced flow with its own teacher, as if no other mode existed (C, eqs. 52, 53).</summary>
public static class DecoupledMode
{
    /// <summary>
    /// The first τ at which 𝔼[f s] is at least a quarter of αμ₁, all scales starting at ε; null when it is not before the
    /// horizon.
    /// </summary>
    /// <param name="activation">φ</param>
    /// <param name="alpha">α &gt; 0</param>
    /// <param name="depth">L ≥ 2</param>
    /// <param name="scale">ε &gt; 0</param>
    /// <param name="horizon">the time after which it gives up</param>
    public static double? EscapeTime(Activation activation, double alpha, int depth, double scale, double horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var chain = new ReducedChain(activation, depth, alpha);
        var level = TwoModeFlow.EscapeShare * alpha * ActivationConstants.Of(activation).Mu1;
        double[] projection =
        [
            .. GaussianRule.Line.Nodes.ToArray().Zip(GaussianRule.Line.Weights.ToArray(), (s, weight) => s * weight),
        ];
        var output = new double[projection.Length];
        double Excess(ReadOnlySpan<double> a)
        {
            chain.Output(a, output);
            return TensorPrimitives.Dot<double>(output, projection) - level;
        }

        double[] start = [.. Enumerable.Repeat(scale, depth)];
        if (Excess(start) >= 0)
            return 0;
        var escape = new OdeEvent((_, a) => Excess(a), EventDirection.Rising, EventAction.Stop);
        var options = new OdeOptions
        {
            RelativeTolerance = 1e-10,
            AbsoluteTolerance = 1e-12 * scale,
            MaximumSteps = 100_000,
        };
        var end = OdeSolver.Solve((_, a, rate) => chain.Velocity(a, rate), 0, start, horizon, options, escape);
        return end.Outcome == OdeOutcome.StoppedAtEvent ? end.Time : null;
    }
}
