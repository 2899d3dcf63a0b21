using Dlnx.Escape;
using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>
/// A tanh perceptron 2-32-32-1 that learns √2·sin(πfx) at 48 points of (−1, 1) from (x, 1): a one-dimensional image of
/// frequency f; mean squared error.
/// </summary>
/// <param name="Frequency">f</param>
/// <param name="Seed">of the start</param>
/// <param name="Eta">η</param>
/// <param name="Steps">updates</param>
public sealed record SineFit(double Frequency, int Seed, double Eta = 0.1, int Steps = 6000)
    : SeededTraining(Seed, Eta, Steps)
{
    private const int Points = 48;

    /// <inheritdoc/>
    protected override SharpnessSampling Sampling => new(200, 12);

    /// <inheritdoc/>
    public override NetworkArchitecture Network(int features) =>
        Architectures.MultilayerPerceptron([features, 32, 32, 1], BiasTerm.None, new Pointwise(Activations.Tanh));

    /// <inheritdoc/>
    public override LabelledExamples Examples()
    {
        double[] xs = [.. Enumerable.Range(0, Points).Select(i => -1 + (2 * (i + 0.5) / Points))];
        double[] targets = [.. xs.Select(x => Math.Sqrt(2) * Math.Sin(Math.PI * Frequency * x))];
        return LabelledExamples.Regression(new(2), [.. xs.SelectMany<double, double>(x => [x, 1])], targets);
    }

    /// <inheritdoc/>
    protected override double[] Start(NetworkArchitecture network) =>
        GaussianParameters.Draw(network, Seed, fanIn => fanIn == 2 ? 1 : 1 / Math.Sqrt(fanIn));
}
