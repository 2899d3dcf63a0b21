using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>A perceptron of four layers, three of them hidden and of one width, on images, with the mean squared error.</summary>
/// <param name="Images">the source of its 300 images</param>
/// <param name="Seed">of the start</param>
/// <param name="Width">of the hidden layers</param>
/// <param name="Eta">η</param>
/// <param name="Steps">updates</param>
/// <param name="Scheme">how weights start</param>
public sealed record LayerFit(
    TrainingImages Images,
    int Seed,
    int Width = 128,
    double Eta = 0.3,
    int Steps = 700,
    InitialScheme Scheme = InitialScheme.Torch
) : SeededTraining(Seed, Eta, Steps)
{
    /// <summary>N.</summary>
    public const int Count = 300;

    /// <inheritdoc/>
    public override NetworkArchitecture Network(int features) =>
        Architectures.MultilayerPerceptron([features, Width, Width, Width, 10]);

    /// <inheritdoc/>
    public override LabelledExamples Examples() => Images.First(Count);

    /// <inheritdoc/>
    protected override double[] Start(NetworkArchitecture network) =>
        InitialParameters.Draw(network, Scheme, (ulong)Seed);
}
