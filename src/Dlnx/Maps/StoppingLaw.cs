using Dlnx.Numerics.Ode;

namespace Dlnx.Maps;

/// <summary>
/// Where the central flow stops at a learning rate between those of the single and of the balanced pathways, as
/// z = V_∞/V_stop with λ(V_stop) = 2/η (A/thm-E.12 a, A/x-5): below 1, the drift carries the iterate past the boundary.
/// </summary>
public static class StoppingLaw
{
    // The oscillation's energy at the start and at the end, relative to the initial distance from the boundary.
    private const double Seed = 1e-15;

    /// <summary>1 − k_L/2, the limit of z from far above; then ηλ ends at 2 − (k_L/2)δ₀.</summary>
    /// <param name="depth">L, 3 to 64</param>
    public static double Limit(int depth) => 1 - (CentralFlow.DriftRate(depth) / 2);

    /// <summary>
    /// z by the integral of the flow: m/(m−1)·z − 1 + Cz^m = 0, m = 2/k_L, C = (1 − m/(m−1)·z₀)z₀^(−m), with the root
    /// below 1.
    /// </summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="start">z₀ = V₀/V_stop, at least 1</param>
    public static double Ratio(int depth, double start)
    {
        RequireAbove(start);
        if (start == 1)
        {
            return 1;
        }

        var m = 2 / CentralFlow.DriftRate(depth);
        var slope = m / (m - 1);
        // z₀^(−m)z^m as one power, which neither over- nor underflows.
        double Energy(double z) => (slope * z) - 1 + ((1 - (slope * start)) * Math.Pow(z / start, m));
        return BracketedRoot.Find(Energy, 1 / slope, 1);
    }

    /// <summary>z by integrating the flow with δ = z − 1 from an oscillation of negligible energy until it dies out.</summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="start">z₀ = V₀/V_stop, above 1</param>
    public static double RatioByFlow(int depth, double start)
    {
        RequireAbove(start);
        var flow = new CentralFlow(depth, z => z - 1);
        var options = new OdeOptions { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-12 };
        var extinct = new OdeEvent((_, logs) => logs[1] - Math.Log(Seed), EventDirection.Falling, EventAction.Stop);
        double[] logs = [Math.Log(start), Math.Log(Seed)];
        // The energy grows and dies at rates of about start − 1; the event ends the integration long before.
        var horizon = 1e4 / Math.Min(1, start - 1);
        var solution = OdeSolver.Solve(flow.Corrected, 0, logs, horizon, options, extinct).OrThrow();
        return Math.Exp(solution.State[0]);
    }

    private static void RequireAbove(double start)
    {
        if (!(start >= 1 && double.IsFinite(start)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(start),
                start,
                $"The start must lie on the unstable side, V₀/V_stop ≥ 1; it is {start}."
            );
        }
    }
}
