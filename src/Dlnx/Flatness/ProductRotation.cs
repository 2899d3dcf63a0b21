using Dlnx.Maps;

namespace Dlnx.Flatness;

/// <summary>
/// How one step of gradient descent on a product turns the leading eigenvector between the sharpest and the flattest
/// parameter (D, App. E.3 and E.4).
/// </summary>
public sealed class ProductRotation
{
    /// <summary>The step from a point.</summary>
    /// <param name="theta">θ, at least two entries, none 0</param>
    /// <param name="loss">ℓ</param>
    /// <param name="eta">learning rate η</param>
    /// <exception cref="ArgumentException">θ has fewer than two entries, or an entry that is 0</exception>
    public ProductRotation(ReadOnlySpan<double> theta, ScalarLoss loss, double eta)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (theta.Length < 2)
            throw new ArgumentException($"θ has {theta.Length} entries; a rotation needs at least two.");
        var model = SumOfProducts.Single(theta.Length);
        Before = ProductPoint.At(loss, theta);
        var next = model.Step(theta, Before.Slopes.First, eta);
        After = LeadingPair.Of(model.Hessian(next, LossSlopes.Of(loss, model.Value(next))));
    }

    /// <summary>The point before the step.</summary>
    public ProductPoint Before { get; }

    /// <summary>λ_max and v after the step.</summary>
    public LeadingPair After { get; }

    /// <summary>ln(R⁺/R), both for the parameters that are the sharpest and the flattest before the step.</summary>
    public double LogRatio => Math.Log(RatioAfter / Before.AlignmentRatio);

    /// <summary>2/(q_s + q_l), above which the eigenvector turns to the flattest parameter at target 0 when n = 2 or θ_s is small.</summary>
    public double TwoOverPair
    {
        get
        {
            var q = Before.Curvatures();
            return 2 / (q[Before.Sharpest] + q[Before.Flattest]);
        }
    }

    /// <summary>2/Σq_i, the Gauss–Newton edge.</summary>
    public double TwoOverGaussNewton => 2 / Before.Curvatures().Sum();

    /// <summary>2/λ_max, the edge of the Hessian.</summary>
    public double TwoOverSharpness => 2 / Before.Leading.Value;

    /// <summary>The learning rate in a bracket at which a step keeps R: <see cref="LogRatio"/> changes sign there.</summary>
    /// <param name="theta">θ, at least two entries, none 0</param>
    /// <param name="loss">ℓ</param>
    /// <param name="low">a learning rate on one side</param>
    /// <param name="high">a learning rate on the other side</param>
    /// <exception cref="ArgumentException">no change of sign between them</exception>
    public static double Reversal(double[] theta, ScalarLoss loss, double low, double high) =>
        BracketedRoot.Find(eta => new ProductRotation(theta, loss, eta).LogRatio, low, high);

    private double RatioAfter => Math.Abs(After.Vector[Before.Sharpest] / After.Vector[Before.Flattest]);
}
