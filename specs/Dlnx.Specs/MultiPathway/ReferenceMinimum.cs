using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

/// <summary>The worked example of A/prop-4.1: d = 2, two pathways of depth 3, σ = (3, 2).</summary>
public static class ReferenceMinimum
{
    /// <summary>L of both pathways.</summary>
    public static int[] Depths => [3, 3];

    /// <summary>s_{p,i}: pathway 1 carries (2, 0.5), pathway 2 carries (1, 1.5).</summary>
    public static double[][] Coefficients =>
        [
            [2, 0.5],
            [1, 1.5],
        ];

    /// <summary>The minimum in random bases.</summary>
    public static AlignedMinimum In(RandomStream stream) => AlignedMinimum.Random(Depths, Coefficients, stream);
}
