using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A claim about a sum of products with disjoint parameters.</summary>
public abstract class SumSpec : ClaimSpec
{
    /// <summary>The parameters of every product.</summary>
    [Parameter(Description = "the parameters of every product, one row each, " + FactorRules.Magnitudes)]
    public double[][] Blocks { get; set; } =
    [
        [0.5, 1.6, 1.1],
        [0.4, 0.9, 0.7],
    ];

    /// <summary>p.</summary>
    [Parameter("p", Min = 2, Max = 8, Description = "p of the loss z^p/p, even")]
    public int Power { get; set; } = 2;

    /// <summary>The loss by its word.</summary>
    [Parameter("loss", Description = "z^p/p or ½(z − target)²")]
    public SumLossKind LossKind { get; set; }

    /// <summary>The target.</summary>
    [Parameter(Min = -1e6, Max = 1e6, Description = "target of the loss mse")]
    public double Target { get; set; } = 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        FactorRules.RequireBlocks(Blocks);
        SumLossChoice.RequirePower(Power);
    }

    /// <summary>ℓ.</summary>
    protected ScalarLoss Loss => LossKind.Loss(Power, Target);

    /// <summary>The chosen sum, or a skip where its leading eigenvector is not unique to rounding.</summary>
    protected DisjointSum RequireGap()
    {
        var sum = DisjointSum.At(Loss, Blocks);
        if (!(sum.Leading.RelativeGap > 1e-6))
            Skip("The leading eigenvector is not determined to rounding at the blocks set; change them.");
        return sum;
    }
}
