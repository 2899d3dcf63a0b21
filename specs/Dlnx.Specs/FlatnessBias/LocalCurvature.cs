using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>Second derivatives of ℓ(z(θ)) from values of the loss alone, in the units 1/(θ_iθ_j) of every entry.</summary>
public static class LocalCurvature
{
    /// <summary>The matrix H_ijθ_iθ_j by differences in the relative change of every parameter.</summary>
    /// <param name="model">z</param>
    /// <param name="theta">θ</param>
    /// <param name="loss">ℓ</param>
    /// <param name="step">relative step; a loss of degree 2 allows a large one</param>
    public static Matrix Numerical(SumOfProducts model, double[] theta, Func<double, double> loss, double step = 0.005)
    {
        var ones = Enumerable.Repeat(1.0, theta.Length).ToArray();
        var moved = new double[theta.Length];
        double Field(ReadOnlySpan<double> factors)
        {
            for (var i = 0; i < moved.Length; i++)
                moved[i] = theta[i] * factors[i];
            return loss(model.Value(moved));
        }
        return CentralDifferences.ExtrapolatedHessian(Field, ones, step);
    }

    /// <summary>H_ijθ_iθ_j of a Hessian.</summary>
    public static Matrix InRelativeUnits(Matrix hessian, ReadOnlySpan<double> theta)
    {
        var scaled = hessian.Copy();
        for (var i = 0; i < theta.Length; i++)
        {
            for (var j = 0; j < theta.Length; j++)
                scaled[i, j] *= theta[i] * theta[j];
        }
        return scaled;
    }

    /// <summary>The loss with given slopes at an output and no higher derivatives.</summary>
    /// <param name="slopes">ℓ′ and ℓ″</param>
    /// <param name="at">the output where it has them</param>
    public static Func<double, double> Quadratic(LossSlopes slopes, double at) =>
        z => (z - at) * (slopes.First + (0.5 * slopes.Second * (z - at)));
}
