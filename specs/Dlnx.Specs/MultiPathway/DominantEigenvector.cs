using System.Numerics.Tensors;
using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/lem-C.1",
    "Mode-wise dominant eigenvalue (appendix form)",
    Kind = ClaimKind.Lemma,
    Source = "Lemma C.1, eq. (40); Section C.3",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/prop-4.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        In the coordinates $\varsigma_{l}^{(p)}$ of one mode the Hessian at a depth-balanced minimum has the eigenvector
        $J = \big(s_p^{1-1/L}\big)_{p,l}$ with eigenvalue $\lambda = \|J\|^2 = L\sum_p s_p^{2-2/L}$; all other eigenvalues are 0.
        """
)]
public sealed class DominantEigenvector : ClaimSpec
{
    [Parameter("L", Min = 1, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("s", Min = 0, Max = 1e6, Description = "s_p, what each pathway carries of the mode")]
    public double[] Coefficients { get; set; } = [2, 0.5];

    public override void Validate() => AllocationRules.Require(Coefficients);

    [Check]
    public void The_eigenvector_has_entries_s_to_the_power_1_minus_1_over_L()
    {
        var cases = SplitCase.Over(Draw.Integer(1, 6), Draw.Integer(1, 4));
        Evidence
            .ForAll(
                "‖HJ − λJ‖/(λ‖J‖), P = 1…4, L = 1…6",
                cases.ToArbitrary(),
                c => Defect(c.Depth, c.Split, L => 1 - (1.0 / L)),
                Absolute(1e-12)
            )
            .Rejects("entries s^(1/L)", c => Defect(c.Depth, c.Split, L => 1.0 / L))
            .Rejects("entries s", c => Defect(c.Depth, c.Split, _ => 1));
        Evidence
            .ForAll("the other eigenvalues over λ", cases.ToArbitrary(), c => Others(c.Depth, c.Split), Absolute(1e-12))
            .Rejects("loss kept at a residual of 0.1", c => OthersAwayFromTheMinimum(c));
    }

    [Check]
    public void At_the_given_setting_too()
    {
        var agreement = Evidence.Agrees(
            "‖HJ − λJ‖/(λ‖J‖)",
            Defect(Depth, Coefficients, L => 1 - (1.0 / L)),
            0,
            Absolute(1e-12)
        );
        // With one value of s, or at L = 2 (for s^(1/L)), the wrong exponents give the same direction.
        if (Coefficients.Length > 1 && Defect(Depth, Coefficients, _ => 1) > 1e-6)
            agreement.Rejects("entries s", Defect(Depth, Coefficients, _ => 1));
        Evidence.Agrees("the other eigenvalues over λ", Others(Depth, Coefficients), 0, Absolute(1e-12));
        var mode = Mode(Depth, Coefficients);
        var differenced = Differenced(mode);
        var lambda = SplitCase.LambdaOf(Depth, Coefficients);
        Evidence
            .Agrees(
                "finite differences of ½(Σ_p Π_l ς − σ)²: largest eigenvalue",
                Factorizations.SymmetricEigenvalues(differenced)[0],
                lambda,
                Relative(1e-5)
            )
            .Rejects("loss without the ½", 2 * lambda);
    }

    [Check]
    public void In_all_weights_the_eigenvector_moves_the_mode_alone()
    {
        // Jᵀ(u_i v_iᵀ) is the gradient when the residual is u_i v_iᵀ.
        var minimum = ReferenceMinimum.In(new RandomStream(StreamSeed()));
        for (var i = 0; i < 2; i++)
        {
            var direction = Gradient(minimum, i, i);
            var image = new double[direction.Length];
            minimum.Network.HessianVectorProduct(minimum.Target, direction, image);
            var lambda = PathwaySpectrum.ModeSharpness(ReferenceMinimum.Depths, minimum.Coefficients)[i];
            double[] predicted = [.. direction.Select(x => lambda * x)];
            Evidence
                .Agrees($"mode {i + 1}: H·w against λw, all 24 entries", image, predicted, Absolute(1e-12 * lambda))
                .Rejects("half the eigenvalue", [.. predicted.Select(x => x / 2)]);
            Evidence
                .Agrees(
                    $"mode {i + 1}: ‖w‖²",
                    TensorPrimitives.SumOfSquares<double>(direction),
                    lambda,
                    Relative(1e-12)
                )
                .Rejects("λ/L, one layer only", lambda / 3);
        }
    }

    private static LayeredMode Mode(int depth, double[] s) =>
        LayeredMode.Balanced(DepthChoice.For([depth], s.Length, "s"), s.Sum(), s);

    private static double Defect(int depth, double[] s, Func<int, double> exponent)
    {
        double[] candidate = [.. s.SelectMany(x => Enumerable.Repeat(Math.Pow(x, exponent(depth)), depth))];
        var column = new Matrix(candidate.Length, 1, candidate);
        var lambda = SplitCase.LambdaOf(depth, s);
        var residual = (Mode(depth, s).Hessian() * column) - (lambda * column);
        return residual.FrobeniusNorm() / (lambda * column.FrobeniusNorm());
    }

    private static double Others(int depth, double[] s) => Others(Mode(depth, s), SplitCase.LambdaOf(depth, s));

    private static double Others(LayeredMode mode, double lambda) =>
        Factorizations.SymmetricEigenvalues(mode.Hessian()).Skip(1).Select(Math.Abs).DefaultIfEmpty(0).Max() / lambda;

    private static double OthersAwayFromTheMinimum(SplitCase c)
    {
        var mode = LayeredMode.Balanced(DepthChoice.For([c.Depth], c.Pathways, "P"), c.Sigma + 0.1, c.Split);
        return Others(mode, c.Lambda);
    }

    private static Matrix Differenced(LayeredMode mode)
    {
        var values = mode.Values.ToArray();
        double Loss(ReadOnlySpan<double> at)
        {
            at.CopyTo(mode.Values);
            return mode.Loss;
        }
        return CentralDifferences.Hessian(Loss, values, 1e-4 * values.Max());
    }

    private static double[] Gradient(AlignedMinimum minimum, int i, int j)
    {
        var unit = new Matrix(minimum.Frame.Width, minimum.Frame.Width) { [i, j] = 1 };
        var shifted = minimum.Target - (minimum.Frame.Left * unit * minimum.Frame.Right.Transpose());
        var gradient = new double[minimum.Network.ParameterCount];
        minimum.Network.Gradient(shifted, gradient);
        return gradient;
    }
}
