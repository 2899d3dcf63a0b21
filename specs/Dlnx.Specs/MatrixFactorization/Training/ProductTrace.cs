using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>The singular values of the product W_L⋯W₁ of a network without biases, step after step.</summary>
/// <param name="network">a network of dense layers without biases</param>
/// <param name="from">the first step that is looked at</param>
public sealed class ProductTrace(NetworkArchitecture network, int from)
{
    private readonly SingularValueTracker tracker = new(network.Output.Size, network.Input.Size);
    private readonly List<double[]> values = [];

    /// <summary>Measures the values at a step from the first on.</summary>
    public void Look(int step, double loss, ReadOnlySpan<double> parameters)
    {
        if (step < from || !double.IsFinite(loss))
            return;
        Matrix? product = null;
        foreach (var block in network.Parameters)
        {
            var weight = new Matrix(block.Count / block.FanIn, block.FanIn, parameters[..block.Count]);
            product = product is null ? weight : weight * product;
            parameters = parameters[block.Count..];
        }
        values.Add(tracker.Measure(product!.Span));
    }

    /// <summary>One singular value, step after step.</summary>
    /// <param name="index">0 for the largest</param>
    public double[] Trace(int index) => [.. values.Select(all => all[index])];
}
