namespace Dlnx.Networks;

/// <summary>
/// The noise of a batch, at any strength: the update uses g + ρ(g_B − g), with a new batch B at every step drawn by a partial
/// Fisher–Yates shuffle from SplitMix64(1000003·seed + 17). ρ = 0 is gradient descent, ρ = 1 stochastic gradient descent. For
/// losses that are means over examples.
/// </summary>
/// <param name="Strength">ρ ∈ [0, 1]</param>
/// <param name="BatchSize">|B|, 1 to the number of examples</param>
/// <param name="Seed">of the run</param>
public sealed record GradientNoise(double Strength, int BatchSize, ulong Seed)
{
    /// <summary>Throws where a number is out of its range.</summary>
    /// <param name="examples">N</param>
    /// <exception cref="ArgumentException">names the number and its range</exception>
    public void Validate(int examples)
    {
        if (Strength is not (>= 0 and <= 1))
            throw new ArgumentException($"The noise strength ρ is {Strength:R}; it must be in [0, 1].");
        if (BatchSize < 1 || BatchSize > examples)
            throw new ArgumentException($"The batch size is {BatchSize}; there are {examples} examples.");
    }
}
