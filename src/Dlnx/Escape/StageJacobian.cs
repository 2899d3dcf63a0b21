using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>
/// The Jacobian of a stage between two saddles (C, eq. 54): J = [−Λ_a, B; C, −Λ_b] with positive diagonals Λ and non-negative
/// couplings B, C. Its entries off the diagonal are non-negative, so Perron–Frobenius applies.
/// </summary>
public sealed class StageJacobian
{
    private readonly double[] decayA;
    private readonly double[] decayB;
    private readonly Matrix b;
    private readonly Matrix c;

    /// <summary>The Jacobian with the given blocks, which are copied.</summary>
    /// <param name="decayA">the diagonal of Λ_a, p ≥ 1 positive rates</param>
    /// <param name="decayB">the diagonal of Λ_b, r ≥ 1 positive rates</param>
    /// <param name="b">B, p × r, non-negative</param>
    /// <param name="c">C, r × p, non-negative</param>
    /// <exception cref="ArgumentException">the shapes do not fit, a rate is not positive or a coupling negative</exception>
    public StageJacobian(ReadOnlySpan<double> decayA, ReadOnlySpan<double> decayB, Matrix b, Matrix c)
    {
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(c);
        var (p, r) = (decayA.Length, decayB.Length);
        if (p == 0 || r == 0 || b.Rows != p || b.Columns != r || c.Rows != r || c.Columns != p)
        {
            throw new ArgumentException(
                $"{p} and {r} decay rates need B of {p} × {r} and C of {r} × {p}; found a {b} and a {c}."
            );
        }

        Require(decayA, rate => rate > 0, "decay rates must be positive");
        Require(decayB, rate => rate > 0, "decay rates must be positive");
        Require(b.Span, coupling => coupling >= 0, "couplings must not be negative");
        Require(c.Span, coupling => coupling >= 0, "couplings must not be negative");
        (this.decayA, this.decayB) = (decayA.ToArray(), decayB.ToArray());
        (this.b, this.c) = (b.Copy(), c.Copy());
    }

    /// <summary>p, the size of Λ_a.</summary>
    public int SizeA => decayA.Length;

    /// <summary>p + r, the size of J.</summary>
    public int Size => decayA.Length + decayB.Length;

    /// <summary>J, (p + r) × (p + r).</summary>
    public Matrix Matrix
    {
        get
        {
            var j = new Matrix(Size, Size);
            for (var i = 0; i < SizeA; i++)
            {
                j[i, i] = -decayA[i];
                b.Row(i).CopyTo(j.Row(i)[SizeA..]);
            }

            for (var i = 0; i < decayB.Length; i++)
            {
                j[SizeA + i, SizeA + i] = -decayB[i];
                c.Row(i).CopyTo(j.Row(SizeA + i));
            }

            return j;
        }
    }

    /// <summary>The largest real part of an eigenvalue of J, which is an eigenvalue itself.</summary>
    public double Abscissa => PerronRoot.Of(Matrix);

    /// <summary>The loop gain K(λ) = (Λ_a + λ)⁻¹ B (Λ_b + λ)⁻¹ C, p × p; K = K(0).</summary>
    /// <param name="lambda">λ, above −Λ everywhere</param>
    /// <exception cref="ArgumentOutOfRangeException">λ cancels a decay rate</exception>
    public Matrix LoopGain(double lambda = 0)
    {
        var limit = -Math.Min(decayA.Min(), decayB.Min());
        if (!(lambda > limit))
            throw new ArgumentOutOfRangeException(nameof(lambda), $"λ = {lambda:R} must exceed {limit:R}.");
        return Divided(b, decayA, lambda) * Divided(c, decayB, lambda);
    }

    /// <summary>ρ(K(λ)), the spectral radius of the loop gain; continuous, and decreasing in λ while positive.</summary>
    /// <param name="lambda">λ, above −Λ everywhere</param>
    public double LoopGainRadius(double lambda = 0) => PerronRoot.Of(LoopGain(lambda));

    /// <summary>
    /// An eigenvector of J for its abscissa, largest entry 1: non-negative where that eigenvalue is simple. From a singular
    /// value decomposition, p + r entries.
    /// </summary>
    public double[] LeadingVector()
    {
        var shifted = Matrix - Matrix.ScaledIdentity(Size, Abscissa);
        var vector = Factorizations.SingularValueDecomposition(shifted).RightTransposed.Row(Size - 1).ToArray();
        var largest = vector.MaxBy(Math.Abs);
        // Adding 0 turns −0 into 0.
        return [.. vector.Select(x => (x / largest) + 0)];
    }

    /// <summary>The Jacobian of the leading n components of both kinds: blocks of Λ, B and C, not of K.</summary>
    /// <param name="size">n, from 1 up to the smaller size</param>
    /// <exception cref="ArgumentOutOfRangeException">there are not as many components</exception>
    public StageJacobian Truncate(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Math.Min(decayA.Length, decayB.Length));
        return new(decayA.AsSpan(0, size), decayB.AsSpan(0, size), Leading(b, size), Leading(c, size));
    }

    private static Matrix Divided(Matrix matrix, double[] decay, double lambda)
    {
        var result = matrix.Copy();
        for (var i = 0; i < result.Rows; i++)
        {
            foreach (ref var entry in result.Row(i))
                entry /= decay[i] + lambda;
        }

        return result;
    }

    private static Matrix Leading(Matrix matrix, int size)
    {
        var block = new Matrix(size, size);
        for (var i = 0; i < size; i++)
            matrix.Row(i)[..size].CopyTo(block.Row(i));
        return block;
    }

    private static void Require(ReadOnlySpan<double> values, Func<double, bool> allowed, string rule)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value) || !allowed(value))
                throw new ArgumentException($"Found {value:R}: {rule} and finite.");
        }
    }
}
