using System.Numerics.Tensors;
using Dlnx.Numerics.Ode;

namespace Dlnx.Escape;

/// <summary>
/// Gradient flow dW_l/dt = −c_l ∇_{W_l} of the squared loss ½𝔼‖f − y‖² of a full network on an example set, for the adaptive
/// integrator. The uniform flow has c ≡ 1; the normalised one c₁ = 1, c_l = 1/m, c_L = 1/m² (C, Section 0). Not thread safe.
/// </summary>
public sealed class NetworkFlow
{
    private readonly DenseNetwork network;
    private readonly NetworkPass pass;
    private readonly double[] rates;
    private readonly double[] velocity;

    /// <summary>A flow whose scratch network starts as a copy of the given one.</summary>
    /// <param name="network">widths, activation and start</param>
    /// <param name="examples">x, y and their weights</param>
    /// <param name="rates">c₁, …, c_L &gt; 0; null for the uniform flow</param>
    /// <exception cref="ArgumentException">not one positive rate for each layer, or examples that do not fit</exception>
    public NetworkFlow(DenseNetwork network, ExampleSet examples, IReadOnlyList<double>? rates = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.network = network.Copy();
        pass = new NetworkPass(this.network, examples);
        this.rates = [.. rates ?? [.. Enumerable.Repeat(1.0, network.Depth)]];
        if (this.rates.Length != network.Depth || !Array.TrueForAll(this.rates, rate => rate > 0))
        {
            throw new ArgumentException(
                $"A network of {network.Depth} layers needs as many positive rates; found {string.Join(", ", this.rates)}.",
                nameof(rates)
            );
        }

        velocity = new double[network.ParameterCount];
        Start = network.Parameters.ToArray();
    }

    /// <summary>The weights at t = 0, in the order of the network's parameters.</summary>
    public IReadOnlyList<double> Start { get; }

    /// <summary>The rates of flow N for hidden width m (C, Section 0): 1, 1/m, …, 1/m, 1/m².</summary>
    /// <param name="depth">L ≥ 2</param>
    /// <param name="width">m</param>
    public static double[] NormalisedRates(int depth, int width) =>
        [1, .. Enumerable.Repeat(1.0 / width, depth - 2), 1.0 / (width * (double)width)];

    /// <summary>½𝔼y², the loss of the network that is zero.</summary>
    public double BaselineLoss
    {
        get
        {
            var sum = 0.0;
            for (var c = 0; c < pass.Examples.OutputDimension; c++)
            {
                var y = pass.Examples.TargetRow(c);
                sum += pass.Examples.Expectation(y, y);
            }

            return 0.5 * sum;
        }
    }

    /// <summary>The pass at the weights of the last evaluation.</summary>
    public NetworkPass Pass => pass;

    /// <summary>The loss at given weights.</summary>
    /// <param name="weights">in the order of the network's parameters</param>
    public double Loss(ReadOnlySpan<double> weights)
    {
        weights.CopyTo(network.Parameters);
        return pass.Loss(LossKind.Mse);
    }

    /// <summary>Writes dW/dt at given weights; has the form of an <see cref="OdeSystem"/>.</summary>
    /// <param name="time">not used: the flow is autonomous</param>
    /// <param name="weights">in the order of the network's parameters</param>
    /// <param name="velocity">as many places</param>
    public void Velocity(double time, ReadOnlySpan<double> weights, Span<double> velocity)
    {
        weights.CopyTo(network.Parameters);
        pass.Gradient(LossKind.Mse, velocity);
        for (var l = 1; l <= network.Depth; l++)
        {
            var part = network.Part(velocity, l);
            TensorPrimitives.Multiply(part, -rates[l - 1], part);
        }
    }

    /// <summary>
    /// Moves weights by one explicit Euler step, a step of gradient descent with learning rate c_l times the time step. The
    /// examples may be other ones at every step, as in stochastic gradient descent.
    /// </summary>
    /// <param name="weights">in the order of the network's parameters; overwritten</param>
    /// <param name="timeStep">Δt &gt; 0</param>
    public void Step(Span<double> weights, double timeStep)
    {
        Velocity(0, weights, velocity);
        TensorPrimitives.MultiplyAdd(velocity, timeStep, weights, weights);
    }

    /// <summary>An event that ends the integration when the loss falls to a level.</summary>
    /// <param name="level">the loss</param>
    public OdeEvent LossEvent(double level) =>
        new((_, weights) => Loss(weights) - level, EventDirection.Falling, EventAction.Stop);

    /// <summary>Integrates from the start until an event stops it, or up to a horizon.</summary>
    /// <param name="horizon">the time to give up at</param>
    /// <param name="options">accuracy; null for the defaults</param>
    /// <param name="events">what to look for</param>
    public OdeSolution Run(double horizon, OdeOptions? options = null, params ReadOnlySpan<OdeEvent> events) =>
        OdeSolver.Solve(Velocity, 0, [.. Start], horizon, options, events);
}
