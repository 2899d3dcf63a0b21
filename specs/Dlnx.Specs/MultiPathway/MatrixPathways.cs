using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

/// <summary>
/// A mode inside full matrix gradient descent: pathways of 3 × 3 layers aligned with a rotated target diag(σ, σ/2, 0), with
/// random bases between the layers. The second mode is learnt beside the first one, the third stays zero.
/// </summary>
public sealed class MatrixPathways
{
    private const int Width = 3;

    private readonly TargetMatrix target;
    private readonly PathwayFrame frame;
    private readonly MultiPathwayNetwork network;

    /// <summary>The network at its start.</summary>
    /// <param name="depth">L, of all pathways</param>
    /// <param name="sigma">σ, the target value of the mode</param>
    /// <param name="scales">r_p of the mode, for each pathway</param>
    /// <param name="stream">the source of the target's and the layers' bases</param>
    public MatrixPathways(int depth, double sigma, IReadOnlyList<double> scales, RandomStream stream)
    {
        target = TargetMatrix.Rotated(Width, stream, sigma, sigma / 2);
        var depths = Enumerable.Repeat(depth, scales.Count).ToArray();
        frame = PathwayFrame.Random(depths, target.Left, target.Right, stream);
        var beside = 0.5 * Math.Pow(sigma / 2, 1.0 / depth);
        network = frame.Network((p, _) => [scales[p], p == 0 ? beside : beside / 4, 0]);
    }

    /// <summary>The weights; gradient flow moves them too.</summary>
    public MultiPathwayNetwork Network => network;

    /// <summary>M.</summary>
    public Matrix Target => target.Matrix;

    /// <summary>The mode as the first layers have it.</summary>
    public PathwayMode Mode =>
        new([.. network.Depths], target.SingularValues[0], [.. Enumerable.Range(0, network.Pathways).Select(Scale)]);

    /// <summary>One step of gradient descent on all layers.</summary>
    /// <param name="eta">η</param>
    public void Step(double eta) => network.Step(target.Matrix, eta);

    /// <summary>r_p of the mode, read from the first layer.</summary>
    /// <param name="pathway">p, from 0</param>
    public double Scale(int pathway) => frame.Project(network, pathway, 0)[0, 0];
}
