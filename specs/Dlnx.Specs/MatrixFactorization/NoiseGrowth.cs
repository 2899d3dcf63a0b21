using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>How a perturbation off the singular vectors develops under gradient descent (B/bt-transverse).</summary>
public static class NoiseGrowth
{
    private const double Seed = 1e-9;
    private const int FirstStep = 200;
    private const int LastStep = 20_000;
    private const double Large = 1e-4;

    /// <summary>
    /// The factor per two steps of max(|P₁₂| + |P₂₁|) over two-step blocks of the product P, from step 200 until 10⁻⁴ is
    /// reached, by least squares on its logarithm; three layers start on the two-cycle of σ₁ with a seed of 10⁻⁹.
    /// </summary>
    /// <param name="sigma">σ₁, σ₂, σ₃</param>
    /// <param name="eta">η, with ηS₁ in (2, 4]</param>
    /// <param name="cancellation">ends the run</param>
    public static double Measure(double[] sigma, double eta, CancellationToken cancellation)
    {
        var target = TargetMatrix.Diagonal(sigma.Length, sigma);
        var orbit = TwoPeriodOrbit.At(3, eta * StepChoice.Sharpness(3, sigma[0]), sigma[0]);
        var layer = Matrix.Diagonal(sigma.Length, sigma.Length, [orbit.Rho1, .. sigma.Skip(1).Select(Math.Cbrt)]);
        var network = DeepLinearNetworks.FromLayers(layer, layer, layer);
        OffDiagonalSeed.Add(network, target, Seed);
        for (var t = 0; t < FirstStep; t++)
            network.Step(target.Matrix, eta);
        List<double> logarithms = [];
        for (var t = FirstStep; t < LastStep; t += 2)
        {
            cancellation.ThrowIfCancellationRequested();
            var first = Noise(network);
            network.Step(target.Matrix, eta);
            var block = Math.Max(first, Noise(network));
            network.Step(target.Matrix, eta);
            // Below 10⁻¹⁴ rounding errors feed the noise.
            if (block > Large || block < 1e-14)
                break;
            logarithms.Add(Math.Log(block));
        }
        return Math.Exp(Slope(logarithms));
    }

    private static double Noise(DeepLinearNetwork network)
    {
        var product = network.Product();
        return Math.Abs(product[0, 1]) + Math.Abs(product[1, 0]);
    }

    private static double Slope(List<double> values)
    {
        var middle = (values.Count - 1) / 2.0;
        var mean = values.Average();
        var covariance = values.Select((value, t) => (t - middle) * (value - mean)).Sum();
        return covariance / values.Select((_, t) => (t - middle) * (t - middle)).Sum();
    }
}
