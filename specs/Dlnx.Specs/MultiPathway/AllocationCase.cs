using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

/// <summary>A random aligned, depth-balanced minimum with random bases, for properties.</summary>
internal sealed record AllocationCase(int[] Depths, double[][] Coefficients, ulong Seed)
{
    // The minimum is built when it is first asked for: a case that only shows its text needs none.
    private AlignedMinimum? minimum;
    private double[]? spectrum;

    /// <summary>d = 2…4, P = 1…3, all pathways of one depth L = 1…4.</summary>
    public static Gen<AllocationCase> Homogeneous() =>
        from depth in Draw.Integer(1, 4)
        from pathways in Draw.Integer(1, 3)
        from allocation in With([.. Enumerable.Repeat(depth, pathways)])
        select allocation;

    /// <summary>d = 2…4, P = 1…3, depths L_p = 1…4 drawn independently.</summary>
    public static Gen<AllocationCase> Mixed() =>
        from pathways in Draw.Integer(1, 3)
        from depths in Draw.Integer(1, 4).ArrayOf(pathways)
        from allocation in With(depths)
        select allocation;

    public int Width => Coefficients[0].Length;

    public AlignedMinimum Minimum => minimum ??= AlignedMinimum.Random(Depths, Coefficients, new RandomStream(Seed));

    /// <summary>The d² eigenvalues of Σ(AAᵀ)⊗(BᵀB), descending: the non-zero part of the full Hessian's spectrum.</summary>
    public double[] GramSpectrum =>
        spectrum ??= Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Gram(Minimum.Network));

    /// <summary>Largest difference of a predicted list from the Gram spectrum, over the largest eigenvalue.</summary>
    public double Deviation(Func<int[], double[][], IEnumerable<double>> predicted)
    {
        var measured = GramSpectrum;
        double[] sorted = [.. predicted(Depths, Coefficients).OrderDescending()];
        return sorted.Length == measured.Length
            ? measured.Zip(sorted, (a, b) => Math.Abs(a - b)).Max() / measured[0]
            : double.PositiveInfinity;
    }

    public override string ToString() =>
        $"L = ({string.Join(", ", Depths)}), s = ({string.Join("; ", Coefficients.Select(Row))}), bases of seed {Seed}";

    private static string Row(double[] row) => string.Join(", ", row.Select(s => s.ToString("R")));

    private static Gen<AllocationCase> With(int[] depths) =>
        from width in Draw.Integer(2, 4)
        from coefficients in Draw.Between(0, 2).ArrayOf(width).ArrayOf(depths.Length)
        from seed in Draw.Seed()
        select new AllocationCase(depths, coefficients, seed);
}
