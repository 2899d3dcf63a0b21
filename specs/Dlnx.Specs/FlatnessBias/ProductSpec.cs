using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A claim about the product of several parameters at one point.</summary>
public abstract class ProductSpec : ClaimSpec
{
    // log(1 + e^z) − 0.3z.
    private static readonly BinaryCrossEntropy Loss = new(0.3);

    /// <summary>θ.</summary>
    [Parameter(Description = "θ, 2 to 8 entries with " + FactorRules.Magnitudes)]
    public double[] Theta { get; set; } = [0.7, -1.3, 0.4, 1.9];

    /// <summary>ℓ′.</summary>
    [Parameter("lp", Min = -1e6, Max = 1e6, Description = "ℓ′ at z, by default that of log(1 + e^z) − 0.3z")]
    public double? Slope { get; set; }

    /// <summary>ℓ″.</summary>
    [Parameter("lpp", Min = -1e6, Max = 1e6, Description = "ℓ″ at z, by default that of log(1 + e^z) − 0.3z")]
    public double? Curvature { get; set; }

    /// <inheritdoc/>
    public override void Validate() => FactorRules.Require("theta", Theta, 2, 8);

    /// <summary>θ₁⋯θ_n as a sum of one term.</summary>
    protected SumOfProducts Model => SumOfProducts.Single(Theta.Length);

    /// <summary>The chosen point.</summary>
    protected ProductPoint Chosen
    {
        get
        {
            var stated = LossSlopes.Of(Loss, Model.Value(Theta));
            return new(Theta, new LossSlopes(Slope ?? stated.First, Curvature ?? stated.Second));
        }
    }

    /// <summary>A loss with the chosen slopes: the stated one, or a quadratic where a slope was set.</summary>
    protected Func<double, double> ChosenLoss =>
        Slope is null && Curvature is null ? Loss.Value : LocalCurvature.Quadratic(Chosen.Slopes, Model.Value(Theta));

    /// <summary>The reference point θ = (0.3, 0.8, 1.5) of Fig. 13 under ½(z − z*)².</summary>
    protected static ProductPoint Toy(double target = 0) => ProductPoint.At(new SquaredLoss(target), [0.3, 0.8, 1.5]);

    /// <summary>The chosen point, or a skip where its leading eigenvector is not unique to rounding.</summary>
    protected ProductPoint RequireGap()
    {
        var point = Chosen;
        if (!(point.Leading.RelativeGap > 1e-6))
            Skip(
                $"The relative gap {point.Leading.RelativeGap:G3} leaves the leading eigenvector undetermined; change θ."
            );
        return point;
    }
}
