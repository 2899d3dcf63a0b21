using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// Gradient flow θ̇ = −∇f(θ) of a linear network by the classical Runge–Kutta method of order four with a fixed step.
/// </summary>
/// <param name="network">the network to move, in place</param>
/// <param name="target">M, d × d</param>
public sealed class GradientFlow(ILinearNetwork network, Matrix target)
{
    private static readonly double[] Nodes = [0, 0.5, 0.5, 1];
    private static readonly double[] Weights = [1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6];

    private readonly double[] before = new double[network.ParameterCount];
    private readonly double[] after = new double[network.ParameterCount];
    private readonly double[] gradient = new double[network.ParameterCount];

    /// <summary>Moves the network along the flow by one step of time.</summary>
    /// <param name="step">the step, positive; the error of a fixed time is of order step⁴</param>
    public void Advance(double step)
    {
        network.Parameters.CopyTo(before);
        before.CopyTo(after, 0);
        gradient.AsSpan().Clear();
        for (var stage = 0; stage < Nodes.Length; stage++)
        {
            TensorPrimitives.FusedMultiplyAdd<double>(gradient, -step * Nodes[stage], before, network.Parameters);
            network.Gradient(target, gradient);
            TensorPrimitives.FusedMultiplyAdd<double>(gradient, -step * Weights[stage], after, after);
        }

        after.CopyTo(network.Parameters);
    }
}
