using Dlnx.Escape;
using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>
/// A tanh perceptron 16-48-10 without biases that learns the classes a fixed random tanh network of width 100 gives to N
/// Gaussian points; mean squared error.
/// </summary>
/// <param name="Count">N</param>
/// <param name="Seed">of points and start; the teacher is the same for all</param>
/// <param name="Eta">η</param>
/// <param name="Steps">updates</param>
public sealed record TeacherFit(int Count, int Seed, double Eta = 1, int Steps = 6000)
    : SeededTraining(Seed, Eta, Steps)
{
    private const int Dimension = 16;
    private const int Classes = 10;
    private const int TeacherWidth = 100;
    private const int TeacherSeed = 16;

    /// <inheritdoc/>
    protected override SharpnessSampling Sampling => new(200, 12);

    /// <inheritdoc/>
    public override NetworkArchitecture Network(int features) => Perceptron(features, 48);

    /// <inheritdoc/>
    public override LabelledExamples Examples()
    {
        var normals = new PortableNormals(DataSeed);
        var points = new double[Count * Dimension];
        foreach (ref var entry in points.AsSpan())
            entry = normals.Next();
        var labels = Labels(points);
        return LabelledExamples.Classification(new(Dimension), Array.ConvertAll(points, x => x / 4), labels, Classes);
    }

    /// <inheritdoc/>
    protected override double[] Start(NetworkArchitecture network) =>
        GaussianParameters.Draw(network, Seed, fanIn => 0.7 / Math.Sqrt(fanIn));

    private static NetworkArchitecture Perceptron(int features, int width) =>
        Architectures.MultilayerPerceptron([features, width, Classes], BiasTerm.None, new Pointwise(Activations.Tanh));

    /// <summary>The class of each point: the teacher's largest output. Its first layer is 3N/√16, its second N/10.</summary>
    private int[] Labels(double[] points)
    {
        var teacher = Perceptron(Dimension, TeacherWidth);
        var unknown = LabelledExamples.Classification(new(Dimension), points, new int[Count], Classes);
        var weights = GaussianParameters.Draw(
            teacher,
            TeacherSeed,
            fanIn => fanIn == Dimension ? 3 / Math.Sqrt(Dimension) : 0.1
        );
        var outputs = new double[Count * Classes];
        TrainingEngine.New().Objective(teacher, unknown, Loss).Outputs(weights, outputs);
        return [.. outputs.Chunk(Classes).Select(scores => scores.IndexOf(scores.Max()))];
    }
}
