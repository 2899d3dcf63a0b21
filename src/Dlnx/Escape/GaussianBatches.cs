using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>Fresh batches of a single-mode teacher: x ~ N(0, I), y = αφ(⟨u, x⟩), drawn into one example set.</summary>
public sealed class GaussianBatches
{
    private readonly Activation teacher;
    private readonly double alpha;
    private readonly double[] direction;
    private readonly RandomStream stream;

    /// <summary>The first batch.</summary>
    /// <param name="size">examples in a batch, ≥ 1</param>
    /// <param name="teacher">φ</param>
    /// <param name="alpha">α</param>
    /// <param name="direction">u, of length 1; its dimension is that of the inputs</param>
    /// <param name="stream">where the inputs come from</param>
    public GaussianBatches(
        int size,
        Activation teacher,
        double alpha,
        ReadOnlySpan<double> direction,
        RandomStream stream
    )
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(stream);
        this.teacher = teacher;
        this.alpha = alpha;
        this.direction = direction.ToArray();
        this.stream = stream;
        Batch = new ExampleSet(size, direction.Length, 1);
        Next();
    }

    /// <summary>The present batch; every call of <see cref="Next"/> overwrites it.</summary>
    public ExampleSet Batch { get; }

    /// <summary>Draws the next batch.</summary>
    public void Next()
    {
        stream.FillNormal(Batch.Inputs);
        ExampleSets.Teach(Batch, teacher, alpha, direction);
    }
}
