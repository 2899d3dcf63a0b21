using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/similarity",
    "Similarity of two subspaces from their principal angles, and two other means of the cosines",
    Source = "D/app-B.2"
)]
public sealed class SimilarityOfAngles : Quantity
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
            { "product", Angles.Aggregate(1.0, (product, angle) => product * Math.Cos(angle)) },
            { "mean_cosine", Angles.Average(Math.Cos) },
        };
    }
}
