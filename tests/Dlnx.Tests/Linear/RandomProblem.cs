using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Linear;

/// <summary>A Gaussian network with a Gaussian target, for properties over depths and widths.</summary>
public sealed record RandomProblem(int Depth, int Width, ulong Seed)
{
    public static Gen<RandomProblem> Small =>
        from depth in Gen.Choose(1, 5)
        from width in Gen.Choose(1, 5)
        from seed in Gen.Choose(0, 1_000_000)
        select new RandomProblem(depth, width, (ulong)seed);

    public DeepLinearNetwork Network() => DeepLinearNetworks.Gaussian(Depth, Width, 0.7, new RandomStream(Seed));

    public Matrix Target() => RandomMatrices.Gaussian(Width, Width, new RandomStream(Seed).Substream("target"));

    public double[] Direction()
    {
        var direction = new double[Depth * Width * Width];
        new RandomStream(Seed).Substream("direction").FillNormal(direction);
        return direction;
    }
}
