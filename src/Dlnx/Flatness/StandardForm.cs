using Dlnx.Escape;
using Dlnx.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace Dlnx.Flatness;

/// <summary>The functions of a law at location 0 and scale 1, its mode at 0.</summary>
/// <param name="Density">f</param>
/// <param name="Cumulative">F</param>
/// <param name="Quantile">F⁻¹ on (0, 1)</param>
/// <param name="Score">f′/f</param>
/// <param name="Mean">the mean</param>
/// <param name="HalfWidth">the support is ± this; +∞ for the whole line</param>
internal sealed record StandardForm(
    Func<double, double> Density,
    Func<double, double> Cumulative,
    Func<double, double> Quantile,
    Func<double, double> Score,
    double Mean,
    double HalfWidth = double.PositiveInfinity
)
{
    public static StandardForm Gumbel { get; } =
        new(
            z => Math.Exp(-z - Math.Exp(-z)),
            z => Math.Exp(-Math.Exp(-z)),
            p => -Math.Log(-Math.Log(p)),
            z => Math.Exp(-z) - 1,
            Constants.EulerMascheroni
        );

    public static StandardForm LeftGumbel { get; } =
        new(
            z => Math.Exp(z - Math.Exp(z)),
            // 1 − e^{−e^z} without cancellation in the left tail.
            z => -ExponentialMinusOne.At(-Math.Exp(z)),
            p => Math.Log(-SpecialFunctions.Log1p(-p)),
            z => 1 - Math.Exp(z),
            -Constants.EulerMascheroni
        );

    public static StandardForm Logistic { get; } =
        new(Sigmoid.Derivative, Sigmoid.Value, p => Math.Log(p / (1 - p)), z => -Math.Tanh(z / 2), 0);

    public static StandardForm Laplace { get; } =
        new(
            z => Math.Exp(-Math.Abs(z)) / 2,
            z => z < 0 ? Math.Exp(z) / 2 : 1 - (Math.Exp(-z) / 2),
            p => p < 0.5 ? Math.Log(2 * p) : -Math.Log(2 * (1 - p)),
            z => -Math.Sign(z),
            0
        );

    public static StandardForm RaisedCosine { get; } =
        new(
            z => Math.Abs(z) < 1 ? (1 + Math.Cos(Math.PI * z)) / 2 : 0,
            CosineCumulative,
            p => Brent.FindRoot(z => CosineCumulative(z) - p, -1, 1, 1e-15, 200),
            z => -Math.PI * Math.Tan(Math.PI * z / 2),
            0,
            HalfWidth: 1
        );

    private static double CosineCumulative(double z) =>
        z <= -1 ? 0
        : z >= 1 ? 1
        : (1 + z + (Math.Sin(Math.PI * z) / Math.PI)) / 2;
}
