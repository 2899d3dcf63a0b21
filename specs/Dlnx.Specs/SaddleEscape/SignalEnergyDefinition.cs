using System.Numerics.Tensors;
using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/eq-13",
    "Signal energy",
    Kind = ClaimKind.Definition,
    Source = "eq. (13)",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        $E = \mathbb E[s f]$ with $s = \langle u, x\rangle$, $G_l = \mathbb E[s\,\beta_l h_{l-1}^\top] = \partial E/\partial W_l$
        with $\beta_l = \partial f/\partial z_l$, $A = \sum_l \|G_l\|_F^2$, $M = \max_{l \le r}\|W_l\|_{op}$. Exactly,
        $E = \langle W_L, G_L\rangle$.
        """
)]
public sealed class SignalEnergyDefinition : ClaimSpec
{
    [Parameter("phi", Description = "φ")]
    public string Phi { get; set; } = "tanh";

    [Parameter("widths", Min = 1, Max = 64, Description = "n₀ = 2, …, n_L = 1")]
    public int[] Widths { get; set; } = [2, 4, 4, 4, 4, 1];

    [Parameter("amp", Above = 0, Max = 3, Description = "amplitude of the weights")]
    public double Amplitude { get; set; } = 0.7;

    [Parameter("r", Min = 1, Max = 12, Description = "layers scaled by eps")]
    public int Layers { get; set; } = 3;

    [Parameter("eps", Above = 0, Max = 1, Description = "ε")]
    public double Eps { get; set; } = 0.05;

    [Parameter("angle", Min = -4, Max = 4, Description = "of u, in radians")]
    public double Angle { get; set; } = 0.6;

    private BottleneckNetwork Setting =>
        new()
        {
            Activation = ActivationChoice.Resolve(Phi),
            Widths = Widths,
            Amplitude = Amplitude,
            Layers = Layers,
            Scale = Eps,
            Angle = Angle,
        };

    public override void Validate() => Setting.Validated();

    [Check]
    public void It_is_the_pairing_of_the_last_layer_with_its_gradient()
    {
        foreach (var name in Activations.Names)
        {
            var setting = Setting with { Activation = Activations.Find(name) };
            var energy = setting.Energy();
            Evidence.Agrees(
                $"{name}: E against ⟨W_L, G_L⟩",
                Pairing(setting, energy, setting.Depth),
                energy.Value,
                Absolute(1e-12 * Math.Max(Math.Abs(energy.Value), energy.OutputNorm))
            );
        }

        // The rival needs activations that are not homogeneous, and layers large enough to show it.
        var plain = new BottleneckNetwork { Amplitude = 0.7, Scale = 1 };
        var whole = plain.Energy();
        for (var l = 1; l < plain.Depth; l++)
        {
            Evidence
                .Agrees("tanh, unscaled: E", Pairing(plain, whole, plain.Depth), whole.Value, Relative(1e-12))
                .Rejects($"E = ⟨W_{l}, G_{l}⟩", Pairing(plain, whole, l));
        }
    }

    [Check]
    public void Its_gradient_matches_central_differences()
    {
        const double h = 1e-5;
        var setting = Setting;
        var network = setting.Start();
        var pass = new NetworkPass(network, setting.Population());
        var energy = new SignalEnergy(pass, setting.Direction);
        for (var l = 1; l <= setting.Depth; l++)
        {
            var layer = l;
            double[] differences = [.. Enumerable.Range(0, network.Layer(l).Length).Select(i => Difference(layer, i))];
            var scale = differences.Max(Math.Abs);
            Evidence
                .Agrees($"G_{l}", energy.Gradient(l), differences, Absolute(1e-6 * Math.Max(scale, 1e-3)))
                .Rejects("half of it, as for ½𝔼[sf]", [.. differences.Select(g => g / 2)]);
        }

        double Difference(int l, int i)
        {
            var value = network.Layer(l)[i];
            network.Layer(l)[i] = value + h;
            var above = new SignalEnergy(pass, setting.Direction).Value;
            network.Layer(l)[i] = value - h;
            var below = new SignalEnergy(pass, setting.Direction).Value;
            network.Layer(l)[i] = value;
            return (above - below) / (2 * h);
        }
    }

    private static double Pairing(BottleneckNetwork setting, SignalEnergy energy, int l) =>
        TensorPrimitives.Dot<double>(setting.Start().Layer(l), energy.Gradient(l));
}
