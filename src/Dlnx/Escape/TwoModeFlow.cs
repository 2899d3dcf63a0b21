using System.Numerics.Tensors;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;

namespace Dlnx.Escape;

/// <summary>
/// Gradient flow of a network with two modes over its exact population, with the rates of the normalised flow in reduced time
/// (C, eqs. 52, 53). Mode k has escaped when 𝔼[f s_k], s_k = x_k, reaches a quarter of its final value α_kμ₁.
/// </summary>
public sealed class TwoModeFlow
{
    /// <summary>The share of α_kμ₁ at which a mode counts as escaped.</summary>
    public const double EscapeShare = 0.25;

    /// <summary>How accurately modes are followed: rtol 1e-7, and 4000 steps before a mode counts as stuck.</summary>
    public static OdeOptions Accuracy { get; } =
        new()
        {
            RelativeTolerance = 1e-7,
            AbsoluteTolerance = 1e-10,
            MaximumSteps = 4000,
        };

    private readonly NetworkFlow flow;
    private readonly double[] levels;
    private readonly ModeOutput output;

    /// <summary>The flow from the block-aligned point with all scales ε.</summary>
    /// <param name="activation">φ of student and teacher</param>
    /// <param name="alphas">α₁, α₂, positive</param>
    /// <param name="depth">L ≥ 2</param>
    /// <param name="blockSize">m ≥ 1</param>
    /// <param name="scale">ε &gt; 0</param>
    /// <param name="output">one output for both modes, or one for each</param>
    public TwoModeFlow(
        Activation activation,
        ReadOnlySpan<double> alphas,
        int depth,
        int blockSize,
        double scale,
        ModeOutput output
    )
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var network = Aligned(activation, depth, blockSize, scale, output);
        var population = BlockNetworks.Population(activation, alphas, output);
        flow = new NetworkFlow(network, population, BlockNetworks.Rates(depth, blockSize));
        var mu1 = ActivationConstants.Of(activation).Mu1;
        levels = [.. alphas.ToArray().Select(alpha => EscapeShare * alpha * mu1)];
        this.output = output;
    }

    /// <summary>
    /// T_b with ε^{L−2}τ → T_b for both modes of a scalar output: the blow-up time of the ε-free flow from scales 1, driven by
    /// 𝔼[yx] = μ₁(α₁, α₂).
    /// </summary>
    /// <param name="activation">φ, with a slope at 0</param>
    /// <param name="alphas">α₁, α₂</param>
    /// <param name="depth">L ≥ 3</param>
    /// <param name="blockSize">m ≥ 1; the time does not depend on it</param>
    public static double BlowUpTime(Activation activation, ReadOnlySpan<double> alphas, int depth, int blockSize)
    {
        ArgumentNullException.ThrowIfNull(activation);
        var mu1 = ActivationConstants.Of(activation).Mu1;
        var start = Aligned(activation, depth, blockSize, 1, ModeOutput.Scalar);
        double[] drive = [mu1 * alphas[0], mu1 * alphas[1]];
        return new HomogeneousBlowUp(start, depth, drive, rates: BlockNetworks.Rates(depth, blockSize)).Time;
    }

    /// <summary>Integrates until both modes have escaped.</summary>
    /// <param name="horizon">the time after which it gives up, positive</param>
    /// <param name="options">accuracy; null for <see cref="Accuracy"/></param>
    public TwoModeEscape Escape(double horizon, OdeOptions? options = null)
    {
        options ??= Accuracy;
        var escaped = new OdeEventHit?[2];
        var (time, state) = (0.0, flow.Start.ToArray());
        while (time < horizon)
        {
            // Equal modes escape together: the second one is beyond its level when the first is found.
            foreach (var k in Awaited(escaped).Where(k => Excess(state, k) >= 0))
                escaped[k] = new(k, time, state);
            int[] awaited = [.. Awaited(escaped)];
            if (awaited.Length == 0)
                break;
            OdeEvent[] events = [.. awaited.Select(Passing)];
            var leg = OdeSolver.Solve(flow.Velocity, time, state, horizon, options, events);
            if (leg.Outcome != OdeOutcome.StoppedAtEvent)
                break;
            (time, state) = (leg.Time, leg.State);
            escaped[awaited[leg.Hits[^1].Event]] = leg.Hits[^1];
        }

        return escaped[0] is { } first
            ? new(first.Time, escaped[1]?.Time, Angle(first.State), Signal(first.State, 1) / Signal(first.State, 0))
            : new(null, escaped[1]?.Time, null, null);
    }

    private static DenseNetwork Aligned(
        Activation activation,
        int depth,
        int blockSize,
        double scale,
        ModeOutput output
    )
    {
        var scales = Enumerable.Repeat(scale, depth).ToArray();
        return BlockNetworks.Aligned([scales, scales], blockSize, activation, output);
    }

    private static IEnumerable<int> Awaited(OdeEventHit?[] escaped) =>
        Enumerable.Range(0, escaped.Length).Where(k => escaped[k] is null);

    private OdeEvent Passing(int mode) =>
        new((_, weights) => Excess(weights, mode), EventDirection.Rising, EventAction.Stop);

    private double Excess(ReadOnlySpan<double> weights, int mode) => Signal(weights, mode) - levels[mode];

    // 𝔼[f s_k], of the mode's own output where there is one.
    private double Signal(ReadOnlySpan<double> weights, int mode)
    {
        flow.Loss(weights);
        var examples = flow.Pass.Examples;
        var row = flow.Pass.Outputs.Slice(output == ModeOutput.Scalar ? 0 : mode * examples.Count, examples.Count);
        var s = examples.InputRow(mode);
        var weight = examples.Weights;
        var sum = 0.0;
        for (var n = 0; n < row.Length; n++)
            sum += weight[n] * row[n] * s[n];
        return sum;
    }

    // The direction of the first layer's top right-singular vector, in degrees from mode 1.
    private double Angle(double[] weights)
    {
        var units = flow.Pass.Network.Widths[1];
        var first = new Matrix(units, 2, weights.AsSpan(0, 2 * units));
        var top = Factorizations.SingularValueDecomposition(first).RightTransposed.Row(0);
        return Math.Atan2(Math.Abs(top[1]), Math.Abs(top[0])) * 180 / Math.PI;
    }
}

/// <summary>When the two modes of a network escape, null for never before the horizon, and how it looks at the first.</summary>
/// <param name="Time1">first time of mode 1</param>
/// <param name="Time2">first time of mode 2</param>
/// <param name="Angle">direction of W₁'s top right-singular vector when mode 1 escapes, in degrees from mode 1 to mode 2</param>
/// <param name="ModeRatio">𝔼[f s₂]/𝔼[f s₁] when mode 1 escapes</param>
public sealed record TwoModeEscape(double? Time1, double? Time2, double? Angle, double? ModeRatio);
