using System.Numerics.Tensors;
using Dlnx.Numerics.Ode;

namespace Dlnx.Escape;

/// <summary>
/// The ε-free flow near the saddle: dW_j/dt = c_j ∂/∂W_j ⟨v, W_r⋯W₁ū⟩, homogeneous of degree r − 1, so that a start εW blows up
/// at ε^{−(r−2)} times the time of W (C, Theorem 11 and Appendix E).
/// </summary>
public static class HomogeneousEscape
{
    // The norm at which the rest of the way is taken from the asymptotic law.
    private const double Far = 1e4;

    /// <summary>The time T_b at which the weights become infinite; infinite when they do not grow.</summary>
    /// <param name="start">W₁, …, W_r at t = 0, r ≥ 3; the activation plays no part</param>
    /// <param name="drive">ū, as many entries as inputs</param>
    /// <param name="readout">v, as many entries as outputs</param>
    /// <param name="rates">c₁, …, c_r, positive</param>
    /// <param name="options">accuracy; null for a relative tolerance of 1e-11</param>
    /// <exception cref="ArgumentException">fewer than three layers, or a length that does not fit</exception>
    public static double BlowUpTime(
        DenseNetwork start,
        ReadOnlySpan<double> drive,
        ReadOnlySpan<double> readout,
        ReadOnlySpan<double> rates,
        OdeOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(start);
        var r = start.Depth;
        if (r < 3 || drive.Length != start.Widths[0] || readout.Length != start.Widths[^1] || rates.Length != r)
        {
            throw new ArgumentException(
                $"A blow-up needs at least three layers, and a drive, a read-out and rates that fit; found {r} layers, "
                    + $"{drive.Length} inputs, {readout.Length} outputs and {rates.Length} rates."
            );
        }

        var field = new Field(start, drive, readout, rates.ToArray());
        options ??= new OdeOptions { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-14 };
        // The clock dσ = ‖W‖^{r−2}dt turns the blow-up into exponential growth; the true time is the last entry.
        double[] state = [.. start.Parameters, 0];
        var farAway = new OdeEvent(
            (_, y) => TensorPrimitives.Norm(y[..^1]) - Far,
            EventDirection.Rising,
            EventAction.Stop
        );
        var end = OdeSolver.Solve(field.Velocity, 0, state, 1e4, options, farAway).OrThrow();
        return end.Outcome == OdeOutcome.StoppedAtEvent
            ? end.State[^1] + field.Rest(end.State)
            : double.PositiveInfinity;
    }

    /// <summary>The blow-up time of two modes with a scalar output, all scales starting at 1, drive 𝔼[yx] = c₁^{L−1}μ₁α.</summary>
    /// <param name="activation">φ, with a slope at 0</param>
    /// <param name="alphas">α₁, α₂</param>
    /// <param name="depth">L ≥ 3</param>
    /// <param name="blockSize">m ≥ 1; the time does not depend on it</param>
    public static double OfModes(Activation activation, ReadOnlySpan<double> alphas, int depth, int blockSize)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, depth)];
        var start = BlockNetworks.Aligned([ones, ones], blockSize, activation, ModeOutput.Scalar);
        var drive = new double[alphas.Length];
        for (var k = 0; k < drive.Length; k++)
            drive[k] = ActivationConstants.Drive(activation, depth, alphas[k]) ?? double.NaN;
        return BlowUpTime(start, drive, [1], BlockNetworks.Rates(depth, blockSize));
    }

    private sealed class Field
    {
        private readonly DenseNetwork network;
        private readonly NetworkPass pass;
        private readonly double[] rates;
        private readonly double[] weightedReadout;

        public Field(DenseNetwork start, ReadOnlySpan<double> drive, ReadOnlySpan<double> readout, double[] rates)
        {
            network = new DenseNetwork(start.Widths.ToArray(), Activations.Linear);
            var example = new ExampleSet(1, drive.Length, readout.Length);
            drive.CopyTo(example.Inputs);
            pass = new NetworkPass(network, example);
            weightedReadout = readout.ToArray();
            this.rates = rates;
        }

        public void Velocity(double sigma, ReadOnlySpan<double> y, Span<double> velocity)
        {
            var weights = y[..^1];
            weights.CopyTo(network.Parameters);
            pass.Forward();
            pass.Backward(weightedReadout, velocity[..^1]);
            var clock = Math.Pow(TensorPrimitives.Norm(weights), 2 - network.Depth);
            for (var l = 1; l <= network.Depth; l++)
            {
                var part = network.Part(velocity[..^1], l);
                TensorPrimitives.Multiply(part, clock * rates[l - 1], part);
            }

            velocity[^1] = clock;
        }

        // Far away d‖W‖/dt ∝ ‖W‖^{r−1}, so what is left is ‖W‖/((r − 2) d‖W‖/dt).
        public double Rest(double[] y)
        {
            var velocity = new double[y.Length];
            Velocity(0, y, velocity);
            var weights = y.AsSpan(0, y.Length - 1);
            var norm = TensorPrimitives.Norm<double>(weights);
            var growth = TensorPrimitives.Dot<double>(weights, velocity.AsSpan(0, y.Length - 1)) / norm / velocity[^1];
            return norm / ((network.Depth - 2) * growth);
        }
    }
}
