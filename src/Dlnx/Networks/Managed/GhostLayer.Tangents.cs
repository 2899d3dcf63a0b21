using System.Numerics.Tensors;

namespace Dlnx.Networks.Managed;

// The passes along a direction.
internal sealed partial class GhostLayer<T>
{
    private readonly Buffer<T> normalisedTangents;
    private readonly double[] deviationTangent;
    private readonly double[] moreSums;
    private readonly double[] tangentSums;
    private readonly ColumnSums<T> thirdSums;
    private readonly T[] d;
    private readonly T[] f;
    private readonly T[] gammaTangent;
    private readonly T[] betaTangent;
    private readonly UnitWork sumTangents;
    private readonly UnitWork passTangents;
    private readonly UnitWork sumChanges;
    private readonly UnitWork passChanges;

    private Span<T> NormalisedTangents => normalisedTangents.Take(rows * Shape.Size);

    public override void ForwardTangent(int rows, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction)
    {
        this.rows = rows;
        Load(direction, gammaTangent, betaTangent);
        if (!Below.IsConstant)
        {
            Split(sumTangents);
            firstSums.Total(Positions, sums);
            secondSums.Total(Positions, deviationTangent);
            for (var i = 0; i < Channels; i++)
            {
                deviationTangent[i] /= Positions;
                a[i] = Number(scale[i]);
                b[i] = Number(-scale[i] * deviationTangent[i]);
                c[i] = Number(-scale[i] * sums[i] / Positions);
            }
        }

        Split(passTangents);
    }

    public override void BackwardTangent(
        int rows,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        Span<T> product
    )
    {
        this.rows = rows;
        Split(sumChanges);
        firstSums.Total(Positions, sums);
        secondSums.Total(Positions, moreSums);
        if (!Below.IsConstant)
        {
            thirdSums.Total(Positions, tangentSums);
            TensorPrimitives.Add<double>(moreSums, tangentSums, moreSums);
        }

        WriteGradient(sums, moreSums, product);
        if (Below.IsConstant)
            return;
        PrepareBelow();
        Split(passChanges);
    }

    /// <summary>
    /// The change of sγ(e − ē − x̂r), with k = sγ: k·ė + k̇·e − (k̇ē + k·mean ė) − (k̇r + kṙ)x̂ − kr·(change of x̂).
    /// </summary>
    private void PrepareBelow()
    {
        for (var i = 0; i < Channels; i++)
        {
            var slope = double.CreateTruncating(gamma[i]);
            var factor = scale[i] * slope;
            var change =
                scale[i] * (double.CreateTruncating(gammaTangent[i]) - (slope * scale[i] * deviationTangent[i]));
            a[i] = Number(factor);
            b[i] = Number(change);
            c[i] = Number(-(change * meanError[i]) - (factor * sums[i] / Positions));
            d[i] = Number(-(change * meanProduct[i]) - (factor * moreSums[i] / Positions));
            f[i] = Number(-factor * meanProduct[i]);
        }
    }

    private void SumTangents(int first, int end)
    {
        Sum(firstSums, new Entries<T>(Below.Tangents(rows)), first, end);
        Sum(secondSums, new Products<T>(Below.Tangents(rows), Normalised), first, end);
    }

    private void PassTangents(int first, int end)
    {
        var normalised = Part(Normalised, first, end);
        var up = Part(Tangents(rows), first, end);
        if (Below.IsConstant)
        {
            RowKernels.Affine<T>(normalised, zero, gammaTangent, betaTangent, up);
            return;
        }

        var tangents = Part(NormalisedTangents, first, end);
        RowKernels.Combine<T>(a, Part(Below.Tangents(rows), first, end), b, normalised, c, tangents);
        RowKernels.Combine<T>(gamma, tangents, gammaTangent, normalised, betaTangent, up);
    }

    private void SumChanges(int first, int end)
    {
        Sum(firstSums, new Entries<T>(ErrorTangents(rows)), first, end);
        Sum(secondSums, new Products<T>(ErrorTangents(rows), Normalised), first, end);
        if (!Below.IsConstant)
            Sum(thirdSums, new Products<T>(Errors(rows), NormalisedTangents), first, end);
    }

    private void PassChanges(int first, int end)
    {
        var down = Part(Below.ErrorTangents(rows), first, end);
        RowKernels.Combine<T>(a, Part(ErrorTangents(rows), first, end), b, Part(Errors(rows), first, end), c, down);
        RowKernels.AddCombination<T>(d, Part(Normalised, first, end), f, Part(NormalisedTangents, first, end), down);
    }
}
