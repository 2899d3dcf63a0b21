using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/sum-dln-hessian",
    "The leading eigenpair of a sum of products, and its angle to that of one block",
    Source = "D/E6-two-term, D/E6-ratio, D/E6-davis-kahan"
)]
public sealed class SumDlnHessian : Quantity
{
    [Parameter(Description = "the parameters of every product, one row each, " + FactorRules.Magnitudes)]
    public double[][] Blocks { get; set; } =
    [
        [0.5, 1.6, 1.1],
        [0.4, 0.9, 0.7],
    ];

    [Parameter("loss", Description = "z^p/p or ½(z − target)²")]
    public SumLossKind LossKind { get; set; }

    [Parameter("p", Min = 2, Max = 8, Description = "p of the loss power, even")]
    public int Power { get; set; } = 2;

    [Parameter(Min = -1e6, Max = 1e6, Description = "target of the loss mse")]
    public double Target { get; set; }

    [Parameter(Min = 1, Max = 12, Description = "i, counted from 1 through all blocks")]
    public int I { get; set; } = 1;

    [Parameter(Min = 1, Max = 12, Description = "j, counted from 1 through all blocks")]
    public int J { get; set; } = 4;

    [Parameter(Above = 0, Below = 100, Description = "factor of all parameters")]
    public double Scale { get; set; } = 1;

    [Parameter(Min = 1, Max = 8, Description = "the block whose eigenvector is compared, counted from 1")]
    public int Dominant { get; set; } = 1;

    public override void Validate()
    {
        FactorRules.RequireBlocks(Blocks);
        SumLossChoice.RequirePower(Power);
        FactorRules.RequirePair(I, J, Blocks.Sum(block => block.Length));
        FactorRules.RequireIndex("dominant", Dominant, Blocks.Length);
    }

    public override Outputs Evaluate()
    {
        var sum = DisjointSum.At(
            LossKind.Loss(Power, Target),
            [.. Blocks.Select(block => block.Select(x => Scale * x).ToArray())]
        );
        var vector = sum.Leading.Vector;
        // A single block is the whole Hessian: there is nothing to compare it with.
        var compared = Blocks.Length > 1 ? sum.Compare(Dominant - 1) : null;
        return new Outputs
        {
            { "lambda_max", sum.Leading.Value },
            { "v", vector },
            { "ratio", Defined.OrNull(Math.Abs(vector[I - 1] / vector[J - 1])) },
            { "sin_angle", compared?.Sine },
            { "bound", compared is null ? null : Defined.OrNull(compared.Bound) },
        };
    }
}
