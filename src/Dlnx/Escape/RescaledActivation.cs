using System.Numerics.Tensors;

namespace Dlnx.Escape;

/// <summary>s·φ(βz) of another activation φ.</summary>
internal sealed class RescaledActivation : Activation
{
    private readonly Activation inner;
    private readonly double gain;
    private readonly double scale;

    /// <summary>s·φ(βz).</summary>
    /// <param name="name">the word for it on the command line</param>
    /// <param name="inner">φ</param>
    /// <param name="gain">β &gt; 0</param>
    /// <param name="scale">s</param>
    public RescaledActivation(string name, Activation inner, double gain, double scale)
        : base(name, Coefficients(inner, gain, scale))
    {
        this.inner = inner;
        this.gain = gain;
        this.scale = scale;
    }

    /// <inheritdoc/>
    public override bool KeepsSlope => inner.KeepsSlope;

    /// <inheritdoc/>
    public override double Value(double z) => scale * inner.Value(gain * z);

    /// <inheritdoc/>
    public override double Derivative(double z) => scale * gain * inner.Derivative(gain * z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => scale * gain * gain * inner.SecondDerivative(gain * z);

    /// <inheritdoc/>
    public override double Deficit(double z) => scale * inner.Deficit(gain * z);

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<double> z, Span<double> values)
    {
        TensorPrimitives.Multiply(z, gain, values);
        inner.Evaluate(values, values);
        TensorPrimitives.Multiply(values, scale, values);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<double> z, Span<double> values, Span<double> derivatives)
    {
        // The arguments wait in the derivatives' place: every activation reads one before it writes there.
        TensorPrimitives.Multiply(z, gain, derivatives);
        inner.Evaluate(derivatives, values, derivatives);
        TensorPrimitives.Multiply(values, scale, values);
        TensorPrimitives.Multiply(derivatives, scale * gain, derivatives);
    }

    private static double[] Coefficients(Activation inner, double gain, double scale)
    {
        if (!(gain > 0) || !double.IsFinite(gain))
            throw new ArgumentOutOfRangeException(nameof(gain), gain, $"An inner gain is positive; found {gain:R}.");
        return
        [
            .. Enumerable
                .Range(0, inner.KnownCoefficients)
                .Select(k => scale * Math.Pow(gain, k) * inner.TaylorCoefficient(k)),
        ];
    }
}
