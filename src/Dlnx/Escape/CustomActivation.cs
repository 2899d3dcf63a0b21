namespace Dlnx.Escape;

/// <summary>An activation made of three functions.</summary>
/// <example>
/// <code>
/// Activations.Register(new CustomActivation(
///     "arctan", Math.Atan, z =&gt; 1 / (1 + (z * z)), z =&gt; -2 * z / Math.Pow(1 + (z * z), 2), [0, 1, 0, -1.0 / 3]));
/// </code>
/// </example>
/// <param name="name">the word for it on the command line</param>
/// <param name="value">φ</param>
/// <param name="derivative">φ′</param>
/// <param name="secondDerivative">φ″</param>
/// <param name="taylor">c₀, c₁, … at least up to the first non-zero one beyond c₁</param>
/// <param name="seriesRadius">|z| below which the deficit is summed from these coefficients; 0 for never</param>
public sealed class CustomActivation(
    string name,
    Func<double, double> value,
    Func<double, double> derivative,
    Func<double, double> secondDerivative,
    double[] taylor,
    double seriesRadius = 0
) : Activation(name, taylor, seriesRadius)
{
    /// <inheritdoc/>
    public override double Value(double z) => value(z);

    /// <inheritdoc/>
    public override double Derivative(double z) => derivative(z);

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => secondDerivative(z);
}
