using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// ½‖ABᵀ − Δ‖_F² with A, B of n × r: a low-rank adaptor on a frozen layer whose residual target is Δ (B/fig-20).
/// </summary>
public sealed class LowRankFactorization
{
    private readonly Matrix target;
    private readonly Matrix residual;
    private readonly Matrix previous;

    /// <summary>Takes copies of the factors; the target is kept.</summary>
    /// <param name="target">Δ, n × n</param>
    /// <param name="left">A, n × r</param>
    /// <param name="right">B, n × r</param>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public LowRankFactorization(Matrix target, Matrix left, Matrix right)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Rows != target.Rows || right.Rows != target.Columns || left.Columns != right.Columns)
        {
            throw new ArgumentException(
                $"The factors of a {target} must be as tall as it is high and wide, and equally wide; "
                    + $"found a {left} and a {right}."
            );
        }
        this.target = target;
        (Left, Right) = (left.Copy(), right.Copy());
        residual = new(target.Rows, target.Columns);
        previous = new(left.Rows, left.Columns);
    }

    /// <summary>A, n × r.</summary>
    public Matrix Left { get; }

    /// <summary>B, n × r.</summary>
    public Matrix Right { get; }

    /// <summary>½‖ABᵀ − Δ‖_F².</summary>
    public double Loss()
    {
        Subtract();
        var norm = residual.FrobeniusNorm();
        return norm * norm / 2;
    }

    /// <summary>Entry (row, column) of ABᵀ.</summary>
    public double Product(int row, int column)
    {
        var sum = 0.0;
        for (var i = 0; i < Left.Columns; i++)
        {
            sum += Left[row, i] * Right[column, i];
        }
        return sum;
    }

    /// <summary>One simultaneous gradient step: A − ηRB and B − ηRᵀA with R = ABᵀ − Δ.</summary>
    public void Step(double learningRate)
    {
        Subtract();
        previous.CopyFrom(Left);
        var (rows, columns, rank) = (target.Rows, target.Columns, Left.Columns);
        DenseKernels.Multiply(residual.Span, Right.Span, Left.Span, new(rows, columns, rank), -learningRate, 1);
        DenseKernels.MultiplyTransposedLeft(
            residual.Span,
            previous.Span,
            Right.Span,
            new(columns, rows, rank),
            -learningRate,
            1
        );
    }

    private void Subtract()
    {
        residual.CopyFrom(target);
        var shape = new ProductShape(target.Rows, Left.Columns, target.Columns);
        DenseKernels.MultiplyTransposedRight(Left.Span, Right.Span, residual.Span, shape, 1, -1);
    }
}
