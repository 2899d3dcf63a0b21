using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>Gradient descent from the neighbourhood of a minimum: a test of linear stability (A/prop-D.1).</summary>
public static class PerturbedMinimum
{
    /// <summary>The losses of a run that starts at the minimum plus noise on all weights.</summary>
    /// <param name="minimum">left as it is</param>
    /// <param name="etaLambda">ηλ of the sharpest mode, positive; 2 is the classical bound</param>
    /// <param name="perturbation">standard deviation of the normal noise</param>
    /// <param name="steps">number of losses, ≥ 1: before the first step, after it, …, after step steps − 1</param>
    /// <param name="stream">the source of the noise</param>
    public static double[] Losses(
        AlignedMinimum minimum,
        double etaLambda,
        double perturbation,
        int steps,
        RandomStream stream
    )
    {
        ArgumentNullException.ThrowIfNull(minimum);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var network = minimum.Network.Copy();
        foreach (ref var parameter in network.Parameters)
        {
            parameter += perturbation * stream.NextNormal();
        }

        var sharpest = PathwaySpectrum.ModeSharpness([.. network.Depths], minimum.Coefficients).Max();
        var losses = new double[steps];
        for (var t = 0; t < steps; t++)
        {
            losses[t] = network.Loss(minimum.Target);
            network.Step(minimum.Target, etaLambda / sharpest);
        }

        return losses;
    }
}
