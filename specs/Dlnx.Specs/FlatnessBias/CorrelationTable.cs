using System.Runtime.InteropServices;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>p of a correlation r of a number of pairs.</summary>
public delegate double SignificanceTest(double correlation, int pairs);

/// <summary>A printed correlation with its printed p.</summary>
/// <param name="Correlation">r</param>
/// <param name="Significance">p</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PrintedCorrelation(double Correlation, double Significance)
{
    /// <summary>The number of pairs at which a test gives the printed p most nearly.</summary>
    public int ImpliedPairs(SignificanceTest test)
    {
        var r = Correlation;
        return CorrelationTest.ImpliedPairs(Significance, pairs => test(r, pairs));
    }

    /// <summary>|ln(p/printed p)|.</summary>
    public double LogError(SignificanceTest test, int pairs) =>
        Math.Abs(Math.Log(test(Correlation, pairs) / Significance));
}

/// <summary>A row of Table 2 of paper D.</summary>
/// <param name="Name">the seed, or all</param>
/// <param name="Pearson">its Pearson correlation</param>
/// <param name="Spearman">its rank correlation</param>
public sealed record CorrelationRow(string Name, PrintedCorrelation Pearson, PrintedCorrelation Spearman);

/// <summary>Table 2 of paper D as printed.</summary>
public static class CorrelationTable
{
    /// <summary>The 15 seeds.</summary>
    public static IReadOnlyList<CorrelationRow> Seeds { get; } =
    [
        new("seed 1", new(.4902, 8.48e-4), new(.5193, 3.59e-4)),
        new("seed 2", new(.8368, 3.23e-11), new(.6840, 1.58e-6)),
        new("seed 3", new(.5957, 8.24e-4), new(.5348, 3.37e-3)),
        new("seed 4", new(.6984, 3.58e-5), new(.6218, 4.12e-4)),
        new("seed 5", new(.5028, 2.44e-3), new(.7317, 8.80e-7)),
        new("seed 6", new(.2995, 2.36e-2), new(.3157, 1.67e-2)),
        new("seed 7", new(.6317, 1.15e-2), new(.6429, 9.74e-3)),
        new("seed 8", new(.6743, 1.15e-4), new(.6099, 7.31e-4)),
        new("seed 9", new(.7917, 1.90e-5), new(.7987, 1.42e-5)),
        new("seed 10", new(.6291, 1.37e-5), new(.6270, 1.50e-5)),
        new("seed 11", new(.5716, 6.59e-7), new(.5314, 5.25e-6)),
        new("seed 12", new(.5117, 5.33e-4), new(.6999, 2.50e-7)),
        new("seed 13", new(.4572, 4.45e-3), new(.4720, 3.18e-3)),
        new("seed 14", new(.8128, 6.26e-11), new(.5856, 4.62e-5)),
        new("seed 15", new(.7632, 2.52e-8), new(.6700, 4.21e-6)),
    ];

    /// <summary>All steps of all seeds.</summary>
    public static CorrelationRow All { get; } = new("all", new(.5905, 1.50e-53), new(.5485, 5.42e-45));
}
