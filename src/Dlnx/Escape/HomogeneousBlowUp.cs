using System.Numerics.Tensors;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;

namespace Dlnx.Escape;

/// <summary>
/// The blow-up time T_b of the homogeneous flow dW_j/dt = c_j (W_r⋯W_{j+1})ᵀ v ūᵀ (W_{j−1}⋯W₁)ᵀ, j ≤ r, of the first r layers
/// from their unscaled start, with v = c₁^{L−1} W_{r+1}ᵀ⋯W_Lᵀ: the exact prefactor ε^{r−2}τ → T_b of the off-manifold law
/// (C, Theorem 11).
/// </summary>
/// <remarks>
/// Integrated in dσ = ‖W‖^{r−2}dt up to a large norm; the rest of the way is ‖W‖/((r − 2) d‖W‖/dt), because the direction has
/// settled. Leaving it out is wrong by 5e-5 at r = 3.
/// </remarks>
public sealed class HomogeneousBlowUp
{
    private readonly double largeNorm;
    private readonly DenseNetwork network;
    private readonly int layers;
    private readonly Matrix readOut;
    private readonly Matrix drive;
    private readonly double[] start;
    private readonly double[] rates;

    /// <summary>The flow of the first layers of a network.</summary>
    /// <param name="network">the unscaled start, of one output</param>
    /// <param name="layers">r ≥ 3, at most L</param>
    /// <param name="drive">ū = 𝔼[yx], n₀ entries</param>
    /// <param name="largeNorm">‖W‖ up to which the flow is integrated, well above the start's</param>
    /// <param name="rates">c₁, …, c_r &gt; 0; null for the uniform flow</param>
    /// <exception cref="ArgumentException">
    /// r is out of range, not one positive rate for each layer, several outputs, or an activation without slope at 0
    /// </exception>
    public HomogeneousBlowUp(
        DenseNetwork network,
        int layers,
        ReadOnlySpan<double> drive,
        double largeNorm = 1e4,
        IReadOnlyList<double>? rates = null
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        if (layers < 3 || layers > network.Depth)
            throw new ArgumentException($"r must lie between 3 and {network.Depth}; it is {layers}.", nameof(layers));
        if (network.Widths[^1] != 1 || network.Activation.Slope is not { } slope)
            throw new ArgumentException("Blow-up needs one output and a slope of φ at 0.", nameof(network));
        this.rates = [.. rates ?? [.. Enumerable.Repeat(1.0, layers)]];
        if (this.rates.Length != layers || !Array.TrueForAll(this.rates, rate => rate > 0))
            throw new ArgumentException($"{layers} layers need as many positive rates.", nameof(rates));
        this.network = network.Copy();
        this.layers = layers;
        this.largeNorm = largeNorm;
        this.drive = new Matrix(drive.Length, 1, drive);
        readOut = new Matrix(1, 1, [Math.Pow(slope, network.Depth - 1)]);
        for (var l = network.Depth; l > layers; l--)
            readOut *= network.LayerMatrix(l);
        start = network.Parameters[..Enumerable.Range(1, layers).Sum(l => network.Layer(l).Length)].ToArray();
    }

    /// <summary>T_b, with the tail.</summary>
    public double Time => Integrate(out var tail) + tail;

    /// <summary>The time up to the large norm, without the tail.</summary>
    public double TimeWithoutTail => Integrate(out _);

    private double Integrate(out double tail)
    {
        var velocity = new double[start.Length];
        var options = new OdeOptions { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-14 };
        var large = new OdeEvent(
            (_, y) => Math.Log(TensorPrimitives.Norm(y[..^1]) / largeNorm),
            EventDirection.Rising,
            EventAction.Stop
        );
        var end = OdeSolver.Solve(Slowed, 0, [.. start, 0], 1e6, options, large);
        if (end.Outcome != OdeOutcome.StoppedAtEvent)
            throw new ArithmeticException($"The homogeneous flow did not blow up: {end.Outcome}.");
        var weights = end.State.AsSpan()[..^1];
        Velocity(weights, velocity);
        var norm = TensorPrimitives.Norm<double>(weights);
        var growth = TensorPrimitives.Dot<double>(weights, velocity) / norm;
        tail = norm / ((layers - 2) * growth);
        return end.State[^1];

        // The last entry is t, which runs slower and slower in σ.
        void Slowed(double sigma, ReadOnlySpan<double> y, Span<double> dy)
        {
            Velocity(y[..^1], dy[..^1]);
            var slowness = Math.Pow(TensorPrimitives.Norm(y[..^1]), 2 - layers);
            TensorPrimitives.Multiply(dy[..^1], slowness, dy[..^1]);
            dy[^1] = slowness;
        }
    }

    private void Velocity(ReadOnlySpan<double> weights, Span<double> velocity)
    {
        weights.CopyTo(network.Parameters);
        var above = new Matrix[layers + 1];
        above[layers] = readOut;
        for (var j = layers; j >= 1; j--)
            above[j - 1] = above[j] * network.LayerMatrix(j);
        var below = drive;
        for (var j = 1; j <= layers; j++)
        {
            (rates[j - 1] * (above[j].Transpose() * below.Transpose())).Span.CopyTo(network.Part(velocity, j));
            below = network.LayerMatrix(j) * below;
        }
    }
}
