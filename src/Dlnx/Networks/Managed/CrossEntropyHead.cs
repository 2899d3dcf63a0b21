using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>ℓ = log Σ e^{z_c} − z_y.</summary>
internal sealed class CrossEntropyHead<T>(LabelledExamples examples, int classes, int capacity) : LossHead<T>(examples)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] probabilities = new T[capacity * classes];
    private readonly T[] logSums = new T[capacity];

    public override double Evaluate(
        int firstExample,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<T> outputs,
        Span<T> errors
    )
    {
        Softmax.Evaluate(outputs, classes, probabilities.AsSpan(0, outputs.Length), logSums);
        var labels = Examples.Labels.Slice(firstExample, weights.Length);
        var sum = 0.0;
        for (var (i, start) = (0, 0); i < labels.Length; i++, start += classes)
        {
            var label = start + labels[i];
            var weight = T.CreateTruncating(weights[i]);
            sum += weights[i] * double.CreateTruncating(logSums[i] - outputs[label]);
            for (var c = start; c < start + classes; c++)
                errors[c] = weight * probabilities[c];
            errors[label] -= weight;
        }

        return sum;
    }

    public override void Tangent(
        int firstExample,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<T> outputs,
        ReadOnlySpan<T> outputTangents,
        Span<T> errorTangents
    )
    {
        for (var (i, start) = (0, 0); i < weights.Length; i++, start += classes)
        {
            var change = errorTangents.Slice(start, classes);
            Softmax.Tangent(probabilities.AsSpan(start, classes), outputTangents.Slice(start, classes), change);
            var weight = T.CreateTruncating(weights[i]);
            foreach (ref var entry in change)
                entry *= weight;
        }
    }
}
