using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

/// <summary>
/// A mode inside 2 × 2 matrices in random bases, beside a weaker mode that rests at its balanced minimum: full gradient
/// descent, to be compared with the scalar recursion of the mode alone.
/// </summary>
public sealed class MatrixMode
{
    private readonly TargetMatrix target;
    private readonly MultiPathwayNetwork network;

    /// <summary>Matrices whose first mode has the given state.</summary>
    /// <param name="mode">pathways of one depth; its target is the larger singular value</param>
    /// <param name="stream">the source of all bases</param>
    public MatrixMode(PathwayMode mode, RandomStream stream)
    {
        Depth = mode.Depths[0];
        var weaker = new BalancedPoint(Depth, mode.Pathways, mode.Target / 2);
        target = TargetMatrix.Rotated(2, stream, mode.Target, weaker.Target);
        double[][] scales = [.. mode.Scales.ToArray().Select(r => new[] { r, weaker.Scale })];
        network = MultiPathwayNetworks.Aligned(mode.Depths.ToArray(), scales, target, stream);
    }

    /// <summary>L.</summary>
    public int Depth { get; }

    /// <summary>The weights: Gradient flow moves them too.</summary>
    public MultiPathwayNetwork Network => network;

    /// <summary>M.</summary>
    public Matrix Target => target.Matrix;

    /// <summary>The first mode as the matrices have it: r_p = (u₁ᵀW^(p)v₁)^(1/L).</summary>
    public PathwayMode Mode =>
        PathwayMode.Homogeneous(
            Depth,
            target.SingularValues[0],
            [.. Enumerable.Range(0, network.Pathways).Select(p => Math.Pow(Coefficient(p), 1.0 / Depth))]
        );

    /// <summary>One step of gradient descent on all weights.</summary>
    public void Step(double learningRate) => network.Step(target.Matrix, learningRate);

    private double Coefficient(int pathway) =>
        (target.Left.Transpose() * network.PathwayProduct(pathway) * target.Right)[0, 0];
}
