using System.Numerics.Tensors;
using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>
/// A perceptron 18-32-32-1 that learns the brightness of 16 × 16 pixels from their coordinates and four harmonics of them,
/// with the sum of squares as loss.
/// </summary>
/// <param name="Target">the image</param>
/// <param name="Seed">of the start</param>
/// <param name="Eta">η</param>
/// <param name="Steps">updates</param>
public sealed record ImageFit(ImageTarget Target, int Seed, double Eta = 5e-4, int Steps = 3000)
    : SeededTraining(Seed, Eta, Steps)
{
    private const int Side = 16;
    private const int Harmonics = 4;
    private const ulong NoiseSeed = 3;

    /// <inheritdoc/>
    protected override SharpnessSampling Sampling => new(300, 14);

    /// <inheritdoc/>
    protected override LossFunction Loss => LossFunction.SumOfSquares;

    /// <inheritdoc/>
    public override NetworkArchitecture Network(int features) =>
        Architectures.MultilayerPerceptron([features, 32, 32, 1]);

    /// <inheritdoc/>
    public override LabelledExamples Examples()
    {
        var inputs = new List<double>();
        for (var pixel = 0; pixel < Side * Side; pixel++)
            inputs.AddRange(Features(Coordinate(pixel % Side), Coordinate(pixel / Side)));
        return LabelledExamples.Regression(new(inputs.Count / (Side * Side)), [.. inputs], Brightness());
    }

    /// <inheritdoc/>
    protected override double[] Start(NetworkArchitecture network) =>
        InitialParameters.Draw(network, InitialScheme.Torch, (ulong)Seed);

    private static double Coordinate(int place) => (place / 7.5) - 1;

    private static IEnumerable<double> Features(double x, double y)
    {
        yield return x;
        yield return y;
        for (var k = 1; k <= Harmonics; k++)
        {
            var frequency = k * Math.PI / 2;
            yield return Math.Cos(frequency * x);
            yield return Math.Sin(frequency * x);
            yield return Math.Cos(frequency * y);
            yield return Math.Sin(frequency * y);
        }
    }

    /// <summary>The image row after row, shifted and scaled to mean ½ and standard deviation ¼.</summary>
    private double[] Brightness()
    {
        var octets = new byte[Side * Side];
        new SplitMix64(NoiseSeed).Fill(octets);
        double[] raw = [.. octets.Select((octet, pixel) => Raw(pixel / Side, pixel % Side, octet))];
        var mean = TensorPrimitives.Average<double>(raw);
        var deviation = TensorPrimitives.StdDev<double>(raw);
        return Array.ConvertAll(raw, value => 0.5 + (0.25 * (value - mean) / deviation));
    }

    private double Raw(int row, int column, byte octet) =>
        Target switch
        {
            ImageTarget.Smooth => ((row - 7.5) * (row - 7.5)) + ((column - 7.5) * (column - 7.5)),
            ImageTarget.Ramp => column + (row / 2.0),
            ImageTarget.Stripe => column % 2,
            ImageTarget.Check => (row + column) % 2,
            _ => octet,
        };
}
