using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace Dlnx.Fuzzing;

/// <summary>What a reader did with damaged content.</summary>
internal enum Reading
{
    /// <summary>It is still valid, or harmless.</summary>
    Read,

    /// <summary>It was refused with the documented exception and a message that names the place.</summary>
    Refused,
}

/// <summary>
/// Reads many damaged copies of a valid file. Anything but the documented exception, a long read, or much memory is a
/// failure, shown with the damages that led to it.
/// </summary>
internal static class Fuzz
{
    /// <summary>The environment variable with the number of damaged copies for each reader.</summary>
    public const string Variable = "DLNX_FUZZ_CASES";

    private const int DefaultCases = 2000;
    private const long LargestAllocation = 64L << 20;

    // A loaded machine may stop a thread for seconds; a reader that hangs takes longer than this.
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(20);

    private static int Cases =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), out var cases) ? cases : DefaultCases;

    /// <summary>Damages a file in many ways and reads each of them.</summary>
    /// <param name="valid">A file that is read without a problem.</param>
    /// <param name="read">Reads content, catches the documented exception and nothing else, and asserts its message.</param>
    /// <param name="leastRefused">The share of damaged copies, in percent, that the reader must notice at least.</param>
    public static void Survives(byte[] valid, Func<byte[], Reading> read, int leastRefused = 10)
    {
        Assert.That(read(valid), Is.EqualTo(Reading.Read), "The undamaged file must be read.");
        var refused = 0;
        var largest = 0L;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(20502531, 0x9E3779B97F4A7C15),
            Prop.ForAll(
                Mutation.Several.ToArbitrary(),
                mutations =>
                {
                    var content = mutations.Aggregate(valid, (bytes, mutation) => mutation.Apply(bytes));
                    var clock = Stopwatch.StartNew();
                    // What was allocated is at least what was held.
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    if (read(content) == Reading.Refused)
                        refused++;
                    var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                    largest = Math.Max(largest, allocated);
                    return allocated <= LargestAllocation && clock.Elapsed < LongestRead;
                }
            )
        );
        TestContext.Out.WriteLine(
            $"{Cases} damaged files: {refused} refused, {Cases - refused} read; at most {largest} bytes."
        );
        Assert.That(refused, Is.GreaterThanOrEqualTo(Cases / 100 * leastRefused), "Hardly any damage was noticed.");
    }
}
