using System.Numerics;
using System.Numerics.Tensors;

namespace Dlnx.Networks.Managed;

/// <summary>
/// y = γx̂ + β with x̂ = s(x − μ), s = 1/√(σ² + ε), all statistics by channel over the positions of the block. With ē the
/// mean of the errors e and r the mean of e·x̂, the error below is sγ(e − ē − x̂r). Along a direction with change ẋ of x and
/// d = mean(x̂ẋ): the change of x̂ is s(ẋ − mean ẋ − x̂d), the change of s is −s²d.
/// </summary>
/// <remarks>The team splits the positions in every step of a pass: sums, and what follows from them at each position.</remarks>
internal sealed partial class GhostLayer<T> : BlockLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Buffer<T>? ownNormalised;
    private readonly double epsilon;
    private readonly double[] scale;
    private readonly double[] meanError;
    private readonly double[] meanProduct;
    private readonly double[] sums;
    private readonly ColumnSums<T> firstSums;
    private readonly ColumnSums<T> secondSums;
    private readonly T[] a;
    private readonly T[] b;
    private readonly T[] c;
    private readonly T[] gamma;
    private readonly T[] beta;
    private readonly T[] zero;
    private readonly UnitWork sumValues;
    private readonly UnitWork sumDeviations;
    private readonly UnitWork normalise;
    private readonly UnitWork sumErrors;
    private readonly UnitWork passErrors;
    private int rows;

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
        ColumnSums<T> Columns() => new(Channels, Shape.Positions * capacity);
        (firstSums, secondSums, thirdSums) = (Columns(), Columns(), Columns());
        T[] Numbers() => new T[Channels];
        (a, b, c, d, f, zero) = (Numbers(), Numbers(), Numbers(), Numbers(), Numbers(), Numbers());
        (gamma, beta, gammaTangent, betaTangent) = (Numbers(), Numbers(), Numbers(), Numbers());
        (sumValues, sumDeviations, normalise) = (SumValues, SumDeviations, Normalise);
        (sumErrors, passErrors) = (SumErrors, PassErrors);
        (sumTangents, passTangents) = (SumTangents, PassTangents);
        (sumChanges, passChanges) = (SumChanges, PassChanges);
    }

    public override int ParameterCount => 2 * Channels;

    public override long Capacity => base.Capacity + normalisedTangents.Capacity + (ownNormalised?.Capacity ?? 0);

    private int Channels => Shape.Channels;

    private int Positions => rows * Shape.Positions;

    public override void Forward(int rows, ReadOnlySpan<T> parameters)
    {
        this.rows = rows;
        Split(sumValues);
        firstSums.Total(Positions, sums);
        for (var i = 0; i < Channels; i++)
            a[i] = Number(sums[i] / Positions);
        Split(sumDeviations);
        firstSums.Total(Positions, sums);
        for (var i = 0; i < Channels; i++)
        {
            scale[i] = 1 / Math.Sqrt((sums[i] / Positions) + epsilon);
            b[i] = Number(scale[i]);
        }

        Load(parameters, gamma, beta);
        Split(normalise);
    }

    public override void Backward(int rows, ReadOnlySpan<T> parameters, Span<T> gradient)
    {
        this.rows = rows;
        Split(sumErrors);
        firstSums.Total(Positions, meanError);
        secondSums.Total(Positions, meanProduct);
        WriteGradient(meanError, meanProduct, gradient);
        for (var i = 0; i < Channels; i++)
        {
            var factor = scale[i] * double.CreateTruncating(gamma[i]);
            meanError[i] /= Positions;
            meanProduct[i] /= Positions;
            a[i] = Number(factor);
            b[i] = Number(-factor * meanProduct[i]);
            c[i] = Number(-factor * meanError[i]);
        }

        if (!Below.IsConstant)
            Split(passErrors);
    }

    private void SumValues(int first, int end) => Sum(firstSums, new Entries<T>(Below.Values(rows)), first, end);

    private void SumDeviations(int first, int end) =>
        Sum(firstSums, new SquaredDeviations<T>(Below.Values(rows), a), first, end);

    private void Normalise(int first, int end)
    {
        var normalised = Part(Normalised, first, end);
        RowKernels.Affine<T>(Part(Below.Values(rows), first, end), a, b, zero, normalised);
        RowKernels.Affine<T>(normalised, zero, gamma, beta, Part(Values(rows), first, end));
    }

    private void SumErrors(int first, int end)
    {
        Sum(firstSums, new Entries<T>(Errors(rows)), first, end);
        Sum(secondSums, new Products<T>(Errors(rows), Normalised), first, end);
    }

    private void PassErrors(int first, int end)
    {
        var down = Part(Below.Errors(rows), first, end);
        RowKernels.Combine<T>(a, Part(Errors(rows), first, end), b, Part(Normalised, first, end), c, down);
    }

    /// <summary>A step of a pass, by stretches of positions.</summary>
    private void Split(UnitWork work) =>
        Team.Split(ColumnSums.Stretches(Positions), ColumnSums.Stretch * Channels, work);

    private void Sum<TTerm>(ColumnSums<T> sums, TTerm term, int first, int end)
        where TTerm : IColumnTerm<T>, allows ref struct => sums.Add(term, Positions * Channels, first, end);

    /// <summary>Stretches first … end − 1 of the block.</summary>
    private Span<T> Part(Span<T> block, int first, int end)
    {
        var stretch = ColumnSums.Stretch * Channels;
        return block[(first * stretch)..Math.Min(end * stretch, block.Length)];
    }

    private void WriteGradient(double[] shift, double[] slope, Span<T> gradient)
    {
        TensorPrimitives.ConvertTruncating<double, T>(shift, gradient[..Channels]);
        TensorPrimitives.ConvertTruncating<double, T>(slope, gradient[Channels..]);
    }

    /// <summary>x̂ of the block.</summary>
    private Span<T> Normalised => ownNormalised is null ? Below.Values(rows) : ownNormalised.Take(rows * Shape.Size);

    private void Load(ReadOnlySpan<T> vector, T[] slope, T[] shift)
    {
        vector[..Channels].CopyTo(shift);
        vector[Channels..].CopyTo(slope);
    }

    private static T Number(double value) => T.CreateTruncating(value);
}
