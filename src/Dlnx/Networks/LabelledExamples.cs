namespace Dlnx.Networks;

/// <summary>
/// Inputs with labels or real targets. Immutable and thread safe; one instance serves any number of objectives.
/// </summary>
public sealed class LabelledExamples
{
    private readonly double[] inputs;
    private readonly IInputSource? source;
    private readonly int[] labels;
    private readonly double[] targets;

    private LabelledExamples(FeatureShape shape, IInputSource source, int[] labels, int classes)
    {
        Shape = shape;
        this.source = source;
        (inputs, targets) = ([], []);
        this.labels = labels;
        Classes = classes;
    }

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
    public int Count => source?.Count ?? inputs.Length / Shape.Size;

    /// <summary>Whether inputs are made when they are read and not kept.</summary>
    public bool IsStreamed => source is not null;

    /// <summary>The number of classes; 0 for real targets.</summary>
    public int Classes { get; }

    /// <summary>Count × Shape.Size numbers: input after input, channel after channel, row after row.</summary>
    /// <exception cref="InvalidOperationException">the inputs are streamed</exception>
    public ReadOnlyMemory<double> Inputs =>
        source is null
            ? inputs
            : throw new InvalidOperationException(
                "These inputs are made when they are read: read them block by block."
            );

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
        return RequireLabels(new(shape, inputs, labels, classes, []), labels, classes);
    }

    /// <summary>Inputs that are made when they are read, with class labels. The array is kept, not copied.</summary>
    /// <param name="shape">of one input</param>
    /// <param name="source">makes the inputs</param>
    /// <param name="labels">one for each input</param>
    /// <param name="classes">number of classes, ≥ 1</param>
    /// <exception cref="ArgumentException">the lengths do not fit each other, or a label is out of range</exception>
    public static LabelledExamples Streamed(FeatureShape shape, IInputSource source, int[] labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(labels);
        return RequireLabels(new(shape, source, labels, classes), labels, classes);
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

    /// <summary>Writes consecutive inputs.</summary>
    /// <param name="first">the first one</param>
    /// <param name="destination">places for whole inputs</param>
    /// <exception cref="ArgumentException">the inputs are not whole, or leave the set</exception>
    public void Read(int first, Span<double> destination)
    {
        var (count, rest) = Math.DivRem(destination.Length, Shape.Size);
        if (first < 0 || rest != 0 || first + (long)count > Count)
            throw new ArgumentException(
                $"Inputs of {Shape.Size} numbers lie within 0…{Count - 1}; asked for {destination.Length} numbers from {first}."
            );
        if (source is null)
            inputs.AsSpan(first * Shape.Size, destination.Length).CopyTo(destination);
        else
            source.Read(first, destination);
    }

    /// <summary>Consecutive labelled inputs as a set of their own.</summary>
    /// <param name="start">the first one</param>
    /// <param name="count">how many, ≥ 1</param>
    /// <exception cref="ArgumentException">there are no labels, or the range leaves the set</exception>
    /// <exception cref="InvalidOperationException">the inputs are streamed</exception>
    public LabelledExamples Slice(int start, int count)
    {
        if (Classes == 0 || start < 0 || count < 1 || start + count > Count)
            throw new ArgumentException(
                $"A slice of labelled inputs lies within 0…{Count - 1}; asked for {count} from {start}."
            );
        var part = Inputs.Span.Slice(start * Shape.Size, count * Shape.Size);
        return new(Shape, part.ToArray(), labels[start..(start + count)], Classes, []);
    }

    private static LabelledExamples RequireLabels(LabelledExamples examples, int[] labels, int classes)
    {
        if (labels.Length != examples.Count)
            throw new ArgumentException(
                $"{examples.Count} inputs need as many labels; found {labels.Length}.",
                nameof(labels)
            );
        if (labels.AsSpan().ContainsAnyExceptInRange(0, classes - 1))
            throw new ArgumentException($"Labels of {classes} classes lie in 0…{classes - 1}.", nameof(labels));
        return examples;
    }
}
