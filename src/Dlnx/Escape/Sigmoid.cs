namespace Dlnx.Escape;

/// <summary>The logistic function σ(z) = 1/(1 + e^{−z}) and its derivatives, which several activations are made of.</summary>
internal static class Sigmoid
{
    public static double Value(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>σ′ = σ(z)σ(−z), without the cancellation of 1 − σ.</summary>
    public static double Derivative(double z) => Value(z) * Value(-z);

    /// <summary>σ″ = σ′(z)(σ(−z) − σ(z)).</summary>
    public static double SecondDerivative(double z) => -Derivative(z) * Math.Tanh(z / 2);
}
