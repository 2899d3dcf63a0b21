using Dlnx.Escape;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/thm-1x",
    "Extensions worth gating (beyond the paper)",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper, from Theorem 1",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        (a) One step of gradient descent with learning rate $\eta$ changes $\|W_{l+1}\|^2-\|W_l\|^2$ by exactly
        $$-2\eta\,\mathbb E\langle b_l,\mathcal E_\varphi(z_l)\rangle+\eta^2\big(\|\nabla_{W_{l+1}}\|^2-\|\nabla_{W_l}\|^2\big).$$
        (b) Neuron by neuron, under gradient flow,
        $\frac{d}{dt}\big(\|W_{l+1}[:,i]\|^2-\|W_l[i,:]\|^2\big)=-2\,\mathbb E\big[b_{l,i}\,\mathcal E_\varphi(z_{l,i})\big]$.
        (c) With biases $\beta_l$ in layer $l$ the identity of Theorem 1 holds for $\|W_{l+1}\|^2-\|W_l\|^2-\|\beta_l\|^2$.
        """
)]
public sealed class ImbalanceExtensions : PortableNetworkSpec
{
    [Parameter("eta", Above = 0, Max = 1, Description = "η, the learning rate")]
    public double LearningRate { get; set; } = 0.01;

    [Check]
    public void A_step_of_gradient_descent_adds_the_squared_gradients()
    {
        var holds = Evidence.ForAll(
            "|change − both orders|/(1 + η Σ‖W‖‖∇‖ + η²Σ‖∇‖²), worst layer",
            RandomNetwork.With([.. RandomNetwork.Smooth, .. RandomNetwork.Kinked]).ToArbitrary(),
            network => StepDeviation(network.Imbalance(), secondOrder: 1),
            Absolute(1e-13)
        );
        // Below, the squared gradients drown in rounding.
        if (LearningRate >= 1e-5)
        {
            holds
                .Rejects("without the η² term", network => StepDeviation(network.Imbalance(), secondOrder: 0))
                .Rejects("the η² term with the other sign", network => StepDeviation(network.Imbalance(), -1));
        }
    }

    [Check]
    public void The_chosen_network_obeys_it_too()
    {
        var at = Chosen.Imbalance();
        var step = ImbalanceStep.Of(at, LearningRate);
        double[] predicted = [.. step.FirstOrder.Zip(step.SecondOrder, (first, second) => first + second)];
        var scale = PerLayer(Depth, l => StepScale(at, l)).Max();
        var agreement = Evidence.Agrees(
            $"change in a step, {Phi}, {Loss}, η = {LearningRate:R}",
            [.. step.Change],
            predicted,
            Absolute(1e-13 * scale)
        );
        if (step.SecondOrder.Max(Math.Abs) > 1e-10 * scale)
            agreement.Rejects("without the η² term", [.. step.FirstOrder]);
    }

    [Check]
    public void Each_neuron_obeys_the_identity() =>
        Evidence
            .ForAll(
                "|rate of neuron i + 2𝔼[b deficit]|/(1 + Σ‖W‖‖∇‖), worst neuron",
                RandomNetwork.With([.. RandomNetwork.Smooth, .. RandomNetwork.Kinked]).ToArbitrary(),
                network => network.Worst((at, l) => NeuronDeviation(at, l, factor: 1)),
                Absolute(1e-13)
            )
            .Rejects("factor 1", network => network.Worst((at, l) => NeuronDeviation(at, l, factor: 0.5)));

    [Check]
    public void Biases_join_the_norm_of_their_layer()
    {
        // A bias is the weight of one more input that is always 1; what lies below layer l only provides its inputs.
        Evidence
            .ForAll(
                "|d/dt(‖W₂‖² − ‖W₁‖² − ‖β₁‖²) − identity|/(1 + Σ‖W‖‖∇‖)",
                RandomNetwork.With(RandomNetwork.Smooth).ToArbitrary(),
                network => BiasDeviation(network, BiasNorm.Counted),
                Absolute(1e-12)
            )
            .Rejects("without ‖β₁‖²", network => BiasDeviation(network, BiasNorm.Ignored));
    }

    private double StepDeviation(Imbalance at, double secondOrder)
    {
        var step = ImbalanceStep.Of(at, LearningRate);
        return step
            .Change.Select(
                (change, i) =>
                    Math.Abs(change - step.FirstOrder[i] - (secondOrder * step.SecondOrder[i])) / StepScale(at, i + 1)
            )
            .Max();
    }

    private double StepScale(Imbalance at, int l)
    {
        var squares = Math.Pow(at.GradientNorm(l), 2) + Math.Pow(at.GradientNorm(l + 1), 2);
        return 1 + (LearningRate * RandomNetwork.RoundingScale(at, l)) + (LearningRate * LearningRate * squares);
    }

    private static double NeuronDeviation(Imbalance at, int l, double factor)
    {
        var rates = at.MatrixRate(l).DiagonalEntries();
        // The diagonal of −2𝔼[b deficitᵀ] holds −2𝔼[b_i deficit(z_i)].
        var identity = at.NaiveMatrixIdentity(l).DiagonalEntries();
        return rates.Zip(identity, (rate, side) => Math.Abs(rate - (factor * side))).Max();
    }

    private static double BiasDeviation(RandomNetwork drawn, BiasNorm norm)
    {
        var wider = drawn with { Widths = [drawn.Widths[0] + 1, .. drawn.Widths[1..]] };
        var pass = wider.Pass();
        pass.Examples.InputRow(drawn.Widths[0]).Fill(1);
        var at = new Imbalance(pass, drawn.Loss);
        var rate = at.Drift(1) + (norm == BiasNorm.Ignored ? BiasNormRate(at) : 0);
        return Math.Abs(rate - at.Identity(1)) / RandomNetwork.RoundingScale(at, 1);
    }

    /// <summary>d‖β₁‖²/dt, β₁ being the last column of the widened W₁.</summary>
    private static double BiasNormRate(Imbalance at)
    {
        var columns = at.Network.Widths[0];
        var sum = 0.0;
        for (var i = columns - 1; i < at.Gradient(1).Length; i += columns)
            sum -= 2 * at.Network.Layer(1)[i] * at.Gradient(1)[i];
        return sum;
    }

    private enum BiasNorm
    {
        Counted,
        Ignored,
    }
}
