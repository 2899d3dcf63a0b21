using System.Numerics;
using System.Numerics.Tensors;

namespace Dlnx.Networks.Managed;

/// <summary>
/// y = γx̂ + β with x̂ = s(x − μ), s = 1/√(σ² + ε), all statistics by channel over the positions of the block. With ē the
/// mean of the errors e and r the mean of e·x̂, the error below is sγ(e − ē − x̂r). Along a direction with change ẋ of x and
/// d = mean(x̂ẋ): the change of x̂ is s(ẋ − mean ẋ − x̂d), the change of s is −s²d.
/// </summary>
internal sealed class GhostLayer<T> : BlockLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Buffer<T>? ownNormalised;
    private readonly Buffer<T> normalisedTangents;
    private readonly double epsilon;
    private readonly double[] scale;
    private readonly double[] deviationTangent;
    private readonly double[] meanError;
    private readonly double[] meanProduct;
    private readonly double[] sums;
    private readonly double[] moreSums;
    private readonly double[] tangentSums;
    private readonly T[] a;
    private readonly T[] b;
    private readonly T[] c;
    private readonly T[] d;
    private readonly T[] f;
    private readonly T[] zero;

    /// <summary>The layer; it keeps x̂ in the memory of the layer below if it may.</summary>
    public GhostLayer(BlockLayer<T> below, double epsilon, bool mayOverwrite, int capacity)
        : base(below, below.Shape, capacity)
    {
        this.epsilon = epsilon;
        ownNormalised = mayOverwrite ? null : new(Shape.Size * capacity);
        normalisedTangents = new(Shape.Size * capacity);
        double[] Doubles() => new double[Channels];
        (scale, deviationTangent, meanError, meanProduct) = (Doubles(), Doubles(), Doubles(), Doubles());
        (sums, moreSums, tangentSums) = (Doubles(), Doubles(), Doubles());
        T[] Numbers() => new T[Channels];
        (a, b, c, d, f, zero) = (Numbers(), Numbers(), Numbers(), Numbers(), Numbers(), Numbers());
    }

    public override int ParameterCount => 2 * Channels;

    public override long Capacity => base.Capacity + normalisedTangents.Capacity + (ownNormalised?.Capacity ?? 0);

    private int Channels => Shape.Channels;

    public override void Forward(int rows, ReadOnlySpan<T> parameters)
    {
        var x = Below.Values(rows);
        var normalised = Normalised(rows);
        ColumnSums.Of<T, Entries<T>>(new(x), x.Length, sums);
        for (var i = 0; i < Channels; i++)
            a[i] = Number(sums[i] / Positions(rows));
        ColumnSums.Of<T, SquaredDeviations<T>>(new(x, a), x.Length, sums);
        for (var i = 0; i < Channels; i++)
        {
            scale[i] = 1 / Math.Sqrt((sums[i] / Positions(rows)) + epsilon);
            b[i] = Number(scale[i]);
        }

        RowKernels.Affine<T>(x, a, b, zero, normalised);
        RowKernels.Affine<T>(normalised, zero, Gamma(parameters), Beta(parameters), Values(rows));
    }

    public override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient)
    {
        var error = Errors(rows);
        var normalised = Normalised(rows);
        ColumnSums.Of<T, Entries<T>>(new(error), error.Length, meanError);
        ColumnSums.Of<T, Products<T>>(new(error, normalised), error.Length, meanProduct);
        WriteGradient(meanError, meanProduct, gradient);
        for (var i = 0; i < Channels; i++)
        {
            var factor = scale[i] * double.CreateTruncating(Gamma(parameters)[i]);
            meanError[i] /= Positions(rows);
            meanProduct[i] /= Positions(rows);
            a[i] = Number(factor);
            b[i] = Number(-factor * meanProduct[i]);
            c[i] = Number(-factor * meanError[i]);
        }

        if (!Below.IsConstant)
            RowKernels.Combine<T>(a, error, b, normalised, c, Below.Errors(rows));
    }

    public override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction)
    {
        var normalised = Normalised(rows);
        if (Below.IsConstant)
        {
            RowKernels.Affine<T>(normalised, zero, Gamma(direction), Beta(direction), Tangents(rows));
            return;
        }

        var x = Below.Tangents(rows);
        ColumnSums.Of<T, Entries<T>>(new(x), x.Length, sums);
        ColumnSums.Of<T, Products<T>>(new(x, normalised), x.Length, deviationTangent);
        for (var i = 0; i < Channels; i++)
        {
            deviationTangent[i] /= Positions(rows);
            a[i] = Number(scale[i]);
            b[i] = Number(-scale[i] * deviationTangent[i]);
            c[i] = Number(-scale[i] * sums[i] / Positions(rows));
        }

        var tangents = normalisedTangents.Take(x.Length);
        RowKernels.Combine<T>(a, x, b, normalised, c, tangents);
        RowKernels.Combine(Gamma(parameters), tangents, Gamma(direction), normalised, Beta(direction), Tangents(rows));
    }

    public override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    )
    {
        var error = Errors(rows);
        var change = ErrorTangents(rows);
        var normalised = Normalised(rows);
        ColumnSums.Of<T, Entries<T>>(new(change), change.Length, sums);
        ColumnSums.Of<T, Products<T>>(new(change, normalised), change.Length, moreSums);
        if (Below.IsConstant)
        {
            WriteGradient(sums, moreSums, product);
            return;
        }

        var tangents = normalisedTangents.Take(error.Length);
        ColumnSums.Of<T, Products<T>>(new(error, tangents), error.Length, tangentSums);
        TensorPrimitives.Add<double>(moreSums, tangentSums, moreSums);
        WriteGradient(sums, moreSums, product);
        PrepareBelow(Positions(rows), Gamma(parameters), Gamma(direction));
        var down = Below.ErrorTangents(rows);
        RowKernels.Combine<T>(a, change, b, error, c, down);
        RowKernels.AddCombination<T>(d, normalised, f, tangents, down);
    }

    /// <summary>
    /// The change of sγ(e − ē − x̂r), with k = sγ: k·ė + k̇·e − (k̇ē + k·mean ė) − (k̇r + kṙ)x̂ − kr·(change of x̂).
    /// </summary>
    private void PrepareBelow(double positions, ReadOnlySpan<T> gamma, ReadOnlySpan<T> gammaTangent)
    {
        for (var i = 0; i < Channels; i++)
        {
            var slope = double.CreateTruncating(gamma[i]);
            var factor = scale[i] * slope;
            var change =
                scale[i] * (double.CreateTruncating(gammaTangent[i]) - (slope * scale[i] * deviationTangent[i]));
            a[i] = Number(factor);
            b[i] = Number(change);
            c[i] = Number(-(change * meanError[i]) - (factor * sums[i] / positions));
            d[i] = Number(-(change * meanProduct[i]) - (factor * moreSums[i] / positions));
            f[i] = Number(-factor * meanProduct[i]);
        }
    }

    private void WriteGradient(double[] shift, double[] slope, Span<T> gradient)
    {
        TensorPrimitives.ConvertTruncating<double, T>(shift, gradient[..Channels]);
        TensorPrimitives.ConvertTruncating<double, T>(slope, gradient[Channels..]);
    }

    private Span<T> Normalised(int rows) =>
        ownNormalised is null ? Below.Values(rows) : ownNormalised.Take(rows * Shape.Size);

    private double Positions(int rows) => (double)rows * Shape.Positions;

    private ReadOnlySpan<T> Beta(ReadOnlySpan<T> vector) => vector[..Channels];

    private ReadOnlySpan<T> Gamma(ReadOnlySpan<T> vector) => vector[Channels..];

    private static T Number(double value) => T.CreateTruncating(value);
}
