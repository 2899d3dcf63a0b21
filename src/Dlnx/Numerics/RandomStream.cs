using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;

namespace Dlnx.Numerics;

/// <summary>
/// The only source of randomness: xoshiro256** (Blackman, Vigna, "Scrambled linear pseudorandom number generators", ACM
/// TOMS 47, 2021), its 256-bit state filled by <see cref="SplitMix64"/> from one 64-bit seed. Period 2²⁵⁶ − 1. Not thread
/// safe: give every worker a substream.
/// </summary>
/// <param name="seed">any value; equal seeds give equal streams</param>
[SuppressMessage(
    "Naming",
    "CA1711:Identifiers should not have incorrect suffix",
    Justification = "A random stream is the term of the field; nobody takes it for a System.IO.Stream."
)]
public sealed class RandomStream(ulong seed)
{
    private const double TwoToMinus53 = 1.0 / (1UL << 53);

    private readonly ulong[] state = Expand(seed);
    private double spareNormal = double.NaN;

    /// <summary>The seed this stream was made from.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>
    /// An independent stream with a name. It depends on this stream's seed and the name only, not on how much of this
    /// stream was consumed: its seed is mix(mix(seed) + FNV-1a(UTF-8 of the name)), mix being SplitMix64's finisher.
    /// </summary>
    public RandomStream Substream(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var hash = Fnv1a.Hash(Encoding.UTF8.GetBytes(name));
        return new RandomStream(SplitMix64.Mix(SplitMix64.Mix(Seed) + hash));
    }

    /// <summary>
    /// An independent stream with a number. Depends on this stream's seed and the number only: its seed is
    /// mix(mix(¬seed) + (index + 1)·γ), γ being SplitMix64's increment; distinct indices give distinct seeds.
    /// </summary>
    public RandomStream Substream(ulong index) =>
        new(SplitMix64.Mix(SplitMix64.Mix(~Seed) + unchecked((index + 1) * SplitMix64.GoldenGamma)));

    /// <summary>The next 64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        var s = state;
        var result = BitOperations.RotateLeft(s[1] * 5, 7) * 9;
        var shifted = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= shifted;
        s[3] = BitOperations.RotateLeft(s[3], 45);
        return result;
    }

    /// <summary>Uniform on [0, 1): the upper 53 bits times 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * TwoToMinus53;

    /// <summary>Uniform on [low, high).</summary>
    /// <exception cref="ArgumentOutOfRangeException">a bound is not finite or low exceeds high</exception>
    public double NextUniform(double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
        {
            throw new ArgumentOutOfRangeException(
                nameof(low),
                $"A uniform draw needs finite bounds in order; found [{low}, {high})."
            );
        }

        return low + ((high - low) * NextDouble());
    }

    /// <summary>Uniform on {low, …, highExclusive − 1}, without bias (Lemire's multiplication with rejection).</summary>
    /// <exception cref="ArgumentOutOfRangeException">the range is empty</exception>
    public int NextInt32(int low, int highExclusive)
    {
        if (low >= highExclusive)
        {
            throw new ArgumentOutOfRangeException(
                nameof(highExclusive),
                $"An integer draw needs a non-empty range; found {low} up to but not including {highExclusive}."
            );
        }

        var count = (ulong)((long)highExclusive - low);
        var rejected = unchecked(0UL - count) % count;
        ulong high;
        ulong fraction;
        do
        {
            high = Math.BigMul(NextUInt64(), count, out fraction);
        } while (fraction < rejected);

        return (int)(low + (long)high);
    }

    /// <summary>Standard normal, by Marsaglia's polar method; every second draw is the partner of the one before.</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(spareNormal))
        {
            var spare = spareNormal;
            spareNormal = double.NaN;
            return spare;
        }

        double u;
        double v;
        double square;
        do
        {
            u = (2 * NextDouble()) - 1;
            v = (2 * NextDouble()) - 1;
            square = (u * u) + (v * v);
        } while (square is >= 1 or 0);

        var factor = Math.Sqrt(-2 * Math.Log(square) / square);
        spareNormal = v * factor;
        return u * factor;
    }

    /// <summary>Fills the span with independent standard normal draws.</summary>
    public void FillNormal(Span<double> destination)
    {
        foreach (ref var value in destination)
        {
            value = NextNormal();
        }
    }

    private static ulong[] Expand(ulong seed)
    {
        var generator = new SplitMix64(seed);
        return [generator.Next(), generator.Next(), generator.Next(), generator.Next()];
    }
}
