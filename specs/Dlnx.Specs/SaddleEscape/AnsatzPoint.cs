using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>A full network on the symmetric ansatz with its exact population.</summary>
/// <param name="Activation">φ</param>
/// <param name="Scales">a₁, …, a_L</param>
/// <param name="Width">m</param>
/// <param name="Alpha">α</param>
public sealed record AnsatzPoint(Activation Activation, double[] Scales, int Width, double Alpha)
{
    private readonly double[] direction = ChainSetting.DirectionFor(Activation, Scales, Alpha);

    /// <summary>The manifold.</summary>
    public SymmetricManifold Manifold => SymmetricManifold.OfWidth(Scales.Length, Width, direction);

    /// <summary>Flow N at this point: rates 1, 1/m, …, 1/m, 1/m².</summary>
    public double[] NormalisedRates => NetworkFlow.NormalisedRates(Scales.Length, Width);

    /// <summary>The population's gradient, in the order of the parameters.</summary>
    public double[] Gradient()
    {
        var network = Manifold.Network(Activation, Scales);
        var gradient = new double[network.ParameterCount];
        new NetworkPass(network, ChainSetting.Population(Activation, Alpha, direction)).Gradient(
            LossKind.Mse,
            gradient
        );
        return gradient;
    }

    /// <summary>da/dτ, τ = t/m, of the full network under dW_l/dt = −c_l∇.</summary>
    /// <param name="rates">c₁, …, c_L</param>
    public double[] Velocity(double[] rates)
    {
        var network = Manifold.Network(Activation, Scales);
        var flow = new NetworkFlow(network, ChainSetting.Population(Activation, Alpha, direction), rates);
        var velocity = new double[network.ParameterCount];
        flow.Velocity(0, [.. flow.Start], velocity);
        return [.. Manifold.Read(velocity).Select(v => Width * v)];
    }
}
