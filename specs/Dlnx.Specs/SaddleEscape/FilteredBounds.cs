using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/lem-20",
    "Filtered bounds (39), (40)",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 20, eqs. (39), (40)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/lem-15", "C/eq-13"],
    Verdict = Verdict.Confirmed,
    Statement = """
        With gains $p_l = \|W_l\|_{op}$ for $l \le r$ and 1 otherwise: $\|f\|_{L^2} \lesssim \prod p_l$,
        $\|\beta_l h_{l-1}^\top\|_{L^2} \lesssim \prod_{j\ne l} p_j$; $E$ is the linear chain up to a relative
        $O(\varepsilon^2)$, and $G_l$ is of rank one up to the same, so $\|G_l\| \asymp \prod_{j\ne l}p_j$ for $l \le r$,
        and smaller by $\varepsilon$ for $l > r$. (Class B, the first layers being the bottleneck; the lower bounds under
        nondegeneracy.)
        """
)]
public sealed class FilteredBounds : ClaimSpec
{
    private static readonly double[] Scales = [0.1, 0.05, 0.025, 0.0125];

    [Parameter("phi", Description = "φ, of class B")]
    public string Phi { get; set; } = "tanh";

    [Parameter("widths", Min = 1, Max = 64, Description = "n₀ = 2, …, n_L = 1")]
    public int[] Widths { get; set; } = [2, 4, 4, 4, 4, 1];

    [Parameter("amp", Above = 0, Max = 3, Description = "amplitude of the weights")]
    public double Amplitude { get; set; } = 0.7;

    [Parameter("r", Min = 1, Max = 12, Description = "the first layers that are scaled")]
    public int Layers { get; set; } = 3;

    [Parameter(
        "eps",
        Above = 0,
        Max = 0.1,
        Description = "ε, the larger of the two scales between which slopes are taken"
    )]
    public double Eps { get; set; } = 0.025;

    [Parameter("angle", Min = -4, Max = 4, Description = "of u, in radians")]
    public double Angle { get; set; } = 0.6;

    private BottleneckNetwork Setting =>
        new()
        {
            Activation = ActivationChoice.Resolve(Phi, 1, ActivationClass.B),
            Widths = Widths,
            Amplitude = Amplitude,
            Layers = Layers,
            Scale = Eps,
            Angle = Angle,
        };

    public override void Validate() => Setting.Validated();

    [Check]
    public void Energy_output_and_gradients_scale_with_their_gains()
    {
        var setting = Setting;
        var (large, small) = (setting.Energy(), (setting with { Scale = Eps / 2 }).Energy());
        int r = Layers;
        Slope("E", Math.Abs(large.Value), Math.Abs(small.Value), r, r - 1);
        Slope("‖f‖", large.OutputNorm, small.OutputNorm, r, r - 1);
        Slope("‖G_1‖", Norm(large.Gradient(1)), Norm(small.Gradient(1)), r - 1, r);
        var last = setting.Depth;
        var expected = last <= r ? r - 1 : r;
        Slope($"‖G_{last}‖", Norm(large.Gradient(last)), Norm(small.Gradient(last)), expected, (2 * r) - 1 - expected);
    }

    [Check]
    public void The_gradient_of_the_first_layer_is_nearly_of_rank_one()
    {
        double[] ratios = [.. Scales.Take(3).Select(scale => SecondRatio(scale))];
        for (var i = 0; i < ratios.Length; i++)
            Evidence.Golden($"ε={Scales[i]}: second over first singular value of G_1", ratios[i], Relative(1e-3));
        Evidence
            .Agrees("its slope in ε", LineFit.LocalSlopes(Scales[..3], ratios)[^1], 2, Absolute(0.05))
            .Rejects("O(ε)", 1);
    }

    private static double SecondRatio(double scale)
    {
        var setting = new BottleneckNetwork { Amplitude = 0.7, Scale = scale };
        var values = Factorizations.SingularValues(new Matrix(4, 2, setting.Energy().Gradient(1)));
        return values[1] / values[0];
    }

    private static double Norm(ReadOnlySpan<double> values) => System.Numerics.Tensors.TensorPrimitives.Norm(values);

    private void Slope(string name, double large, double small, int expected, int rival) =>
        Evidence
            .Agrees(
                $"{name}: slope between ε = {Eps} and half of it",
                Math.Log2(large / small),
                expected,
                Absolute(0.06)
            )
            .Rejects($"ε^{rival}", rival);
}
