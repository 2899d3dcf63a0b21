using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>Activations beyond the built-in ones, each in a few lines: the way to add one of one's own.</summary>
public static class ExampleActivations
{
    /// <summary>arctan, class B₃.</summary>
    public static Activation Arctan { get; } =
        new CustomActivation(
            "arctan",
            Math.Atan,
            z => 1 / (1 + (z * z)),
            z => -2 * z / Math.Pow(1 + (z * z), 2),
            [0, 1, 0, -1.0 / 3]
        );

    /// <summary>The inverse of sinh, class B₃.</summary>
    public static Activation Asinh { get; } =
        new CustomActivation(
            "asinh",
            Math.Asinh,
            z => 1 / Math.Sqrt(1 + (z * z)),
            z => -z * Math.Pow(1 + (z * z), -1.5),
            [0, 1, 0, -1.0 / 6]
        );

    /// <summary>Mish z·tanh(ln(1 + eᶻ)), class C.</summary>
    public static Activation Mish { get; } =
        new CustomActivation(
            "mish",
            z => z * Math.Tanh(Softplus(z)),
            z => Math.Tanh(Softplus(z)) + (z * GateSlope(z)),
            z => (2 * GateSlope(z)) + (z * GateBend(z)),
            [0, 0.6, 0.32]
        );

    /// <summary>A polynomial Σ c_k z^k; its deficit is the sum of all (1 − k)c_k z^k.</summary>
    /// <param name="name">its formula</param>
    /// <param name="c">c₀, c₁, …</param>
    public static Activation Polynomial(string name, params double[] c)
    {
        double[] first = [.. c.Skip(1).Select((coefficient, i) => (i + 1) * coefficient)];
        double[] second = [.. first.Skip(1).Select((coefficient, i) => (i + 1) * coefficient)];
        return new CustomActivation(
            name,
            z => Horner(c, z),
            z => Horner(first, z),
            z => Horner(second, z),
            c,
            double.PositiveInfinity
        );
    }

    private static double Horner(double[] c, double z) => c.Reverse().Aggregate(0.0, (sum, next) => (sum * z) + next);

    private static double Softplus(double z) => Math.Log(1 + Math.Exp(z));

    private static double Logistic(double z) => 1 / (1 + Math.Exp(-z));

    private static double GateSlope(double z) => Logistic(z) / Math.Pow(Math.Cosh(Softplus(z)), 2);

    private static double GateBend(double z) =>
        GateSlope(z) * (1 - Logistic(z) - (2 * Logistic(z) * Math.Tanh(Softplus(z))));
}
