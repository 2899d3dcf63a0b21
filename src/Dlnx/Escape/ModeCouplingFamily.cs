using System.Numerics.Tensors;

namespace Dlnx.Escape;

/// <summary>
/// Two modes whose loss is coupled gradually, from a loss of their own each (s = 0) to one loss for their sum (s = 1):
/// ½𝔼[r₁² + r₂² + 2s·r₁r₂] with r_k = f_k − y_k, f_k read out from block k only. At s = 1 this is the network with a scalar
/// output, at s = 0 two single-mode flows. The threshold is the escape of one mode, 𝔼[(f₁ + f₂)s_k] = α_kμ₁/4.
/// </summary>
/// <remarks>
/// States are the network's parameters; the read-out entries between blocks stay 0. One hidden unit per mode and layer stands
/// for a block of any size, whose units stay equal. Not thread safe.
/// </remarks>
public sealed class ModeCouplingFamily : IEscapeFamily
{
    // Truncation and rounding of the central differences are both near 1e-10 at this step.
    private const double DifferenceStep = 1e-5;

    private readonly DenseNetwork network;
    private readonly NetworkPass pass;
    private readonly double[] residuals;
    private readonly double[] cotangent;
    private readonly double[] buffer;
    private readonly int mode;
    private readonly double level;

    /// <summary>The family of one escaping mode.</summary>
    /// <param name="activation">φ of student and teacher, odd</param>
    /// <param name="alphas">α₁, α₂, positive</param>
    /// <param name="depth">L ≥ 2</param>
    /// <param name="mode">the mode whose escape is the threshold, 0 or 1</param>
    public ModeCouplingFamily(Activation activation, ReadOnlySpan<double> alphas, int depth, int mode)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(mode);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mode, 1);
        var zero = new double[depth];
        network = BlockNetworks.Aligned([zero, zero], 1, activation, ModeOutput.Vector);
        pass = new NetworkPass(network, BlockNetworks.Population(activation, alphas, ModeOutput.Vector));
        residuals = new double[2 * pass.Examples.Count];
        cotangent = new double[residuals.Length];
        buffer = new double[3 * network.ParameterCount];
        this.mode = mode;
        level = TwoModeFlow.EscapeShare * alphas[mode] * ActivationConstants.Of(activation).Mu1;
    }

    /// <inheritdoc/>
    public int Dimension => network.ParameterCount;

    /// <summary>The block-aligned point with all scales ε.</summary>
    /// <param name="scale">ε</param>
    public double[] Start(double scale)
    {
        var scales = Enumerable.Repeat(scale, network.Depth).ToArray();
        return [.. BlockNetworks.Aligned([scales, scales], 1, network.Activation, ModeOutput.Vector).Parameters];
    }

    /// <inheritdoc/>
    public void Velocity(double s, ReadOnlySpan<double> z, Span<double> velocity)
    {
        MinusGradient(s, z, velocity);
        Mask(velocity);
    }

    /// <inheritdoc/>
    public void Sensitivity(double s, ReadOnlySpan<double> z, Span<double> sensitivity)
    {
        Residuals(z);
        Couple(0, 1);
        pass.Backward(cotangent, sensitivity);
        TensorPrimitives.Negate(sensitivity, sensitivity);
        Mask(sensitivity);
    }

    // All rates are 1 at one unit per block, so F = −M∇L with the mask M, and (DF)ᵀp = −∇²L·Mp.
    /// <inheritdoc/>
    public void TransposedDerivative(double s, ReadOnlySpan<double> z, ReadOnlySpan<double> p, Span<double> product)
    {
        var n = Dimension;
        var direction = buffer.AsSpan(0, n);
        var point = buffer.AsSpan(n, n);
        var behind = buffer.AsSpan(2 * n, n);
        p.CopyTo(direction);
        Mask(direction);
        var size = TensorPrimitives.Norm<double>(direction);
        var step = size > 0 ? DifferenceStep / size : 0;
        TensorPrimitives.MultiplyAdd(direction, -step, z, point);
        MinusGradient(s, point, behind);
        TensorPrimitives.MultiplyAdd(direction, step, z, point);
        MinusGradient(s, point, product);
        TensorPrimitives.Subtract(product, behind, product);
        TensorPrimitives.Multiply(product, step > 0 ? 0.5 / step : 0, product);
    }

    /// <inheritdoc/>
    public double Threshold(double s, ReadOnlySpan<double> z)
    {
        Forward(z);
        var examples = pass.Examples;
        var row = examples.InputRow(mode);
        var weight = examples.Weights;
        var sum = 0.0;
        for (var n = 0; n < row.Length; n++)
            sum += weight[n] * row[n] * (pass.Outputs[n] + pass.Outputs[n + row.Length]);
        return sum - level;
    }

    /// <inheritdoc/>
    public void ThresholdGradient(double s, ReadOnlySpan<double> z, Span<double> gradient)
    {
        Forward(z);
        var examples = pass.Examples;
        var first = cotangent.AsSpan(0, examples.Count);
        TensorPrimitives.Multiply(examples.InputRow(mode), examples.Weights, first);
        first.CopyTo(cotangent.AsSpan(examples.Count));
        pass.Backward(cotangent, gradient);
    }

    private void Forward(ReadOnlySpan<double> z)
    {
        z.CopyTo(network.Parameters);
        pass.Forward();
    }

    /// <summary>Computes the weighted residuals of both modes.</summary>
    private void Residuals(ReadOnlySpan<double> z)
    {
        Forward(z);
        var examples = pass.Examples;
        TensorPrimitives.Subtract(pass.Outputs, examples.Targets, residuals);
        for (var k = 0; k < 2; k++)
        {
            var part = residuals.AsSpan(k * examples.Count, examples.Count);
            TensorPrimitives.Multiply(part, examples.Weights, part);
        }
    }

    /// <summary>Sets the cotangents own·r_k + other·r_j.</summary>
    private void Couple(double own, double other)
    {
        var count = pass.Examples.Count;
        TensorPrimitives.Multiply(residuals, own, cotangent);
        for (var k = 0; k < 2; k++)
        {
            var part = cotangent.AsSpan(k * count, count);
            TensorPrimitives.MultiplyAdd(residuals.AsSpan((1 - k) * count, count), other, part, part);
        }
    }

    /// <summary>Writes −∇L_s, the entries between the blocks' read-outs included.</summary>
    private void MinusGradient(double s, ReadOnlySpan<double> z, Span<double> destination)
    {
        Residuals(z);
        Couple(1, s);
        pass.Backward(cotangent, destination);
        TensorPrimitives.Negate(destination, destination);
    }

    private void Mask(Span<double> vector)
    {
        var readout = network.Part(vector, network.Depth);
        readout[1] = readout[2] = 0;
    }
}
