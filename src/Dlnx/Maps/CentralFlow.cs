using Dlnx.Numerics.Ode;

namespace Dlnx.Maps;

/// <summary>
/// The averaged motion across the leaves of a mode that oscillates at the edge of stability, per step (A, eqs. 67–69,
/// corrected): with the excess δ(V) = ηλ − 2 and E = ⟨e²⟩ in units of its equilibrium value per δ,
/// dE/dt = 2E(δ − E), dV/dt = −k_L·E·V. The adiabatic form puts E = δ₊. Formal: derived near balance, for small δ.
/// </summary>
/// <param name="depth">L, 3 to 64</param>
/// <param name="excess">δ as a function of V</param>
public sealed class CentralFlow(int depth, Func<double, double> excess)
{
    private static readonly OdeOptions Accurate = new() { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-11 };

    private readonly double driftRate = DriftRate(depth);

    /// <summary>k_L = 3(L−2)/(5L−4): the rate of −ln V per step and per unit of δ; the same for all P and σ.</summary>
    /// <param name="depth">L, 3 to 64</param>
    public static double DriftRate(int depth) => 3 * (MapDomain.LeafDepth(depth) - 2) / ((5.0 * depth) - 4);

    /// <summary>⟨w²⟩/δ = 3/((L−1)(5L−4)) on the balanced two-cycle, from the normal form of the flip at κL = 2.</summary>
    /// <param name="depth">L, 2 to 64</param>
    public static double SquaredRatio(int depth) => 4 / AmplitudeLaw.Coefficient(depth);

    /// <summary>⟨e²⟩/δ = 3L²σ²/(4(L−1)(5L−4)) on the balanced two-cycle.</summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="sigma">σ</param>
    public static double SquaredResidual(int depth, double sigma) =>
        depth * depth * sigma * sigma / AmplitudeLaw.Coefficient(depth);

    /// <summary>k_L/(1 − k_L/2)·ηΛ, at which 1/V grows per step at the critical rate, where δ = ηΛV.</summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="growth">ηΛ</param>
    public static double CriticalSlope(int depth, double growth) =>
        AdiabaticSlope(depth, growth) / (1 - (DriftRate(depth) / 2));

    /// <summary>k_L·ηΛ, the same slope in the adiabatic form.</summary>
    /// <param name="depth">L, 3 to 64</param>
    /// <param name="growth">ηΛ</param>
    public static double AdiabaticSlope(int depth, double growth) => DriftRate(depth) * growth;

    /// <summary>E and V from a start, at every time up to the end.</summary>
    /// <param name="energy">E at the start, positive</param>
    /// <param name="variance">V at the start, positive</param>
    /// <param name="steps">the end, in steps of gradient descent</param>
    public CentralTrajectory From(double energy, double variance, double steps)
    {
        // Logarithms keep both positive, over any number of powers of ten.
        double[] start =
        [
            Math.Log(MapDomain.Positive(variance, nameof(variance))),
            Math.Log(MapDomain.Positive(energy, nameof(energy))),
        ];
        return new(OdeSolver.SolveDense(Corrected, 0, start, steps, Accurate));
    }

    /// <summary>V by the adiabatic form dV/dt = −k_L·δ(V)₊·V.</summary>
    /// <param name="variance">V at the start, positive</param>
    /// <param name="steps">the end, in steps of gradient descent</param>
    public CentralTrajectory Adiabatic(double variance, double steps)
    {
        double[] start = [Math.Log(MapDomain.Positive(variance, nameof(variance)))];
        return new(OdeSolver.SolveDense(Slaved, 0, start, steps, Accurate));
    }

    internal void Corrected(double time, ReadOnlySpan<double> logs, Span<double> rates)
    {
        var energy = Math.Exp(logs[1]);
        rates[0] = -driftRate * energy;
        rates[1] = 2 * (excess(Math.Exp(logs[0])) - energy);
    }

    private void Slaved(double time, ReadOnlySpan<double> logs, Span<double> rates) =>
        rates[0] = -driftRate * Math.Max(0, excess(Math.Exp(logs[0])));
}

/// <summary>A solution of the central flow.</summary>
/// <param name="Solution">ln V, and in the corrected flow ln E, against the number of steps</param>
public sealed record CentralTrajectory(OdeTrajectory Solution)
{
    /// <summary>V after a number of steps.</summary>
    public double Variance(double step) => Math.Exp(Solution.At(step)[0]);
}
