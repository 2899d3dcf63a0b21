namespace Dlnx.Escape;

/// <summary>The logistic function σ(z) = 1/(1 + e^{−z}) and its derivatives, which several activations are made of.</summary>
internal static class Sigmoid
{
    public static double Value(double z) => Of(z, Math.Exp(-Math.Abs(z)));

    /// <summary>σ(z) from e^{−|z|}, which gives σ(−z) and σ′ as well.</summary>
    public static double Of(double z, double exponential) => (z < 0 ? exponential : 1) / (1 + exponential);

    /// <summary>σ′ = σ(z)σ(−z), without the cancellation of 1 − σ.</summary>
    public static double Derivative(double z) => Value(z) * Value(-z);

    /// <summary>σ″ = σ′(z)(σ(−z) − σ(z)).</summary>
    public static double SecondDerivative(double z) => -Derivative(z) * Math.Tanh(z / 2);
}
