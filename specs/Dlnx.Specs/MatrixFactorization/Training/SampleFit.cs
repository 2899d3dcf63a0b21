using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>A perceptron with one hidden layer on the first images of a source, with the mean squared error.</summary>
/// <param name="Images">the source</param>
/// <param name="Count">N</param>
/// <param name="Seed">of the start</param>
/// <param name="Eta">η</param>
/// <param name="Steps">updates</param>
/// <param name="Width">of the hidden layer</param>
public sealed record SampleFit(
    TrainingImages Images,
    int Count,
    int Seed,
    double Eta = 0.08,
    int Steps = 2500,
    int Width = 32
) : SeededTraining(Seed, Eta, Steps)
{
    /// <inheritdoc/>
    protected override SharpnessSampling Sampling => new(250, 12);

    /// <inheritdoc/>
    public override NetworkArchitecture Network(int features) =>
        Architectures.MultilayerPerceptron([features, Width, 10]);

    /// <inheritdoc/>
    public override LabelledExamples Examples() => Images.First(Count);

    /// <inheritdoc/>
    protected override double[] Start(NetworkArchitecture network) =>
        InitialParameters.Draw(network, InitialScheme.Torch, (ulong)Seed);
}
