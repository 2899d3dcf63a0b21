using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics;

/// <summary>
/// The tridiagonal matrix QᵀAQ of a symmetric A by Householder reflections from the last row up, without Q (EISPACK tred1;
/// Golub, Van Loan 8.3.1).
/// </summary>
/// <remarks>
/// The rank-two update of one step and the product of the updated matrix with the next reflection's vector are one pass over
/// the lower triangle, so each entry travels once per step; four rows at a time share what they read besides. The bits do
/// not depend on the width of the machine's vectors.
/// </remarks>
internal sealed unsafe class HouseholderTridiagonalisation
{
    private const int Lanes = 8;
    private const int RowsAtOnce = 4;

    private readonly int size;
    private readonly int stride;
    private readonly double[] entries;
    private readonly double[] product;

    // The reflection I − βvvᵀ of a step; w makes the update A ← A − vwᵀ − wvᵀ. The next reflection is found while the last
    // one is applied. Before the first both are zero, which leaves every bit alone.
    private double[] vector;
    private double[] next;
    private readonly double[] update;

    private HouseholderTridiagonalisation(Matrix matrix)
    {
        size = matrix.Rows;
        stride = (size + Lanes - 1) / Lanes * Lanes;
        entries = new double[size * stride];
        for (var i = 0; i < size; i++)
            matrix.Row(i).CopyTo(entries.AsSpan(i * stride));
        product = new double[stride];
        vector = new double[stride];
        next = new double[stride];
        update = new double[stride];
    }

    /// <summary>Writes the tridiagonal matrix.</summary>
    /// <param name="matrix">A, n × n; its lower triangle is read</param>
    /// <param name="diagonal">n places</param>
    /// <param name="below">n places; entry i couples i and i + 1, the last is 0</param>
    public static void Reduce(Matrix matrix, Span<double> diagonal, Span<double> below) =>
        new HouseholderTridiagonalisation(matrix).Reduce(diagonal, below);

    private void Reduce(Span<double> diagonal, Span<double> below)
    {
        below[size - 1] = 0;
        for (var row = size - 1; row >= 1; row--)
        {
            // The row is the last that the previous reflection still acts on.
            var active = entries.AsSpan(row * stride, row + 1);
            UpdateRow(active, row);
            diagonal[row] = active[row];
            var beta = Reflect(active[..row], next.AsSpan(0, row), out below[row - 1]);
            Array.Clear(product);
            Sweep(row);
            (vector, next) = (next, vector);
            CompleteUpdate(row, beta);
        }

        UpdateRow(entries.AsSpan(0, 1), 0);
        diagonal[0] = entries[0];
    }

    /// <summary>v and β with (I − βvvᵀ)x = αe_last; β = 0 where x is that already.</summary>
    private static double Reflect(ReadOnlySpan<double> x, Span<double> v, out double alpha)
    {
        x.CopyTo(v);
        var last = x.Length - 1;
        // Scaled by a power of two, so that squares neither overflow nor vanish and nothing is rounded.
        var scale = Scale(x);
        var rest = 0.0;
        for (var j = 0; j < last; j++)
        {
            v[j] *= scale;
            rest = Math.FusedMultiplyAdd(v[j], v[j], rest);
        }

        if (rest == 0)
        {
            alpha = x[last];
            v.Clear();
            return 0;
        }

        var head = x[last] * scale;
        var norm = Math.Sqrt(Math.FusedMultiplyAdd(head, head, rest));
        var reflected = -Math.CopySign(norm, head);
        v[last] = head - reflected;
        alpha = reflected / scale;
        return 2 / Math.FusedMultiplyAdd(v[last], v[last], rest);
    }

    private static double Scale(ReadOnlySpan<double> x)
    {
        var largest = 0.0;
        foreach (var entry in x)
            largest = Math.Max(largest, Math.Abs(entry));
        return largest == 0 ? 1 : Math.ScaleB(1, -Math.ILogB(largest));
    }

    /// <summary>w = p − ½β(vᵀp)v with p = βAv, of which <see cref="product"/> holds Av.</summary>
    private void CompleteUpdate(int count, double beta)
    {
        var inner = 0.0;
        for (var j = 0; j < count; j++)
            inner = Math.FusedMultiplyAdd(vector[j], product[j], inner);
        var share = 0.5 * beta * beta * inner;
        for (var j = 0; j < count; j++)
            update[j] = Math.FusedMultiplyAdd(beta, product[j], -share * vector[j]);
    }

    private void UpdateRow(Span<double> row, int index)
    {
        var (v, w) = (-vector[index], -update[index]);
        for (var j = 0; j < row.Length; j++)
            row[j] = Math.FusedMultiplyAdd(w, vector[j], Math.FusedMultiplyAdd(v, update[j], row[j]));
    }

    /// <summary>Updates the rows before <paramref name="count"/> by the last reflection and adds up Av for the next one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sweep(int count)
    {
        fixed (double* a = entries)
        fixed (double* v = vector)
        fixed (double* w = update)
        fixed (double* x = next)
        fixed (double* y = product)
        {
            var row = 0;
            for (; row <= count - RowsAtOnce; row += RowsAtOnce)
                FourRows(a + ((nint)row * stride), row, v, w, x, y);
            for (; row < count; row++)
                OneRow(a + ((nint)row * stride), row, v, w, x, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FourRows(double* a0, int row, double* v, double* w, double* x, double* y)
    {
        var a1 = a0 + stride;
        var a2 = a1 + stride;
        var a3 = a2 + stride;
        var (v0, v1) = (Vector512.Create(-v[row]), Vector512.Create(-v[row + 1]));
        var (v2, v3) = (Vector512.Create(-v[row + 2]), Vector512.Create(-v[row + 3]));
        var (w0, w1) = (Vector512.Create(-w[row]), Vector512.Create(-w[row + 1]));
        var (w2, w3) = (Vector512.Create(-w[row + 2]), Vector512.Create(-w[row + 3]));
        var (x0, x1) = (Vector512.Create(x[row]), Vector512.Create(x[row + 1]));
        var (x2, x3) = (Vector512.Create(x[row + 2]), Vector512.Create(x[row + 3]));
        var (s0, s1) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (s2, s3) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var whole = row / Lanes * Lanes;
        for (nint j = 0; j < whole; j += Lanes)
        {
            var (vj, wj, xj) = (Vector512.Load(v + j), Vector512.Load(w + j), Vector512.Load(x + j));
            var sum = Vector512.Load(y + j);
            var entry = Updated(a0 + j, v0, w0, vj, wj);
            s0 = Vector512.FusedMultiplyAdd(entry, xj, s0);
            sum = Vector512.FusedMultiplyAdd(entry, x0, sum);
            entry = Updated(a1 + j, v1, w1, vj, wj);
            s1 = Vector512.FusedMultiplyAdd(entry, xj, s1);
            sum = Vector512.FusedMultiplyAdd(entry, x1, sum);
            entry = Updated(a2 + j, v2, w2, vj, wj);
            s2 = Vector512.FusedMultiplyAdd(entry, xj, s2);
            sum = Vector512.FusedMultiplyAdd(entry, x2, sum);
            entry = Updated(a3 + j, v3, w3, vj, wj);
            s3 = Vector512.FusedMultiplyAdd(entry, xj, s3);
            sum = Vector512.FusedMultiplyAdd(entry, x3, sum);
            sum.Store(y + j);
        }

        EndRow(a0, row, whole, s0, v, w, x, y);
        EndRow(a1, row + 1, whole, s1, v, w, x, y);
        EndRow(a2, row + 2, whole, s2, v, w, x, y);
        EndRow(a3, row + 3, whole, s3, v, w, x, y);
    }

    private static void OneRow(double* a, int row, double* v, double* w, double* x, double* y)
    {
        var (vi, wi, xi) = (Vector512.Create(-v[row]), Vector512.Create(-w[row]), Vector512.Create(x[row]));
        var dot = Vector512<double>.Zero;
        var whole = row / Lanes * Lanes;
        for (nint j = 0; j < whole; j += Lanes)
        {
            var entry = Updated(a + j, vi, wi, Vector512.Load(v + j), Vector512.Load(w + j));
            dot = Vector512.FusedMultiplyAdd(entry, Vector512.Load(x + j), dot);
            Vector512.FusedMultiplyAdd(entry, xi, Vector512.Load(y + j)).Store(y + j);
        }

        EndRow(a, row, whole, dot, v, w, x, y);
    }

    /// <summary>The vector of a row that has the diagonal: only what lies before it counts twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EndRow(
        double* a,
        int row,
        nint whole,
        Vector512<double> dot,
        double* v,
        double* w,
        double* x,
        double* y
    )
    {
        var (vi, wi) = (Vector512.Create(-v[row]), Vector512.Create(-w[row]));
        var entry = Updated(a + whole, vi, wi, Vector512.Load(v + whole), Vector512.Load(w + whole));
        var before = Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)(row - whole))).AsDouble();
        entry = Vector512.BitwiseAnd(entry, before);
        dot = Vector512.FusedMultiplyAdd(entry, Vector512.Load(x + whole), dot);
        Vector512.FusedMultiplyAdd(entry, Vector512.Create(x[row]), Vector512.Load(y + whole)).Store(y + whole);
        y[row] += Math.FusedMultiplyAdd(a[row], x[row], Vector512.Sum(dot));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Updated(
        double* entry,
        Vector512<double> v,
        Vector512<double> w,
        Vector512<double> vj,
        Vector512<double> wj
    )
    {
        var updated = Vector512.FusedMultiplyAdd(w, vj, Vector512.FusedMultiplyAdd(v, wj, Vector512.Load(entry)));
        updated.Store(entry);
        return updated;
    }
}
