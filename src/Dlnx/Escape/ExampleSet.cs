namespace Dlnx.Escape;

/// <summary>
/// Weighted examples (x, y): a sample, or the nodes of a rule that stands for a population. The expectation of a quantity is
/// the sum of weight times quantity. Stored by coordinates: all first coordinates of the inputs, then all second ones, …
/// </summary>
public sealed class ExampleSet
{
    private readonly double[] inputs;
    private readonly double[] targets;
    private readonly double[] weights;

    /// <summary>Zero inputs and targets with equal weights 1/N.</summary>
    /// <param name="count">N ≥ 1</param>
    /// <param name="inputDimension">n₀ ≥ 1</param>
    /// <param name="outputDimension">n_L ≥ 1</param>
    /// <exception cref="ArgumentOutOfRangeException">a size is below 1</exception>
    public ExampleSet(int count, int inputDimension, int outputDimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputDimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputDimension, 1);
        Count = count;
        InputDimension = inputDimension;
        OutputDimension = outputDimension;
        inputs = new double[checked(inputDimension * count)];
        targets = new double[checked(outputDimension * count)];
        weights = new double[count];
        Array.Fill(weights, 1.0 / count);
    }

    /// <summary>N, the number of examples.</summary>
    public int Count { get; }

    /// <summary>n₀.</summary>
    public int InputDimension { get; }

    /// <summary>n_L.</summary>
    public int OutputDimension { get; }

    /// <summary>x, an n₀ × N matrix row after row; writing here changes the set.</summary>
    public Span<double> Inputs => inputs;

    /// <summary>y, an n_L × N matrix row after row; writing here changes the set.</summary>
    public Span<double> Targets => targets;

    /// <summary>The N weights; writing here changes the set.</summary>
    public Span<double> Weights => weights;

    /// <summary>Coordinate <paramref name="index"/> (from 0) of all inputs.</summary>
    public Span<double> InputRow(int index) => inputs.AsSpan(index * Count, Count);

    /// <summary>Coordinate <paramref name="index"/> (from 0) of all targets.</summary>
    public Span<double> TargetRow(int index) => targets.AsSpan(index * Count, Count);

    /// <summary>𝔼[ab], the weighted sum over the examples.</summary>
    /// <param name="a">N values</param>
    /// <param name="b">N values</param>
    /// <exception cref="ArgumentException">there are not as many values as examples</exception>
    public double Expectation(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != Count || b.Length != Count)
        {
            throw new ArgumentException(
                $"An expectation over {Count} examples needs as many values; found {a.Length} and {b.Length}.",
                nameof(a)
            );
        }

        var sum = 0.0;
        for (var n = 0; n < weights.Length; n++)
            sum += weights[n] * a[n] * b[n];
        return sum;
    }

    /// <summary>Projects every input on a direction: s_n = ⟨u, x_n⟩.</summary>
    /// <param name="direction">u, n₀ entries</param>
    /// <param name="destination">N places</param>
    /// <exception cref="ArgumentException">the direction or the destination has another length</exception>
    public void Project(ReadOnlySpan<double> direction, Span<double> destination)
    {
        if (direction.Length != InputDimension || destination.Length != Count)
        {
            throw new ArgumentException(
                $"{Count} inputs of {InputDimension} coordinates are projected on as many coordinates; found a direction "
                    + $"of {direction.Length} and {destination.Length} places.",
                nameof(direction)
            );
        }

        destination.Clear();
        for (var k = 0; k < direction.Length; k++)
        {
            var row = InputRow(k);
            for (var n = 0; n < row.Length; n++)
                destination[n] += direction[k] * row[n];
        }
    }
}
