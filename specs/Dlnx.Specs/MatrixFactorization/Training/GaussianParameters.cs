using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>Gaussian starts of networks without biases.</summary>
public static class GaussianParameters
{
    /// <summary>Every weight from N(0, s²), s by the fan-in of its layer, in the order of the flat vector.</summary>
    /// <param name="network">of dense layers without biases</param>
    /// <param name="seed">of the normal numbers</param>
    /// <param name="deviation">s as a function of the fan-in</param>
    public static double[] Draw(NetworkArchitecture network, int seed, Func<int, double> deviation)
    {
        var normals = new PortableNormals((ulong)seed);
        var parameters = new double[network.ParameterCount];
        var next = 0;
        foreach (var block in network.Parameters)
        {
            for (var end = next + block.Count; next < end; next++)
                parameters[next] = deviation(block.FanIn) * normals.Next();
        }
        return parameters;
    }
}
