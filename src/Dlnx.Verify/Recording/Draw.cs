using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Verify.Recording;

/// <summary>Generators for the cases of <see cref="ForAll{T}"/>.</summary>
public static class Draw
{
    private const int Steps = 1 << 20;

    /// <summary>A number in [low, high], on a grid of 2^20 equal steps.</summary>
    public static Gen<double> Between(double low, double high) =>
        Gen.Choose(0, Steps).Select(step => low + ((high - low) * step / Steps));

    /// <summary>A number in [low, high] whose logarithm is spread evenly; both positive.</summary>
    public static Gen<double> LogBetween(double low, double high) =>
        Between(Math.Log(low), Math.Log(high)).Select(Math.Exp);

    /// <summary>An integer from low to high, both included.</summary>
    public static Gen<int> Integer(int low, int high) => Gen.Choose(low, high);

    /// <summary>A seed for a random stream inside a case.</summary>
    public static Gen<ulong> Seed() => Gen.Choose(0, int.MaxValue).Select(seed => (ulong)seed);

    /// <summary>Strictly decreasing positive numbers in [low, high], neighbours at least a factor 1.05 apart.</summary>
    /// <param name="count">How many; at most what fits.</param>
    /// <param name="low">Smallest allowed number, positive.</param>
    /// <param name="high">Largest allowed number.</param>
    public static Gen<double[]> Spectrum(int count, double low, double high)
    {
        var room = Math.Log(high / low) - (count * Math.Log(1.05));
        if (!(room > 0))
            throw new ArgumentException($"{count} numbers a factor 1.05 apart do not fit into [{low}, {high}].");
        return Between(0, 1)
            .ArrayOf(count)
            .Select(shares =>
            {
                Array.Sort(shares, (a, b) => b.CompareTo(a));
                return shares
                    .Select((share, i) => low * Math.Exp((room * share) + ((count - i) * Math.Log(1.05))))
                    .ToArray();
            });
    }
}
