using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>Gradient descent from the neighbourhood of a minimum: a test of linear stability (A/prop-D.1).</summary>
public static class PerturbedMinimum
{
    /// <summary>The weights of the minimum plus independent normal noise on each of them.</summary>
    /// <param name="minimum">left as it is</param>
    /// <param name="perturbation">standard deviation of the noise</param>
    /// <param name="stream">the source of the noise</param>
    public static MultiPathwayNetwork Start(AlignedMinimum minimum, double perturbation, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(minimum);
        ArgumentNullException.ThrowIfNull(stream);
        var network = minimum.Network.Copy();
        foreach (ref var parameter in network.Parameters)
        {
            parameter += perturbation * stream.NextNormal();
        }

        return network;
    }

    /// <summary>The losses along gradient descent: before the first step, after it, …, after step steps − 1.</summary>
    /// <param name="start">the network, which moves</param>
    /// <param name="target">M</param>
    /// <param name="learningRate">η</param>
    /// <param name="steps">number of losses, ≥ 1</param>
    public static double[] Losses(MultiPathwayNetwork start, Matrix target, double learningRate, int steps)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var losses = new double[steps];
        for (var t = 0; t < steps; t++)
        {
            losses[t] = start.Loss(target);
            start.Step(target, learningRate);
        }

        return losses;
    }
}
