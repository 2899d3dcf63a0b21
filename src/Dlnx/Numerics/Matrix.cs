using System.Numerics.Tensors;

namespace Dlnx.Numerics;

/// <summary>A dense rows × columns matrix of doubles, stored row after row without gaps. Mutable; compare by content.</summary>
public sealed class Matrix
{
    private readonly double[] entries;

    /// <summary>The zero matrix.</summary>
    /// <param name="rows">≥ 0</param>
    /// <param name="columns">≥ 0</param>
    /// <exception cref="ArgumentOutOfRangeException">a size is negative</exception>
    public Matrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Rows = rows;
        Columns = columns;
        entries = new double[checked(rows * columns)];
    }

    /// <summary>A matrix with a copy of the given entries, row after row.</summary>
    /// <exception cref="ArgumentException">the number of entries is not rows·columns</exception>
    public Matrix(int rows, int columns, ReadOnlySpan<double> values)
        : this(rows, columns)
    {
        if (values.Length != entries.Length)
        {
            throw new ArgumentException(
                $"A {rows} × {columns} matrix has {entries.Length} entries; {values.Length} were given.",
                nameof(values)
            );
        }

        values.CopyTo(entries);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>All entries, row after row; writing here changes the matrix.</summary>
    public Span<double> Span => entries;

    /// <summary>Whether rows and columns are equal in number.</summary>
    public bool IsSquare => Rows == Columns;

    /// <summary>The entry in row <paramref name="row"/> and column <paramref name="column"/>, both from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">an index is outside the matrix</exception>
    public double this[int row, int column]
    {
        get => entries[Offset(row, column)];
        set => entries[Offset(row, column)] = value;
    }

    /// <summary>The n × n identity.</summary>
    public static Matrix Identity(int size) => ScaledIdentity(size, 1);

    /// <summary>factor · I of the given size.</summary>
    public static Matrix ScaledIdentity(int size, double factor)
    {
        var result = new Matrix(size, size);
        for (var i = 0; i < size; i++)
        {
            result[i, i] = factor;
        }

        return result;
    }

    /// <summary>The matrix with the given leading diagonal and zeros elsewhere.</summary>
    /// <exception cref="ArgumentException">there are more values than the diagonal has places</exception>
    public static Matrix Diagonal(int rows, int columns, ReadOnlySpan<double> values)
    {
        if (values.Length > Math.Min(rows, columns))
        {
            throw new ArgumentException(
                $"The diagonal of a {rows} × {columns} matrix has {Math.Min(rows, columns)} places; "
                    + $"{values.Length} values were given.",
                nameof(values)
            );
        }

        var result = new Matrix(rows, columns);
        for (var i = 0; i < values.Length; i++)
        {
            result[i, i] = values[i];
        }

        return result;
    }

    /// <summary>The matrix with the given rows.</summary>
    /// <exception cref="ArgumentException">the rows differ in length</exception>
    public static Matrix FromRows(params double[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var columns = rows.Length == 0 ? 0 : rows[0].Length;
        var result = new Matrix(rows.Length, columns);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length != columns)
            {
                throw new ArgumentException(
                    $"Row 0 has {columns} entries but row {i} has {rows[i].Length}; give rows of equal length.",
                    nameof(rows)
                );
            }

            rows[i].CopyTo(result.Row(i));
        }

        return result;
    }

    /// <summary>Row <paramref name="row"/>, from 0; writing here changes the matrix.</summary>
    public Span<double> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        return entries.AsSpan(row * Columns, Columns);
    }

    /// <summary>A copy of column <paramref name="column"/>, from 0.</summary>
    public double[] Column(int column)
    {
        var result = new double[Rows];
        for (var i = 0; i < Rows; i++)
        {
            result[i] = this[i, column];
        }

        return result;
    }

    /// <summary>A copy of the leading diagonal, of min(rows, columns) entries.</summary>
    public double[] DiagonalEntries()
    {
        var result = new double[Math.Min(Rows, Columns)];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = this[i, i];
        }

        return result;
    }

    /// <summary>A matrix with the same entries and storage of its own.</summary>
    public Matrix Copy() => new(Rows, Columns, entries);

    /// <summary>Overwrites the entries with those of <paramref name="source"/>.</summary>
    /// <exception cref="ArgumentException">the shapes differ</exception>
    public void CopyFrom(Matrix source)
    {
        RequireSameShape(source);
        source.Span.CopyTo(entries);
    }

    /// <summary>The transpose, as a new matrix.</summary>
    public Matrix Transpose()
    {
        var result = new Matrix(Columns, Rows);
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Columns; j++)
            {
                result.entries[(j * Rows) + i] = entries[(i * Columns) + j];
            }
        }

        return result;
    }

    /// <summary>√Σ aᵢⱼ².</summary>
    public double FrobeniusNorm() => TensorPrimitives.Norm(entries);

    /// <summary>max |aᵢⱼ|, 0 for an empty matrix.</summary>
    public double MaximumMagnitude() => entries.Length == 0 ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(entries));

    /// <summary>max |a_ij| over i ≠ j; 0 without such entries.</summary>
    public double OffDiagonalMagnitude()
    {
        var largest = 0.0;
        for (var i = 0; i < Rows; i++)
        {
            for (var j = 0; j < Columns; j++)
            {
                largest = i == j ? largest : Math.Max(largest, Math.Abs(this[i, j]));
            }
        }

        return largest;
    }

    /// <summary>Whether no entry is infinite or not a number.</summary>
    public bool IsFinite() => entries.Length == 0 || TensorPrimitives.IsFiniteAll<double>(entries);

    /// <summary>The matrix product AB as a new matrix.</summary>
    /// <exception cref="ArgumentException">columns of A and rows of B differ in number</exception>
    public static Matrix operator *(Matrix left, Matrix right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Columns != right.Rows)
        {
            throw new ArgumentException(
                $"A {left.Rows} × {left.Columns} matrix cannot multiply one of {right.Rows} × {right.Columns}.",
                nameof(right)
            );
        }

        var result = new Matrix(left.Rows, right.Columns);
        var shape = new ProductShape(left.Rows, left.Columns, right.Columns);
        DenseKernels.Multiply(left.Span, right.Span, result.Span, shape);
        return result;
    }

    /// <summary>factor · A as a new matrix.</summary>
    public static Matrix operator *(double factor, Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var result = new Matrix(matrix.Rows, matrix.Columns);
        TensorPrimitives.Multiply(matrix.entries, factor, result.entries);
        return result;
    }

    /// <summary>A + B as a new matrix.</summary>
    /// <exception cref="ArgumentException">the shapes differ</exception>
    public static Matrix operator +(Matrix left, Matrix right)
    {
        ArgumentNullException.ThrowIfNull(left);
        left.RequireSameShape(right);
        var result = new Matrix(left.Rows, left.Columns);
        TensorPrimitives.Add(left.entries, right.entries, result.entries);
        return result;
    }

    /// <summary>A − B as a new matrix.</summary>
    /// <exception cref="ArgumentException">the shapes differ</exception>
    public static Matrix operator -(Matrix left, Matrix right)
    {
        ArgumentNullException.ThrowIfNull(left);
        left.RequireSameShape(right);
        var result = new Matrix(left.Rows, left.Columns);
        TensorPrimitives.Subtract(left.entries, right.entries, result.entries);
        return result;
    }

    /// <summary>The shape, for messages.</summary>
    public override string ToString() => $"{Rows} × {Columns} matrix";

    private int Offset(int row, int column)
    {
        if ((uint)row >= (uint)Rows || (uint)column >= (uint)Columns)
        {
            throw new ArgumentOutOfRangeException(
                nameof(row),
                $"Entry ({row}, {column}) is outside a {Rows} × {Columns} matrix; indices count from 0."
            );
        }

        return (row * Columns) + column;
    }

    private void RequireSameShape(Matrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Rows != Rows || other.Columns != Columns)
        {
            throw new ArgumentException(
                $"The matrices must agree in shape; found {Rows} × {Columns} and {other.Rows} × {other.Columns}.",
                nameof(other)
            );
        }
    }
}
