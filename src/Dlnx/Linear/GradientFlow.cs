using System.Numerics.Tensors;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;

namespace Dlnx.Linear;

/// <summary>
/// Gradient flow θ̇ = −∇f(θ) of a linear network by the classical Runge–Kutta method of order four with a fixed step.
/// </summary>
public sealed class GradientFlow
{
    private readonly ILinearNetwork network;
    private readonly RungeKutta4 method;
    private readonly double[] parameters;

    /// <summary>The flow of a network towards a target.</summary>
    /// <param name="network">the network to move, in place</param>
    /// <param name="target">M, d × d</param>
    public GradientFlow(ILinearNetwork network, Matrix target)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.network = network;
        parameters = new double[network.ParameterCount];
        method = new RungeKutta4(Velocity, network.ParameterCount);

        void Velocity(double time, ReadOnlySpan<double> theta, Span<double> velocity)
        {
            theta.CopyTo(network.Parameters);
            network.Gradient(target, velocity);
            TensorPrimitives.Negate(velocity, velocity);
        }
    }

    /// <summary>Moves the network along the flow by one step of time.</summary>
    /// <param name="step">the step, positive; the error of a fixed time is of order step⁴</param>
    public void Advance(double step)
    {
        network.Parameters.CopyTo(parameters);
        method.Advance(0, parameters, step);
        parameters.CopyTo(network.Parameters);
    }
}
