namespace Dlnx.Escape;

/// <summary>z for z &gt; 0 and slope·z for z &lt; 0: linear, ReLU and leaky ReLU, class A.</summary>
public sealed class PiecewiseLinearActivation : Activation
{
    private readonly double slope;
    private readonly double slopeAtZero;

    /// <summary>An activation with its kink, if any, at 0.</summary>
    /// <param name="name">the word for it on the command line</param>
    /// <param name="negativeSlope">slope for z &lt; 0: 1 linear, 0 ReLU</param>
    /// <param name="slopeAtZero">what backpropagation takes for φ′(0): any number, usually from the slope to 1</param>
    public PiecewiseLinearActivation(string name, double negativeSlope, double slopeAtZero = 0)
        : base(name, negativeSlope == 1 ? LinearSeries() : [0])
    {
        slope = negativeSlope;
        this.slopeAtZero = negativeSlope == 1 ? 1 : slopeAtZero;
    }

    /// <inheritdoc/>
    public override double Value(double z) => z > 0 ? z : slope * z;

    /// <inheritdoc/>
    public override double Derivative(double z) =>
        z > 0 ? 1
        : z < 0 ? slope
        : slopeAtZero;

    /// <inheritdoc/>
    public override double SecondDerivative(double z) => 0;

    private static double[] LinearSeries()
    {
        var c = new double[TaylorSeries.Count];
        c[1] = 1;
        return c;
    }
}
