namespace Dlnx.Networks;

/// <summary>
/// Inputs with labels or real targets. Immutable and thread safe; one instance serves any number of objectives.
/// </summary>
public sealed class LabelledExamples
{
    private readonly double[] inputs;
    private readonly int[] labels;
    private readonly double[] targets;

    private LabelledExamples(FeatureShape shape, double[] inputs, int[] labels, int classes, double[] targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (
            shape is not { Channels: > 0, Height: > 0, Width: > 0 }
            || inputs.Length == 0
            || inputs.Length % shape.Size != 0
        )
            throw new ArgumentException(
                $"Inputs of shape {shape} need a positive multiple of {shape.Size} numbers; found {inputs.Length}.",
                nameof(inputs)
            );
        Shape = shape;
        this.inputs = inputs;
        this.labels = labels;
        Classes = classes;
        this.targets = targets;
    }

    /// <summary>The shape of one input.</summary>
    public FeatureShape Shape { get; }

    /// <summary>The number of inputs.</summary>
    public int Count => inputs.Length / Shape.Size;

    /// <summary>The number of classes; 0 for real targets.</summary>
    public int Classes { get; }

    /// <summary>Count × Shape.Size numbers: input after input, channel after channel, row after row.</summary>
    public ReadOnlyMemory<double> Inputs => inputs;

    /// <summary>One label in {0, …, Classes − 1} for each input; empty for real targets.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>Real targets, example after example; empty with labels.</summary>
    public ReadOnlySpan<double> Targets => targets;

    /// <summary>Inputs with class labels. The arrays are kept, not copied.</summary>
    /// <param name="shape">of one input</param>
    /// <param name="inputs">input after input, channel after channel, row after row</param>
    /// <param name="labels">one for each input</param>
    /// <param name="classes">number of classes, ≥ 1</param>
    /// <exception cref="ArgumentException">the lengths do not fit each other, or a label is out of range</exception>
    public static LabelledExamples Classification(FeatureShape shape, double[] inputs, int[] labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var examples = new LabelledExamples(shape, inputs, labels, classes, []);
        if (labels.Length != examples.Count)
            throw new ArgumentException(
                $"{examples.Count} inputs need as many labels; found {labels.Length}.",
                nameof(labels)
            );
        if (labels.AsSpan().ContainsAnyExceptInRange(0, classes - 1))
            throw new ArgumentException($"Labels of {classes} classes lie in 0…{classes - 1}.", nameof(labels));
        return examples;
    }

    /// <summary>Inputs with real targets, the same number of them for each input or each pair. The arrays are kept.</summary>
    /// <param name="shape">of one input</param>
    /// <param name="inputs">input after input, channel after channel, row after row</param>
    /// <param name="targets">example after example</param>
    /// <exception cref="ArgumentException">the number of inputs is not whole, or there are no targets</exception>
    public static LabelledExamples Regression(FeatureShape shape, double[] inputs, double[] targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Length == 0)
            throw new ArgumentException("Regression needs at least one target.", nameof(targets));
        return new(shape, inputs, [], 0, targets);
    }

    /// <summary>Consecutive labelled inputs as a set of their own.</summary>
    /// <param name="start">the first one</param>
    /// <param name="count">how many, ≥ 1</param>
    /// <exception cref="ArgumentException">there are no labels, or the range leaves the set</exception>
    public LabelledExamples Slice(int start, int count)
    {
        if (Classes == 0 || start < 0 || count < 1 || start + count > Count)
            throw new ArgumentException(
                $"A slice of labelled inputs lies within 0…{Count - 1}; asked for {count} from {start}."
            );
        var part = inputs.AsSpan(start * Shape.Size, count * Shape.Size);
        return new(Shape, part.ToArray(), labels[start..(start + count)], Classes, []);
    }
}
