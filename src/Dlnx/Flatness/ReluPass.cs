namespace Dlnx.Flatness;

/// <summary>A forward pass of a ReLU network.</summary>
/// <param name="Output">f(x)</param>
/// <param name="PreActivations">of the layers 1, …, L − 1</param>
public sealed record ReluPass(double Output, double[][] PreActivations)
{
    /// <summary>The masks D₁, …, D_{L−1}: which pre-activations are positive.</summary>
    public bool[][] Masks() => [.. PreActivations.Select(layer => layer.Select(z => z > 0).ToArray())];

    /// <summary>The distance to the next change of a mask, min|pre-activation|; +∞ without hidden layers.</summary>
    public double SmallestMagnitude() =>
        PreActivations.SelectMany(layer => layer).Select(Math.Abs).DefaultIfEmpty(double.PositiveInfinity).Min();

    /// <summary>Whether another pass has the same masks.</summary>
    public bool HasMasksOf(ReluPass other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Masks().Zip(other.Masks(), (mine, theirs) => mine.SequenceEqual(theirs)).All(same => same);
    }
}
