using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// Closed forms for a single product z = θ₁⋯θ_n under a scalar loss, written with the inverse scales u_i = 1/θ_i,
/// α = ℓ′z and β = ℓ″z² + ℓ′z (D, App. E.4). Parameters count from 0.
/// </summary>
public sealed class ProductPoint
{
    private readonly double[] theta;

    /// <summary>The product at a point.</summary>
    /// <param name="theta">θ, at least one entry, none 0</param>
    /// <param name="slopes">ℓ′ and ℓ″ at z = ∏θ_i</param>
    /// <exception cref="ArgumentException">θ is empty or has an entry that is 0 or not finite</exception>
    public ProductPoint(ReadOnlySpan<double> theta, LossSlopes slopes)
    {
        this.theta = InverseScales.Require(theta);
        Slopes = slopes;
        Output = TensorPrimitives.Product(theta);
        Alpha = slopes.First * Output;
        Beta = (slopes.Second * Output * Output) + Alpha;
        var sizes = this.theta.Select(Math.Abs).ToArray();
        Sharpest = Array.IndexOf(sizes, sizes.Min());
        Flattest = Array.LastIndexOf(sizes, sizes.Max());
        Leading = LeadingPair.Of(Hessian());
    }

    /// <summary>θ.</summary>
    public ReadOnlySpan<double> Theta => theta;

    /// <summary>ℓ′ and ℓ″.</summary>
    public LossSlopes Slopes { get; }

    /// <summary>z.</summary>
    public double Output { get; }

    /// <summary>α = ℓ′z.</summary>
    public double Alpha { get; }

    /// <summary>β = ℓ″z² + ℓ′z.</summary>
    public double Beta { get; }

    /// <summary>s, the parameter of smallest magnitude and largest curvature.</summary>
    public int Sharpest { get; }

    /// <summary>l, the parameter of largest magnitude; another than s when there are two.</summary>
    public int Flattest { get; }

    /// <summary>λ_max of the Hessian and its eigenvector v.</summary>
    public LeadingPair Leading { get; }

    /// <summary>R_n = |v_s/v_l|; +∞ when v_l is 0.</summary>
    public double AlignmentRatio => Math.Abs(Leading.Vector[Sharpest] / Leading.Vector[Flattest]);

    /// <summary>R_n = |g(θ_l)/g(θ_s)| with g = <see cref="Weight"/> at λ_max.</summary>
    public double PredictedRatio =>
        Math.Abs(Weight(Leading.Value, theta[Flattest]) / Weight(Leading.Value, theta[Sharpest]));

    /// <summary>max(|λ_maxθ_i| + |α/θ_i|), by which rounding errors of <see cref="Constants"/> are measured.</summary>
    public double LargestWeight => theta.Max(x => Math.Abs(Leading.Value * x) + Math.Abs(Alpha / x));

    /// <summary>The product at a point under a loss.</summary>
    /// <param name="loss">ℓ</param>
    /// <param name="theta">θ, at least one entry, none 0</param>
    /// <exception cref="ArgumentException">θ is empty or has an entry that is 0 or not finite</exception>
    public static ProductPoint At(ScalarLoss loss, ReadOnlySpan<double> theta) =>
        new(theta, LossSlopes.Of(loss, TensorPrimitives.Product(theta)));

    /// <summary>H = βuuᵀ − α·diag(u²), n × n.</summary>
    public Matrix Hessian()
    {
        var hessian = new Matrix(theta.Length, theta.Length);
        for (var i = 0; i < theta.Length; i++)
        {
            for (var j = 0; j < theta.Length; j++)
                hessian[i, j] = (i == j ? Beta - Alpha : Beta) / (theta[i] * theta[j]);
        }
        return hessian;
    }

    /// <summary>g(x) = λx + α/x, by which an eigenvector's entry is multiplied in eq. (14).</summary>
    public double Weight(double lambda, double x) => (lambda * x) + (Alpha / x);

    /// <summary>The n numbers v_i(λθ_i + α/θ_i) of eq. (14), all equal to <see cref="Constant"/>.</summary>
    public double[] Constants() => [.. theta.Select((x, i) => Leading.Vector[i] * Weight(Leading.Value, x))];

    /// <summary>C = βΣ_j v_j/θ_j.</summary>
    public double Constant() => Beta * theta.Select((x, j) => Leading.Vector[j] / x).Sum();

    /// <summary>βΣ_i 1/(λθ_i² + α), which is 1 at every eigenvalue that is not a pole.</summary>
    public double SecularSum(double lambda) => Beta * theta.Sum(x => 1 / ((lambda * x * x) + Alpha));

    /// <summary>The Gauss–Newton curvatures q_i = ℓ″(z/θ_i)²; their sum is the Gauss–Newton sharpness.</summary>
    public double[] Curvatures() => [.. theta.Select(x => Slopes.Second * (Output / x) * (Output / x))];
}
