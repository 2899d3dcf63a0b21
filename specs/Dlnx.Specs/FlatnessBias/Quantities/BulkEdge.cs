using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/bulk-edge",
    "Mean smallest eigenvalue of random symmetric matrices, with outliers or without",
    Source = "D/C-edge"
)]
public sealed class BulkEdge : Quantity
{
    [Parameter("P", Min = 50, Max = 1000, Description = "rows")]
    public int Size { get; set; } = 800;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, an entry has the variance σ²/P")]
    public double Sigma { get; set; } = 1;

    [Parameter(Min = 1, Max = 100, Description = "matrices")]
    public int Draws { get; set; } = 6;

    [Parameter(Min = 0, Description = "seed of the matrices")]
    public int Seed { get; set; }

    [Parameter(Min = 0, Max = 1e9, Description = "eigenvalues of added signals, at most 10; none by default")]
    public double[]? Spikes { get; set; }

    public override void Validate()
    {
        if (Spikes?.Length > 10)
            throw new ParameterException("spikes", $"has {Spikes.Length} values; give at most 10.");
    }

    public override Outputs Evaluate()
    {
        var bulk = new SemicircleBulk(Sigma);
        var mean = Enumerable.Range(0, Draws).Average(Smallest);
        return new Outputs
        {
            { "edge_mean", mean },
            { "edge_predicted", bulk.SmallestMean(Size) },
            { "sigma_estimate", SemicircleBulk.FromSmallest(mean).Sigma },
        };
    }

    private double Smallest(int draw)
    {
        var stream = new RandomStream((ulong)Seed).Substream((ulong)draw);
        return SpikedMatrix.Draw(Size, Sigma, Spikes ?? [], stream).Smallest(stream);
    }
}
