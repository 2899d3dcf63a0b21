using MathNet.Numerics;

namespace Dlnx.Escape;

/// <summary>GELU zΦ(z) with the normal distribution function Φ, class C.</summary>
internal sealed class GeluActivation() : Activation("gelu", TaylorSeries.Gelu())
{
    private static readonly double RootHalf = Math.Sqrt(0.5);
    private static readonly double DensityAtZero = 1 / Math.Sqrt(2 * Math.PI);

    public override bool KeepsSlope => true;

    public override double Value(double z) => z * Distribution(z);

    public override double Derivative(double z) => Distribution(z) + (z * Density(z));

    public override double SecondDerivative(double z) => (2 - (z * z)) * Density(z);

    /// <summary>−z²Φ′(z): the terms zΦ cancel exactly.</summary>
    public override double Deficit(double z) => -z * z * Density(z);

    public override void Evaluate(ReadOnlySpan<double> z, Span<double> values, Span<double> derivatives)
    {
        for (var i = 0; i < z.Length; i++)
        {
            var distribution = Distribution(z[i]);
            values[i] = z[i] * distribution;
            derivatives[i] = distribution + (z[i] * Density(z[i]));
        }
    }

    private static double Distribution(double z) => 0.5 * SpecialFunctions.Erfc(-z * RootHalf);

    private static double Density(double z) => DensityAtZero * Math.Exp(-0.5 * z * z);
}

/// <summary>Swish (SiLU) zσ(z), class C.</summary>
internal sealed class SwishActivation() : Activation("swish", TaylorSeries.Swish())
{
    public override bool KeepsSlope => true;

    public override double Value(double z) => z * Sigmoid.Value(z);

    public override double Derivative(double z) => Sigmoid.Value(z) + (z * Sigmoid.Derivative(z));

    public override double SecondDerivative(double z) =>
        (2 * Sigmoid.Derivative(z)) + (z * Sigmoid.SecondDerivative(z));

    /// <summary>−z²σ′(z): the terms zσ cancel exactly.</summary>
    public override double Deficit(double z) => -z * z * Sigmoid.Derivative(z);

    public override void Evaluate(ReadOnlySpan<double> z, Span<double> values, Span<double> derivatives)
    {
        for (var i = 0; i < z.Length; i++)
        {
            var exponential = Math.Exp(-Math.Abs(z[i]));
            var gate = Sigmoid.Of(z[i], exponential);
            values[i] = z[i] * gate;
            derivatives[i] = gate + (z[i] * (gate * Sigmoid.Of(-z[i], exponential)));
        }
    }
}

/// <summary>Softplus ln(1 + eᶻ), class D.</summary>
internal sealed class SoftplusActivation() : Activation("softplus", TaylorSeries.Softplus())
{
    public override bool KeepsSlope => true;

    public override double Value(double z) => Math.Max(z, 0) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(z)));

    public override double Derivative(double z) => Sigmoid.Value(z);

    public override double SecondDerivative(double z) => Sigmoid.Derivative(z);

    public override void Evaluate(ReadOnlySpan<double> z, Span<double> values, Span<double> derivatives)
    {
        for (var i = 0; i < z.Length; i++)
        {
            var exponential = Math.Exp(-Math.Abs(z[i]));
            values[i] = Math.Max(z[i], 0) + SpecialFunctions.Log1p(exponential);
            derivatives[i] = Sigmoid.Of(z[i], exponential);
        }
    }
}

/// <summary>Centred softplus ln(1 + eᶻ) − ln 2 = w + ln cosh w with w = z/2, class C.</summary>
internal sealed class CentredSoftplusActivation() : Activation("csoftplus", [0, .. TaylorSeries.Softplus()[1..]])
{
    public override bool KeepsSlope => true;

    public override double Value(double z) => (z / 2) + LogCosh(z / 2);

    public override double Derivative(double z) => Sigmoid.Value(z);

    public override double SecondDerivative(double z) => Sigmoid.Derivative(z);

    /// <summary>ln cosh w − w tanh w: about w²/2 − w², which keeps its digits near 0.</summary>
    public override double Deficit(double z) => LogCosh(z / 2) - (z / 2 * Math.Tanh(z / 2));

    private static double LogCosh(double w)
    {
        if (Math.Abs(w) > 1)
            return Math.Abs(w) - Math.Log(2) + SpecialFunctions.Log1p(Math.Exp(-2 * Math.Abs(w)));
        var s = Math.Sinh(w / 2);
        return SpecialFunctions.Log1p(2 * s * s);
    }
}
