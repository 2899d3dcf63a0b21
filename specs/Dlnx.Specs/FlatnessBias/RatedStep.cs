using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A step of gradient descent on a random product.</summary>
/// <param name="Start">where, and with which slopes</param>
/// <param name="Rate">η</param>
public sealed record RatedStep(ProductCase Start, double Rate)
{
    /// <summary>How far the step's imbalances θ_i² − θ_j² are from a factor times those before, in units of the terms.</summary>
    /// <param name="factor">the factor from ηℓ′z and θ_i²θ_j²</param>
    public double Deviation(Func<double, double, double> factor)
    {
        var theta = Start.Theta;
        var next = SumOfProducts.Single(theta.Length).Step(theta, Start.Slopes.First, Rate);
        var change = Rate * Start.Point.Alpha;
        var worst = 0.0;
        for (var i = 0; i < theta.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var squares = theta[i] * theta[i] * theta[j] * theta[j];
                var predicted = factor(change, squares) * (theta[i] - theta[j]) * (theta[i] + theta[j]);
                var scale = 1 + (next[i] * next[i]) + (next[j] * next[j]) + (change * change * (1 + (1 / squares)));
                worst = Math.Max(worst, Math.Abs(((next[i] - next[j]) * (next[i] + next[j])) - predicted) / scale);
            }
        }
        return worst;
    }
}
