using MathNet.Numerics;

namespace Dlnx.Escape;

/// <summary>tanh, class B₃.</summary>
internal sealed class TanhActivation() : Activation("tanh", TaylorSeries.Tanh(), seriesRadius: 0.12)
{
    public override double Value(double z) => Math.Tanh(z);

    public override double Derivative(double z)
    {
        var t = Math.Tanh(z);
        return (1 - t) * (1 + t);
    }

    public override double SecondDerivative(double z) => -2 * Math.Tanh(z) * Derivative(z);

    public override void Evaluate(ReadOnlySpan<double> z, Span<double> values) => VectorTanh.Evaluate(z, values);

    public override void Evaluate(ReadOnlySpan<double> z, Span<double> values, Span<double> derivatives)
    {
        VectorTanh.Evaluate(z, values);
        for (var i = 0; i < z.Length; i++)
            derivatives[i] = (1 - values[i]) * (1 + values[i]);
    }
}

/// <summary>erf, class B₃.</summary>
internal sealed class ErfActivation() : Activation("erf", TaylorSeries.Erf(), seriesRadius: 0.25)
{
    private static readonly double TwoOverRootPi = 2 / Math.Sqrt(Math.PI);

    public override double Value(double z) => SpecialFunctions.Erf(z);

    public override double Derivative(double z) => TwoOverRootPi * Math.Exp(-z * z);

    public override double SecondDerivative(double z) => -2 * z * Derivative(z);
}

/// <summary>sin, class B₃.</summary>
internal sealed class SineActivation() : Activation("sin", TaylorSeries.Sine(), seriesRadius: 0.5)
{
    public override double Value(double z) => Math.Sin(z);

    public override double Derivative(double z) => Math.Cos(z);

    public override double SecondDerivative(double z) => -Math.Sin(z);

    public override void Evaluate(ReadOnlySpan<double> z, Span<double> values, Span<double> derivatives)
    {
        for (var i = 0; i < z.Length; i++)
            (values[i], derivatives[i]) = Math.SinCos(z[i]);
    }
}

/// <summary>The logistic function σ, class D.</summary>
internal sealed class SigmoidActivation() : Activation("sigmoid", TaylorSeries.Sigmoid())
{
    public override double Value(double z) => Sigmoid.Value(z);

    public override double Derivative(double z) => Sigmoid.Derivative(z);

    public override double SecondDerivative(double z) => Sigmoid.SecondDerivative(z);

    public override void Evaluate(ReadOnlySpan<double> z, Span<double> values, Span<double> derivatives)
    {
        for (var i = 0; i < z.Length; i++)
        {
            var exponential = Math.Exp(-Math.Abs(z[i]));
            values[i] = Sigmoid.Of(z[i], exponential);
            derivatives[i] = values[i] * Sigmoid.Of(-z[i], exponential);
        }
    }
}
