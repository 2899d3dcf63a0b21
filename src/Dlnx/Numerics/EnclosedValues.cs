namespace Dlnx.Numerics;

/// <summary>
/// The leading eigenvalues without their vectors: a run goes on until their errors, not their residuals, are below the
/// tolerance, provided that nothing is hidden from it above a ceiling (<see cref="ValueEnclosure"/>). A second run from a
/// random start, in the complement of the leading Ritz vectors, then makes it improbable that anything is
/// (<see cref="MissedValueBound"/>).
/// </summary>
internal sealed class EnclosedValues(KrylovSpace space, LanczosOptions options)
{
    /// <summary>Operator applications of the second run.</summary>
    public int Confirmations { get; private set; }

    /// <summary>
    /// Extends the space until the values are enclosed. Gives up, with the space as far as it is, when it becomes invariant,
    /// when the residuals are below their own tolerance before that, or when the second run finds a hidden value.
    /// </summary>
    /// <param name="stream">of start vectors</param>
    /// <returns>whether the leading values of the space's last analysis are the eigenvalues</returns>
    public bool AreFound(RandomStream stream) => Enclose() is { } enclosure && IsConfirmed(enclosure, stream);

    private ValueEnclosure? Enclose()
    {
        var check = options.Count + 1;
        while (space.Size < options.MaximumIterations)
        {
            space.Extend();
            if (space.IsInvariant)
                return null;
            if (space.Size < check)
                continue;
            check = space.Size + 1 + (space.Size / 48);
            if (!MayBeEnclosed())
                continue;
            space.Analyse();
            var allowed = options.ValueTolerance * space.Scale;
            if (ValueEnclosure.Of(space.Values, space.Residuals, options.Count, allowed) is { } enclosure)
                return enclosure;
            if (space.Residuals.Take(options.Count).Max() <= options.Tolerance * space.Scale)
                return null;
        }

        return null;
    }

    // The last of the values is the last to converge, as a rule. It and its residual cost far less than all.
    private bool MayBeEnclosed()
    {
        var last = SturmSequence.Value(space.Diagonal, space.Coupling, options.Count - 1);
        var residual = space.Residual(last);
        return residual * residual <= options.ValueTolerance * space.Scale * space.Scale
            || residual <= options.Tolerance * space.Scale;
    }

    private bool IsConfirmed(ValueEnclosure enclosure, RandomStream stream)
    {
        var missed = new MissedValueBound(space.Dimension, enclosure.Ceiling);
        var complement = space.Complement(enclosure.Leading);
        complement.Start(stream);
        while (complement.Size < Math.Min(space.Size, options.MaximumIterations - space.Size))
        {
            complement.Extend();
            Confirmations++;
            missed.Advance(complement.Diagonal[^1], complement.Coupling[^1]);
            if (missed.IsExceeded)
                return false;
            if (complement.IsInvariant || missed.Probability <= options.MissProbability)
                return true;
        }

        return false;
    }
}
