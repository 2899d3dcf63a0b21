using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>
/// A ReLU perceptron without biases on ten Gaussian clusters in 20 dimensions: centres from N(0, 4I), 200 points around them
/// with deviation ½, divided by √20; mean squared error; weights from N(0, scale²/fan-in).
/// </summary>
/// <param name="Hidden">hidden layers</param>
/// <param name="Width">of each of them</param>
/// <param name="Scale">of the start</param>
/// <param name="Seed">of clusters and start</param>
/// <param name="Eta">η</param>
/// <param name="Steps">updates</param>
public sealed record ClusterFit(int Hidden, int Width, double Scale, int Seed, double Eta, int Steps)
    : SeededTraining(Seed, Eta, Steps)
{
    private const int Count = 200;
    private const int Dimension = 20;
    private const int Classes = 10;
    private const double CentreDeviation = 2;
    private const double Spread = 0.5;

    /// <summary>Whether λ₁ is measured every 100 steps.</summary>
    public bool MeasuresSharpness { get; init; }

    /// <inheritdoc/>
    protected override SharpnessSampling? Sampling => MeasuresSharpness ? new(100, 12) : null;

    /// <inheritdoc/>
    public override NetworkArchitecture Network(int features) =>
        Architectures.MultilayerPerceptron([features, .. Enumerable.Repeat(Width, Hidden), Classes], BiasTerm.None);

    /// <inheritdoc/>
    public override LabelledExamples Examples()
    {
        var normals = new PortableNormals(DataSeed);
        var centres = new double[Classes * Dimension];
        foreach (ref var entry in centres.AsSpan())
            entry = CentreDeviation * normals.Next();
        var inputs = new double[Count * Dimension];
        for (var i = 0; i < inputs.Length; i++)
        {
            var centre = centres[(i / Dimension % Classes * Dimension) + (i % Dimension)];
            inputs[i] = (centre + (Spread * normals.Next())) / Math.Sqrt(Dimension);
        }
        int[] labels = [.. Enumerable.Range(0, Count).Select(i => i % Classes)];
        return LabelledExamples.Classification(new(Dimension), inputs, labels, Classes);
    }

    /// <inheritdoc/>
    protected override double[] Start(NetworkArchitecture network) =>
        GaussianParameters.Draw(network, Seed, fanIn => Scale / Math.Sqrt(fanIn));
}
