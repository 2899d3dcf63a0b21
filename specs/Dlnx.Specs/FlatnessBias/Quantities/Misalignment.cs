using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity("D/misalignment", "Cosine-Grassmannian misalignment of two subspaces", Source = "D/eq-12")]
public sealed class Misalignment : Quantity
{
    [Parameter(Min = 0, Max = Math.PI / 2, Description = "principal angles in radians")]
    public double[] Angles { get; set; } = [0.3, 0.7];

    public override Outputs Evaluate()
    {
        var alignment = new SubspaceAlignment(Angles);
        return new Outputs
        {
            { "distance", alignment.Distance },
            { "similarity", alignment.Similarity },
            { "misalignment", alignment.Misalignment },
        };
    }
}
