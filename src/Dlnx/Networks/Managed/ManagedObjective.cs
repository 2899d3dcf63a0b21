using System.Numerics;
using System.Numerics.Tensors;
using Dlnx.Networks.Engines;

namespace Dlnx.Networks.Managed;

/// <summary>The objective of this engine: one network's memory for each worker, lent to one block after the other.</summary>
internal sealed class ManagedObjective<T> : ITrainingObjective
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LabelledExamples examples;
    private readonly int outputs;
    private readonly double[] uniform;
    private readonly double[] weights;
    private readonly T[] parameters;
    private readonly double[] z;
    private readonly BlockNetwork<T>[] networks;
    private readonly Stack<BlockNetwork<T>> spare = new();
    private readonly BlockWork<T> gradientWork;
    private readonly BlockWork<T> lossWork;

    public ManagedObjective(
        NetworkArchitecture architecture,
        LabelledExamples examples,
        LossFunction loss,
        ObjectiveShape shape,
        ManagedEngine engine
    )
    {
        this.examples = examples;
        Examples = shape.Examples;
        outputs = architecture.Output.Size;
        Plan = BlockPlan.For(architecture, shape);
        ParameterCount = architecture.ParameterCount;
        Builder = new(architecture, examples, loss, Plan, engine.Workers);
        Sum = new(Plan.Count, engine.Workers, ParameterCount);
        Engine = engine;
        networks = [.. Enumerable.Range(0, Sum.Workers).Select(_ => Builder.Create())];
        parameters = new T[ParameterCount];
        z = new double[examples.Count * outputs];
        uniform = new double[Examples];
        Array.Fill(uniform, shape.UniformWeight);
        weights = new double[Examples];
        gradientWork = BlockGradient;
        lossWork = BlockLoss;
    }

    public int ParameterCount { get; }

    public int Examples { get; }

    public ManagedEngine Engine { get; }

    public BlockPlan Plan { get; }

    public BlockNetworks<T> Builder { get; }

    public BlockSum<T> Sum { get; }

    /// <summary>
    /// One network for each worker, whose memory every call uses anew: what a call leaves there is lost with the next one.
    /// </summary>
    public IReadOnlyList<BlockNetwork<T>> Networks => networks;

    /// <summary>Memory of one network.</summary>
    public long BytesPerBlock => networks[0].Bytes;

    /// <summary>The weights of the loss itself.</summary>
    public ReadOnlySpan<double> UniformWeights => uniform;

    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient) =>
        WeightedGradient(parameters, uniform, gradient);

    public double WeightedGradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> weights, Span<double> gradient)
    {
        Require(weights.Length, Examples, nameof(weights));
        Require(gradient.Length, ParameterCount, nameof(gradient));
        Load(parameters);
        weights.CopyTo(this.weights);
        return Sum.Run(gradientWork, gradient);
    }

    public Evaluation Evaluate(ReadOnlySpan<double> parameters)
    {
        Load(parameters);
        uniform.CopyTo(weights, 0);
        var loss = Sum.Run(lossWork, []);
        return new(loss, Accuracy());
    }

    public void Outputs(ReadOnlySpan<double> parameters, Span<double> outputs)
    {
        Require(outputs.Length, examples.Count * this.outputs, nameof(outputs));
        Evaluate(parameters);
        z.CopyTo(outputs);
    }

    public ILocalCurvature Linearize(ReadOnlySpan<double> parameters)
    {
        Require(parameters.Length, ParameterCount, nameof(parameters));
        return new ManagedCurvature<T>(this, parameters);
    }

    /// <summary>A network with memory of its own, back by <see cref="Return"/>.</summary>
    public BlockNetwork<T> Rent() => spare.TryPop(out var network) ? network : Builder.Create();

    public void Return(BlockNetwork<T> network) => spare.Push(network);

    private double BlockLoss(int worker, int block, T[] vector)
    {
        networks[worker].Forward(block, parameters);
        var values = networks[worker].Outputs;
        var start = Plan.Start(block) * (examples.Count / Examples) * outputs;
        TensorPrimitives.ConvertTruncating(values, z.AsSpan(start, values.Length));
        return networks[worker].Loss(weights);
    }

    private double BlockGradient(int worker, int block, T[] gradient)
    {
        networks[worker].Forward(block, parameters);
        var loss = networks[worker].Loss(weights);
        networks[worker].Backward(parameters, gradient);
        return loss;
    }

    private double Accuracy()
    {
        if (examples.Classes == 0)
            return double.NaN;
        var correct = 0;
        for (var i = 0; i < examples.Count; i++)
            correct += TensorPrimitives.IndexOfMax(z.AsSpan(i * outputs, outputs)) == examples.Labels[i] ? 1 : 0;
        return (double)correct / examples.Count;
    }

    private void Load(ReadOnlySpan<double> source)
    {
        Require(source.Length, ParameterCount, nameof(parameters));
        TensorPrimitives.ConvertTruncating<double, T>(source, parameters);
    }

    private static void Require(int found, int expected, string name)
    {
        if (found != expected)
            throw new ArgumentException($"{expected} numbers are expected; found {found}.", name);
    }
}
