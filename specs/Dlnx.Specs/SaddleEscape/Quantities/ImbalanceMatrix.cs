using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity(
    "C/imbalance-matrix",
    "The rate of D_l = W_{l+1}ᵀW_{l+1} − W_lW_lᵀ and its tempting form",
    Source = "C/cor-12"
)]
public sealed class ImbalanceMatrix : PortableNetworkQuantity
{
    [Parameter("layer", Min = 1, Description = "l, below the number of layers")]
    public int LayerNumber { get; set; } = 1;

    public override void Validate()
    {
        base.Validate();
        PortableNetwork.RequirePair(LayerNumber, Depth);
    }

    public override Outputs Evaluate()
    {
        var at = Imbalance();
        var rate = at.MatrixRate(LayerNumber);
        return new Outputs
        {
            { "rate", Rows(rate) },
            { "naive", Rows(at.NaiveMatrixIdentity(LayerNumber)) },
            { "trace", rate.DiagonalEntries().Sum() },
        };
    }

    private static double[][] Rows(Matrix matrix) =>
        [.. Enumerable.Range(0, matrix.Rows).Select(i => matrix.Row(i).ToArray())];
}
