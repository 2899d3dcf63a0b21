using System.Numerics.Tensors;
using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>
/// The Hessians of N examples, Hᵢ = λvvᵀ + Eᵢ with Σ Eᵢ = 0 and entries of variance σ² before centring, and batches drawn from
/// them without replacement.
/// </summary>
public sealed class HessianPopulation
{
    private readonly SpikedBatch model;
    private readonly RandomStream stream;
    private readonly Matrix direction;
    private readonly Matrix[] noise;

    /// <summary>Draws the population; the model's batch size is not used.</summary>
    public HessianPopulation(SpikedBatch model, RandomStream stream)
    {
        this.model = model;
        this.stream = stream;
        var size = (int)model.Dimension;
        direction = RandomMatrices.Frame(1, size, stream);
        noise =
        [
            .. Enumerable
                .Range(0, (int)model.Population)
                .Select(_ => RandomMatrices.GaussianOrthogonal(size, model.Sigma, stream)),
        ];
        var mean = Mean(Enumerable.Range(0, noise.Length), noise.Length);
        foreach (var one in noise)
            TensorPrimitives.Subtract(one.Span, mean.Span, one.Span);
    }

    /// <summary>|v·v_B|², averaged over random batches.</summary>
    public double MeanOverlap(int batchSize, int batches, CancellationToken cancellation) =>
        Enumerable.Range(0, batches).Average(_ => Overlap(batchSize, cancellation));

    private double Overlap(int batchSize, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var order = Enumerable.Range(0, noise.Length).ToArray();
        for (var i = 0; i < batchSize; i++)
        {
            var other = stream.NextInt32(i, order.Length);
            (order[i], order[other]) = (order[other], order[i]);
        }
        var batch = SpikedMatrix.Add(Mean(order.Take(batchSize), batchSize), [model.Signal], direction);
        return batch.Leading(stream).Overlap;
    }

    private Matrix Mean(IEnumerable<int> examples, int count)
    {
        var mean = new Matrix(direction.Columns, direction.Columns);
        foreach (var example in examples)
            TensorPrimitives.Add(mean.Span, noise[example].Span, mean.Span);
        TensorPrimitives.Divide(mean.Span, count, mean.Span);
        return mean;
    }
}
