using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A claim about a sum of products that share parameters, under ½(z − target)².</summary>
public abstract class SharedSpec : ClaimSpec
{
    /// <summary>θ.</summary>
    [Parameter(Description = "θ, 2 to 8 entries with " + FactorRules.Magnitudes)]
    public double[] Theta { get; set; } = [0.5, 1.2, 2, 0.8];

    /// <summary>The products.</summary>
    [Parameter(Description = "products by the indices of their parameters, counted from 1")]
    public string Paths { get; set; } = "1-2;2-3;1-3-4;2-4";

    /// <summary>The target.</summary>
    [Parameter(Min = -1e6, Max = 1e6, Description = "target")]
    public double Target { get; set; } = 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        FactorRules.Require("theta", Theta, 2, 8);
        FactorRules.Paths(Paths, Theta.Length);
    }

    /// <summary>ℓ.</summary>
    protected ScalarLoss Loss => new SquaredLoss(Target);

    /// <summary>z.</summary>
    protected SumOfProducts Model => FactorRules.Paths(Paths, Theta.Length);

    /// <summary>The Hessian at the point set.</summary>
    protected ScaledHessian Chosen => ScaledHessian.At(Loss, Model, Theta);

    /// <summary>The Hessian of the reference setup.</summary>
    protected static ScaledHessian Reference =>
        ScaledHessian.At(new SquaredLoss(1), FactorRules.Paths("1-2;2-3;1-3-4;2-4", 4), [0.5, 1.2, 2, 0.8]);
}
