using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity(
    "C/signal-energy",
    "The signal energy of a network with a bottleneck, its growth terms and its gradient",
    Source = "C/eq-13, C/prop-8, C/lem-10, C/lem-20"
)]
public sealed class SignalEnergyTerms : Quantity
{
    [Parameter("phi", Description = "φ")]
    public string Phi { get; set; } = "tanh";

    [Parameter("widths", Min = 1, Max = 64, Description = "n₀ = 2, …, n_L = 1")]
    public int[] Widths { get; set; } = [2, 4, 4, 4, 4, 1];

    [Parameter("amp", Above = 0, Max = 3, Description = "amplitude of the weights")]
    public double Amplitude { get; set; } = 0.7;

    [Parameter("r", Min = 1, Max = 12, Description = "layers scaled by eps")]
    public int Layers { get; set; } = 3;

    [Parameter(Description = "which layers are scaled")]
    public BottleneckPosition Position { get; set; }

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
            Position = Position,
            Scale = Eps,
            Angle = Angle,
        };

    public override void Validate() => Setting.Validated();

    public override Outputs Evaluate()
    {
        var (setting, energy) = (Setting, Setting.Energy());
        var singular = Enumerable.Range(1, setting.Depth).Select(l => SingularValues(energy, l)).ToArray();
        return new()
        {
            { "E", energy.Value },
            { "A", energy.SquaredNorm },
            { "teacherTerm", energy.TeacherTerm },
            { "selfTerm", energy.SelfTerm },
            { "teacherExcess", (energy.TeacherTerm / (setting.Mu1 * energy.SquaredNorm)) - 1 },
            { "selfRatio", energy.SelfTerm / (Math.Abs(energy.Value) * energy.SquaredNorm) },
            { "outputNorm", energy.OutputNorm },
            { "gradientNorm", singular.Select(values => Math.Sqrt(values.Sum(s => s * s))).ToArray() },
            { "secondSingular", singular.Select(values => values.Length > 1 ? values[1] : 0).ToArray() },
        };
    }

    private double[] SingularValues(SignalEnergy energy, int l) =>
        Factorizations.SingularValues(new Matrix(Widths[l], Widths[l - 1], energy.Gradient(l)));
}
