using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Tests.Flatness;

/// <summary>Random points of sums of products.</summary>
internal static class RandomTheta
{
    /// <summary>Entries of random sign with magnitudes in [0.3, 1.8].</summary>
    public static double[] Draw(RandomStream stream, int count)
    {
        var theta = new double[count];
        for (var i = 0; i < count; i++)
            theta[i] = stream.NextUniform(0.3, 1.8) * (stream.NextDouble() < 0.5 ? -1 : 1);
        return theta;
    }

    /// <summary>A sum of three to six terms that share their parameters.</summary>
    public static SumOfProducts SharedSum(RandomStream stream, int parameters)
    {
        var terms = Enumerable
            .Range(0, stream.NextInt32(3, 7))
            .Select(_ => Enumerable.Range(0, parameters).Where(_ => stream.NextDouble() < 0.6).ToArray())
            .Select(indices => new ProductTerm(stream.NextUniform(-2, 2), indices));
        return new(parameters, [.. terms]);
    }
}
