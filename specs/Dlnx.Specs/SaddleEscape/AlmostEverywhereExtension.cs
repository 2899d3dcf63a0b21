using Dlnx.Escape;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/A.5",
    "Almost-everywhere extension, ReLU",
    Kind = ClaimKind.Remark,
    Source = "App. A.5",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/thm-1"],
    Verdict = Verdict.Corrected,
    Statement = """
        Theorem 1 extends to Lipschitz, piecewise $C^1$ activations such as ReLU with any fixed choice of $\varphi'$ at the kinks,
        because the set of inputs for which a pre-activation hits a kink is null for Gaussian inputs.
        """,
    Corrected = """
        Theorem 1 holds for Lipschitz, piecewise $C^1$ activations with any fixed choice of $\varphi'$ at the kinks, as an identity
        for the gradient that backpropagation computes with that choice. Beyond layer 1 a kink may be hit with positive
        probability; for ReLU that does not matter, because $z\varphi'(z)=0$ at its kink $z=0$ whatever $\varphi'(0)$ is.
        """,
    Explanation = """
        In the scalar ReLU chain $z_1=x$, $z_2=W_2\max(x,0)$ the kink is hit with $P(z_2=0)=\tfrac12$. A saturated unit of hard tanh
        can put $z_2$ exactly on a kink away from 0, for special weights, and then the drift depends on the choice.
        """
)]
public sealed class AlmostEverywhereExtension : ClaimSpec
{
    [Parameter(Min = 0, Max = 1, Description = "the derivative at the kink, tried beside 0, 1/2 and 1")]
    public double Subgradient { get; set; }

    [Parameter(Min = 1, Max = 64, Description = "n₀, …, n_L, for 2 to 8 layers")]
    public int[] Widths { get; set; } = [2, 3, 4, 3, 1];

    [Parameter("amp", Min = 0.01, Max = 3, Description = "scale of the weights")]
    public double Amplitude { get; set; } = 0.8;

    private double[] Choices => [.. new[] { Subgradient, 0, 0.5, 1 }.Distinct()];

    public override void Validate() => PortableNetwork.RequireWidths(Widths);

    [Check]
    public void The_identity_holds_with_dead_units_and_any_choice_at_the_kink() =>
        Evidence
            .ForAll(
                "|drift − identity| and |drift| over 1 + Σ‖W‖‖∇‖, worst layer and choice",
                RandomNetwork.With(RandomNetwork.Kinked).ToArbitrary(),
                network => Choices.Max(choice => Deviation(network, choice)),
                Absolute(1e-12)
            )
            .Rejects(
                "the drift of tanh",
                network => Math.Abs(new Imbalance(network.Pass(Activations.Tanh), network.Loss).Drift(1))
            );

    [Check]
    public void It_holds_on_the_portable_network()
    {
        foreach (var slope in new[] { 0, 0.1 })
        {
            var activation = new PiecewiseLinearActivation("kinked", slope, Subgradient);
            var portable = new PortableNetwork(activation, LossKind.Mse, Widths, Amplitude, 50);
            var at = portable.Imbalance();
            double[] drift = [.. Enumerable.Range(1, Widths.Length - 2).Select(at.Drift)];
            double[] identity = [.. Enumerable.Range(1, Widths.Length - 2).Select(at.Identity)];
            var scale = Enumerable.Range(1, Widths.Length - 2).Max(l => RandomNetwork.RoundingScale(at, l));
            var agreement = Evidence.Agrees(
                $"negative slope {slope:R}: drift",
                drift,
                identity,
                Absolute(1e-12 * scale)
            );
            var tanh = (portable with { Activation = Activations.Tanh }).Imbalance().Drift(1);
            if (Math.Abs(tanh) > 1e-9 * scale)
                agreement.Rejects("the drift of tanh", [tanh, .. drift[1..]]);
        }
    }

    [Check(Role = Role.Counterexample)]
    public void Half_of_the_inputs_hit_the_kink_of_the_second_layer()
    {
        var network = new DenseNetwork([1, 1, 1, 1], Activations.Find("relu"));
        network.Parameters.Fill(1);
        var examples = new ExampleSet(20_000, 1, 1);
        new RandomStream(StreamSeed()).FillNormal(examples.Inputs);
        var pass = new NetworkPass(network, examples);
        pass.Forward();
        double hits = pass.Z(2).Count(0.0);
        // Five standard deviations of the share among 20 000 draws.
        Evidence
            .Agrees(
                "share of Gaussian inputs with z₂ = 0",
                hits / examples.Count,
                0.5,
                Absolute(5 * 0.5 / Math.Sqrt(20_000))
            )
            .Rejects("a null set", 0);
        Evidence.Matches("inputs with z₁ = 0", pass.Z(1).Count(0.0), 0);
    }

    [Check(Role = Role.Counterexample)]
    public void On_a_kink_away_from_zero_the_drift_depends_on_the_choice()
    {
        var drifts = Choices.Select(HardTanhChain).ToArray();
        double[] measured = [.. drifts.Select(at => at.Drift(2))];
        Evidence
            .Agrees(
                $"hard tanh: drift of l = 2 for φ′(1) = {string.Join(", ", Choices)}",
                measured,
                [.. drifts.Select(at => at.Identity(2))],
                Absolute(1e-13)
            )
            .Rejects("one value for all", [.. measured.Select(_ => measured[0])]);
        // f = h₂ = 1 and y = 0, so b₂ = 1 and the deficit is 1 − φ′(1).
        Evidence
            .Agrees(
                "the same by hand, −2(1 − φ′(1))",
                measured,
                [.. Choices.Select(c => -2 * (1 - c))],
                Absolute(1e-13)
            )
            .Rejects("conservation", new double[measured.Length]);
        Evidence.Above(
            "spread of the drift over the choices",
            drifts.Max(at => at.Drift(2)) - drifts.Min(at => at.Drift(2)),
            0.1
        );
    }

    /// <summary>z₁ = 3x, z₂ = h₁, z₃ = h₂ at x = 1: the first unit is saturated and the second stands on its kink at 1.</summary>
    private static Imbalance HardTanhChain(double slopeAtKink)
    {
        double Slope(double z) =>
            Math.Abs(z) < 1 ? 1
            : Math.Abs(z) > 1 ? 0
            : slopeAtKink;
        var hardTanh = new CustomActivation("hard tanh", z => Math.Clamp(z, -1, 1), Slope, _ => 0, [0, 1]);
        var network = new DenseNetwork([1, 1, 1, 1], hardTanh);
        double[] weights = [3, 1, 1];
        weights.CopyTo(network.Parameters);
        var examples = new ExampleSet(1, 1, 1);
        examples.Inputs[0] = 1;
        return new(new NetworkPass(network, examples), LossKind.Mse);
    }

    private static double Deviation(RandomNetwork drawn, double choice)
    {
        var slope = Activations.Find(drawn.Phi).Value(-1) * -1;
        var pass = drawn.Pass(new PiecewiseLinearActivation("kinked", slope, choice));
        Silence(pass.Network);
        var at = new Imbalance(pass, drawn.Loss);
        return Enumerable
            .Range(1, pass.Network.Depth - 1)
            .Max(l =>
                Math.Max(Math.Abs(at.Drift(l) - at.Identity(l)), Math.Abs(at.Drift(l)))
                / RandomNetwork.RoundingScale(at, l)
            );
    }

    /// <summary>Makes unit 0 of every odd hidden layer zero for all inputs, and of every even one dead for ReLU.</summary>
    private static void Silence(DenseNetwork network)
    {
        for (var l = 1; l < network.Depth; l++)
        {
            foreach (ref var weight in network.Layer(l)[..network.Widths[l - 1]])
                weight = l % 2 == 1 ? 0 : -Math.Abs(weight);
        }
    }
}
