using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>A perceptron of three layers without biases and with a small start, on images, with the mean squared error.</summary>
/// <param name="Images">the source of its 200 images</param>
/// <param name="Seed">of the start</param>
/// <param name="Eta">η</param>
/// <param name="Scale">the factor on the start</param>
/// <param name="Width">of both hidden layers</param>
/// <param name="Steps">updates</param>
public sealed record BiasFreeFit(
    TrainingImages Images,
    int Seed,
    double Eta = 0.3,
    double Scale = 0.3,
    int Width = 64,
    int Steps = 1500
) : SeededTraining(Seed, Eta, Steps)
{
    /// <summary>N.</summary>
    public const int Count = 200;

    /// <inheritdoc/>
    protected override SharpnessSampling Sampling => new(150, 12);

    /// <inheritdoc/>
    public override NetworkArchitecture Network(int features) =>
        Architectures.MultilayerPerceptron([features, Width, Width, 10], BiasTerm.None);

    /// <inheritdoc/>
    public override LabelledExamples Examples() => Images.First(Count);

    /// <inheritdoc/>
    protected override double[] Start(NetworkArchitecture network) =>
        InitialParameters.Draw(network, InitialScheme.Torch, (ulong)Seed, Scale);
}
