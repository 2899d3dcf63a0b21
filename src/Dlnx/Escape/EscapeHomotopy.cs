using System.Numerics.Tensors;
using Dlnx.Numerics.Ode;
using MathNet.Numerics.Integration;

namespace Dlnx.Escape;

/// <summary>
/// How the escape time τ_s of a family of flows depends on s, by adjoints (C, Proposition 23): with dp/dt = −(DF_s)ᵀp and
/// p(τ_s) = ∇Θ/⟨∇Θ, F_s⟩, dτ_s/ds = −∫₀^{τ_s} ⟨p, ∂_sF_s⟩ dt, and ⟨p, F_s⟩ = 1 throughout.
/// </summary>
public sealed class EscapeHomotopy
{
    // A crossing counts as transversal when Θ moves at least this fast there, in units of |Θ| at the start over τ.
    private const double LeastSpeed = 1e-4;

    private readonly IEscapeFamily family;
    private readonly double[] start;
    private readonly double latest;
    private readonly OdeOptions options;

    /// <summary>A family at its starting point.</summary>
    /// <param name="family">the flows</param>
    /// <param name="start">z(0), below the threshold of every s that is asked for</param>
    /// <param name="latest">how long to wait for the escape, positive</param>
    /// <param name="options">accuracy of the integrations; null for a relative tolerance of 1e-12 and 50 000 steps</param>
    /// <exception cref="ArgumentException">the start has another length than the family, or the time is not positive</exception>
    public EscapeHomotopy(
        IEscapeFamily family,
        ReadOnlySpan<double> start,
        double latest = 1e6,
        OdeOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(family);
        if (start.Length != family.Dimension || !(latest > 0))
        {
            throw new ArgumentException(
                $"A family of dimension {family.Dimension} needs as many starting entries and a positive time to wait; "
                    + $"found {start.Length} entries and {latest}."
            );
        }

        this.family = family;
        this.start = start.ToArray();
        this.latest = latest;
        this.options =
            options
            ?? new OdeOptions
            {
                RelativeTolerance = 1e-12,
                AbsoluteTolerance = 1e-15,
                MaximumSteps = 50_000,
            };
    }

    /// <summary>The escape at s: where and when the threshold is crossed, or why not.</summary>
    /// <param name="s">s, in [0, 1]</param>
    /// <exception cref="ArgumentException">the start is not below the threshold</exception>
    public EscapeCrossing Crossing(double s) => Crossing(s, Forward(s).End);

    /// <summary>
    /// The derivative dτ_s/ds, by the adjoint along the solution, integrated back from the threshold. What forward flow
    /// contracts backward flow expands, so the solution is integrated back one forward step at a time, from the stored states.
    /// </summary>
    /// <param name="s">s, in [0, 1]</param>
    /// <exception cref="ArithmeticException">the threshold is not crossed transversally: the identity does not apply</exception>
    public EscapeSensitivity Sensitivity(double s)
    {
        var trajectory = Forward(s);
        var crossing = Crossing(s, trajectory.End).OrThrow(s);
        var n = family.Dimension;
        // z, p and the integral of ⟨p, ∂_sF⟩ from τ.
        var state = new double[(2 * n) + 1];
        crossing.State.CopyTo(state.AsSpan(0, n));
        family.ThresholdGradient(s, crossing.State, state.AsSpan(n, n));
        TensorPrimitives.Divide(state.AsSpan(n, n), crossing.Speed, state.AsSpan(n, n));
        var moved = family.ThresholdSensitivity(s, crossing.State) / crossing.Speed;
        var time = crossing.Time;
        var mismatch = 0.0;
        foreach (var earlier in trajectory.Times.Where(t => t < crossing.Time).Reverse())
        {
            var leg = options with { FirstStep = time - earlier };
            state = OdeSolver.Solve(Adjoint(s), time, state, earlier, leg).OrThrow().State;
            var stored = trajectory.At(earlier);
            mismatch = Math.Max(mismatch, TensorPrimitives.Distance<double>(state.AsSpan(0, n), stored));
            stored.CopyTo(state, 0);
            time = earlier;
        }

        var velocity = new double[n];
        family.Velocity(s, start, velocity);
        var adjointSpeed = TensorPrimitives.Dot<double>(state.AsSpan(n, n), velocity);
        return new(crossing.Time, state[2 * n] - moved, adjointSpeed, mismatch);
    }

    /// <summary>∫ dτ_s/ds ds by a Gauss–Legendre rule: a difference of escape times that never solves for the two times.</summary>
    /// <param name="nodes">number of nodes, ≥ 1</param>
    /// <param name="from">lower end of s</param>
    /// <param name="to">upper end of s</param>
    /// <exception cref="ArithmeticException">the threshold is not crossed transversally at a node</exception>
    public double Difference(int nodes, double from = 0, double to = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        // The library's rules start at two nodes.
        if (nodes == 1)
            return (to - from) * Sensitivity(0.5 * (from + to)).Derivative;
        var rule = new GaussLegendreRule(from, to, nodes);
        return Enumerable.Range(0, nodes).Sum(i => rule.Weights[i] * Sensitivity(rule.Abscissas[i]).Derivative);
    }

    private OdeTrajectory Forward(double s) =>
        OdeSolver.SolveDense(
            (_, z, velocity) => family.Velocity(s, z, velocity),
            0,
            start,
            latest,
            options,
            new OdeEvent((_, z) => family.Threshold(s, z), EventDirection.Rising, EventAction.Stop),
            new OdeEvent((_, z) => Speed(s, z), EventDirection.Falling)
        );

    private EscapeCrossing Crossing(double s, OdeSolution solution)
    {
        var gap = -family.Threshold(s, start);
        if (!(gap > 0))
            throw new ArgumentException($"At s = {s:R} the start is not below the threshold: Θ = {-gap:R}.");
        // A solution that settles below the threshold uses up its steps; one that blows up elsewhere ends in its singularity.
        return Crossed(s, gap, solution) ?? Grazing(s, gap, solution) ?? EscapeCrossing.NotReached;
    }

    // dz/dt = F, dp/dt = −(DF)ᵀp, and ⟨p, ∂_sF⟩ to be integrated.
    private OdeSystem Adjoint(double s)
    {
        var n = family.Dimension;
        var change = new double[n];
        return (_, y, dydt) =>
        {
            var z = y[..n];
            var p = y.Slice(n, n);
            family.Velocity(s, z, dydt[..n]);
            family.TransposedDerivative(s, z, p, dydt.Slice(n, n));
            TensorPrimitives.Negate(dydt.Slice(n, n), dydt.Slice(n, n));
            family.Sensitivity(s, z, change);
            dydt[2 * n] = TensorPrimitives.Dot<double>(p, change);
        };
    }

    private EscapeCrossing? Crossed(double s, double gap, OdeSolution solution)
    {
        if (solution.Outcome != OdeOutcome.StoppedAtEvent)
            return null;
        var speed = Speed(s, solution.State);
        var isTransversal = speed * solution.Time > LeastSpeed * gap;
        var outcome = isTransversal ? CrossingOutcome.Transversal : CrossingOutcome.Grazing;
        return new(outcome, solution.Time, solution.State, speed);
    }

    // A maximum of Θ along the flow that comes this close to 0 touches the threshold.
    private EscapeCrossing? Grazing(double s, double gap, OdeSolution solution)
    {
        var touch = solution.Hits.FirstOrDefault(hit =>
            hit.Event == 1 && Math.Abs(family.Threshold(s, hit.State)) < LeastSpeed * LeastSpeed * gap
        );
        return touch is null ? null : new(CrossingOutcome.Grazing, touch.Time, touch.State, Speed(s, touch.State));
    }

    private double Speed(double s, ReadOnlySpan<double> z)
    {
        Span<double> both = stackalloc double[2 * z.Length];
        var gradient = both[..z.Length];
        var velocity = both[z.Length..];
        family.ThresholdGradient(s, z, gradient);
        family.Velocity(s, z, velocity);
        return TensorPrimitives.Dot<double>(gradient, velocity);
    }
}
