namespace Dlnx.Numerics;

/// <summary>
/// How far the leading eigenvalues of A may be above the leading Ritz values of a Lanczos run, if A's compression C to the
/// orthogonal complement of the leading Ritz vectors has no eigenvalue at or above a ceiling x.
/// </summary>
/// <remarks>
/// The residuals of the Ritz vectors are multiples rⱼ of one unit vector u. In a basis that begins with the first p of them, A
/// consists of diag(θ₁…θₚ), C, and the coupling ruᵀ. For y > x the matrix C − y is negative definite, and by Sylvester's law of
/// inertia A has as many eigenvalues above y as diag(θ) + s·rrᵀ has, where s = uᵀ(y − C)⁻¹u ≤ 1/(y − x). A change of rank
/// one lets at most one more pass, and none if Σⱼ rⱼ²/(y − θⱼ) &lt; y − x. That at y = θᵢ + ε says λᵢ ≤ θᵢ + ε; λᵢ ≥ θᵢ by
/// Cauchy. For an isolated value it is the bound r²/(θᵢ − x) of Temple and Kato, for all of them at once that of Lehmann;
/// clusters need no special care (Parlett, The Symmetric Eigenvalue Problem, chapters 10 and 11).
/// </remarks>
/// <param name="Leading">p, at least as many as are wanted: the more are taken out, the farther is the rest from x</param>
/// <param name="Ceiling">x</param>
internal sealed record ValueEnclosure(int Leading, double Ceiling)
{
    // The part of the gap below the last value that a ceiling may use up: a step more of the first run brings the ceiling
    // closer to that value, and saves the second run some steps.
    private const double Share = 0.125;

    // The bound is met with a factor to spare, for rounding in the residuals.
    private const double Safety = 2;

    /// <summary>Encloses the leading eigenvalues; null where no ceiling above the next Ritz value does it.</summary>
    /// <param name="values">all Ritz values, descending</param>
    /// <param name="residuals">their residuals</param>
    /// <param name="count">k, how many eigenvalues are wanted, fewer than there are Ritz values</param>
    /// <param name="allowed">ε, the largest error</param>
    public static ValueEnclosure? Of(
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> residuals,
        int count,
        double allowed
    )
    {
        ValueEnclosure? best = null;
        var clearance = 0.0;
        for (var leading = count; leading < Math.Min(values.Length, (2 * count) + 1); leading++)
        {
            var ceiling = values[count - 1] - (Safety * Needed(values[..leading], residuals, count, allowed));
            var above = ceiling - values[leading];
            if (above > Math.Max(clearance, (1 - Share) * (values[count - 1] - values[leading])))
                (best, clearance) = (new(leading, ceiling), above);
        }

        return best;
    }

    /// <summary>How far the ceiling has to be below the last of the wanted values.</summary>
    private static double Needed(ReadOnlySpan<double> values, ReadOnlySpan<double> residuals, int count, double allowed)
    {
        var needed = allowed;
        for (var i = 0; i < count; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < values.Length; j++)
                sum += residuals[j] * residuals[j] / (values[i] + allowed - values[j]);
            needed = Math.Max(needed, sum - (values[i] - values[count - 1]));
        }

        return needed;
    }
}
