using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>One time of a gradient flow, with its imbalances found in two ways.</summary>
/// <param name="Time">t</param>
/// <param name="Imbalances">‖W_{l+1}‖² − ‖W_l‖² of the weights</param>
/// <param name="Integrated">their start plus the integral of −2𝔼⟨b_l, deficit(z_l)⟩</param>
public sealed record ImbalanceCourse(double Time, double[] Imbalances, double[] Integrated)
{
    /// <summary>
    /// Gradient flow by the rule of Runge and Kutta of order four, the integrals of the identity being further unknowns.
    /// </summary>
    public static IReadOnlyList<ImbalanceCourse> Along(
        PortableNetwork start,
        double step,
        int steps,
        CancellationToken cancellation
    )
    {
        var pass = start.Pass();
        double[] state = [.. pass.Network.Parameters, .. Of(pass.Network)];
        var course = new List<ImbalanceCourse>();
        for (var t = 0; t <= steps; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            Load(pass.Network, state);
            course.Add(new(t * step, Of(pass.Network), state[pass.Network.ParameterCount..]));
            state = Next(pass, start.Loss, state, step);
        }
        return course;
    }

    private static double[] Of(DenseNetwork network) =>
        [.. Enumerable.Range(1, network.Depth - 1).Select(l => network.SquaredNorm(l + 1) - network.SquaredNorm(l))];

    private static double[] Next(NetworkPass pass, LossKind loss, double[] state, double h)
    {
        var k1 = Rates(pass, loss, state);
        var k2 = Rates(pass, loss, Shifted(state, k1, h / 2));
        var k3 = Rates(pass, loss, Shifted(state, k2, h / 2));
        var k4 = Rates(pass, loss, Shifted(state, k3, h));
        return [.. state.Select((x, i) => x + (h / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i])))];
    }

    private static double[] Rates(NetworkPass pass, LossKind loss, double[] state)
    {
        Load(pass.Network, state);
        var at = new Imbalance(pass, loss);
        var layers = Enumerable.Range(1, pass.Network.Depth);
        return
        [
            .. layers.SelectMany(l => at.Gradient(l).ToArray().Select(g => -g)),
            .. layers.SkipLast(1).Select(at.Identity),
        ];
    }

    private static double[] Shifted(double[] state, double[] rates, double h) =>
        [.. state.Zip(rates, (x, rate) => x + (h * rate))];

    private static void Load(DenseNetwork network, double[] state) =>
        state.AsSpan(0, network.ParameterCount).CopyTo(network.Parameters);
}
