using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/prop-8",
    "Signal-energy identity (14)",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 8, App. D.1, eq. (42)",
    Aliases = ["C/eq-42"],
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/eq-13", "C/lem-20", "C/first-hermite"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Under the uniform flow of the squared loss, exactly
        $$\dot E = \sum_l \langle G_l, \mathbb E[y\,\beta_l h_{l-1}^\top]\rangle - R, \qquad
          R = \sum_l\langle G_l, \mathbb E[f\,\beta_l h_{l-1}^\top]\rangle.$$
        If the first $r$ layers are the bottleneck, of scale $\varepsilon$, the teacher term is
        $\alpha\mu_1 A\,(1 + O(\varepsilon^2))$ for Class B and $\alpha\mu_1A\,(1 + O(\varepsilon))$ for Class C.
        """,
    Explanation = """
        In the source the bottleneck is the first $r$ layers, and the hypothesis is needed: when layer 1 is of order 1 the
        correction is of order 1 too, however small the last layers are.
        """
)]
public sealed class SignalEnergyIdentity : ClaimSpec
{
    private static readonly double[] Scales = [0.1, 0.05, 0.025, 0.0125];

    [Parameter("phi", Description = "φ, of class B or C")]
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

    [Parameter(Description = "which layers are scaled")]
    public BottleneckPosition Position { get; set; }

    private BottleneckNetwork Setting =>
        new()
        {
            Activation = ActivationChoice.Resolve(Phi, 1, ActivationClass.B, ActivationClass.C),
            Widths = Widths,
            Amplitude = Amplitude,
            Layers = Layers,
            Scale = Eps,
            Angle = Angle,
            Position = Position,
        };

    public override void Validate() => Setting.Validated();

    [Check]
    public void The_energy_grows_by_the_teacher_term_less_the_self_interaction()
    {
        var setting = Setting;
        var flow = setting.Flow();
        var weights = flow.Start.ToArray();
        var velocity = new double[weights.Length];
        flow.Velocity(0, weights, velocity);
        var energy = setting.Energy();

        // The step is relative to the size of the velocity; the difference is then exact to about 1e-10.
        var step = 1e-4 / Math.Max(1, velocity.Max(Math.Abs));
        var rate = (EnergyAt(step) - EnergyAt(-step)) / (2 * step);
        var curvature = (EnergyAt(2 * step) - EnergyAt(-2 * step)) / (4 * step);
        Evidence
            .Agrees("dE/dt along the flow", ((4 * rate) - curvature) / 3, energy.Rate, Relative(1e-8))
            .Rejects("αμ₁A alone", setting.Alpha * setting.Mu1 * energy.SquaredNorm);

        double EnergyAt(double by)
        {
            var moved = setting.Start();
            for (var i = 0; i < weights.Length; i++)
                moved.Parameters[i] = weights[i] + (by * velocity[i]);
            return new SignalEnergy(new NetworkPass(moved, setting.Population()), setting.Direction).Value;
        }
    }

    [Check]
    public void The_teacher_term_is_the_drive_times_A()
    {
        Excess("tanh L=3", Activations.Tanh, [2, 4, 4, 1], 2);
        Excess("tanh L=5", Activations.Tanh, [2, 4, 4, 4, 4, 1], 2);
        Excess("gelu L=5", Activations.Find("gelu"), [2, 4, 4, 4, 4, 1], 1);
    }

    [Check]
    public void A_wide_first_layer_makes_the_correction_of_order_one()
    {
        foreach (var (name, widths) in new[] { ("tanh", new[] { 2, 4, 4, 4, 1 }), ("gelu", [2, 4, 4, 4, 4, 1]) })
        {
            var setting = new BottleneckNetwork
            {
                Activation = Activations.Find(name),
                Widths = widths,
                Amplitude = 0.7,
                Scale = 0.01,
                Position = BottleneckPosition.Last,
            };
            Evidence.Golden($"{name}: T/(μ₁A) − 1, last three layers × 0.01", ExcessOf(setting), Relative(1e-5));
            Evidence
                .Agrees(
                    $"{name}: the correction does not fall with ε",
                    ExcessOf(setting with { Scale = 0.001 }),
                    ExcessOf(setting),
                    Relative(0.05)
                )
                .Rejects("as ε, ten times smaller", ExcessOf(setting) / 10);
        }
    }

    private void Excess(string name, Activation activation, int[] widths, int order)
    {
        var setting = new BottleneckNetwork
        {
            Activation = activation,
            Widths = widths,
            Amplitude = 0.7,
        };
        double[] excess = [.. Scales.Select(scale => Math.Abs(ExcessOf(setting with { Scale = scale })))];
        for (var i = 0; i < Scales.Length; i++)
            Evidence.Golden($"{name}, ε={Scales[i]}: |T/(μ₁A) − 1|", excess[i], Relative(1e-3));
        Evidence
            .Agrees(
                $"{name}: its slope in ε, last pair",
                LineFit.LocalSlopes(Scales, excess)[^1],
                order,
                Absolute(0.05)
            )
            .Rejects("the other order", 3 - order);
        Evidence
            .Agrees($"{name}: T/A at ε = {Scales[^1]}", TeacherRatio(setting), setting.Mu1, Relative(0.01))
            .Rejects("μ₁²", setting.Mu1 * setting.Mu1);
        Figure($"{name}: relative correction of the teacher term", Axis.Log("ε"), Axis.Log("|T/(μ₁A) − 1|"))
            .Line($"ε^{order}", Scales, [.. Scales.Select(e => excess[^1] * Math.Pow(e / Scales[^1], order))])
            .Points("network", Scales, excess);
    }

    private static double TeacherRatio(BottleneckNetwork setting)
    {
        var energy = (setting with { Scale = Scales[^1] }).Energy();
        return energy.TeacherTerm / energy.SquaredNorm;
    }

    private static double ExcessOf(BottleneckNetwork setting)
    {
        var energy = setting.Energy();
        return (energy.TeacherTerm / (setting.Alpha * setting.Mu1 * energy.SquaredNorm)) - 1;
    }
}
