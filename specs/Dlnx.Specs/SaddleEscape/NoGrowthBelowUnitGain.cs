using System.Numerics;
using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/rem-converse",
    "Converse",
    Kind = ClaimKind.Remark,
    Source = "Appendix E.2, after Proposition 24",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/prop-24"],
    Verdict = Verdict.Corrected,
    Statement = """
        $\rho(K) \le 1$ implies that $J$ has no positive real eigenvalue (complex pairs with positive real part may still occur).
        """,
    Corrected = """
        $J$ is non-negative off its diagonal, so the largest real part of its eigenvalues is an eigenvalue itself: $\rho(K) < 1$
        implies that **all** eigenvalues have negative real part, $\rho(K) = 1$ that the largest is 0, $\rho(K) > 1$ that it is
        positive. In one dimension of each kind: growth exactly for $bc > \lambda_a\lambda_b$.
        """,
    Explanation = """
        The implication is right and too modest. Perron–Frobenius for matrices with non-negative entries off the diagonal
        excludes the parenthesis: no complex pair can lie to the right of the largest real eigenvalue.
        """
)]
public sealed class NoGrowthBelowUnitGain : ClaimSpec
{
    private const int Cases = 2000;

    [Parameter("Lambda_a", Above = 0, Max = 1e6, Description = "diagonal of Λ_a")]
    public double[] DecayA { get; set; } = [1, 2];

    [Parameter("Lambda_b", Above = 0, Max = 1e6, Description = "diagonal of Λ_b")]
    public double[] DecayB { get; set; } = [0.5, 1.5, 1];

    [Parameter("B", Min = 0, Max = 1e6, Description = "couplings, one row for each entry of Λ_a")]
    public double[][] B { get; set; } = StageChoice.DefaultB;

    [Parameter("C", Min = 0, Max = 1e6, Description = "couplings, one row for each entry of Λ_b")]
    public double[][] C { get; set; } = StageChoice.DefaultC;

    public override void Validate() => StageChoice.Require(DecayA, DecayB, B, C);

    [Check]
    public void The_largest_real_part_is_real_and_has_the_sign_of_the_gain_less_one()
    {
        var drawn = Drawn().Select(stage => (Stage: stage, Gain: stage.LoopGainRadius())).ToArray();
        var stages = drawn.Where(pair => Math.Abs(pair.Gain - 1) > 1e-6).ToArray();
        Complex[][] spectra = [.. stages.Select(pair => Factorizations.Eigenvalues(pair.Stage.Matrix))];
        Evidence
            .Agrees(
                $"sign of the largest real part, and of ρ(K) − 1, {stages.Length} cases",
                [.. spectra.Select(spectrum => (double)Math.Sign(Abscissa(spectrum)))],
                [.. stages.Select(pair => (double)Math.Sign(pair.Gain - 1))],
                Absolute(0)
            )
            .Rejects(
                "ρ(BC) instead of ρ(K)",
                [.. stages.Select(pair => (double)Math.Sign(RandomStages.GainWithoutDecay(pair.Stage) - 1))]
            );
        Evidence
            .Agrees(
                "largest real part, and largest real eigenvalue",
                [.. spectra.Select(Abscissa)],
                [.. spectra.Select(LargestReal)],
                Absolute(1e-9)
            )
            .Rejects("its negative", [.. spectra.Select(spectrum => -LargestReal(spectrum))]);
    }

    [Check(Role = Role.Counterexample)]
    public void Below_unit_gain_no_complex_pair_grows()
    {
        var stable = Drawn().Where(stage => stage.LoopGainRadius() < 1 - 1e-6).ToArray();
        var growing = stable.Count(stage => Factorizations.Eigenvalues(stage.Matrix).Any(value => value.Real > 0));
        Evidence
            .Matches($"stages with ρ(K) < 1 and an eigenvalue of positive real part, of {stable.Length}", growing, 0)
            .Rejects("complex pairs with positive real part occur: at least one", 1);
        var complex = stable.Count(stage =>
            Factorizations.Eigenvalues(stage.Matrix).Any(value => value.Imaginary > 1e-6)
        );
        Evidence.AtLeast("stages among them that have complex pairs at all", complex, 20);
    }

    [Check]
    public void One_component_of_each_kind_grows_for_bc_above_the_product_of_the_rates()
    {
        var stream = new RandomStream(StreamSeed());
        var worst = 0.0;
        for (var i = 0; i < 1000; i++)
        {
            var (a, b) = (stream.NextUniform(0.1, 3), stream.NextUniform(0.1, 3));
            var (up, down) = (stream.NextUniform(0, 3), stream.NextUniform(0, 3));
            var stage = new StageJacobian([a], [b], Matrix.FromRows([up]), Matrix.FromRows([down]));
            // The larger root of (λ + a)(λ + b) = bc has the sign of bc − ab.
            var root = 0.5 * (Math.Sqrt(((a - b) * (a - b)) + (4 * up * down)) - a - b);
            worst = Math.Max(worst, Math.Abs(stage.Abscissa - root));
        }
        Evidence.AtMost("largest distance of λ from the root of the quadratic, 1000 cases", worst, 1e-12);
        var edge = new StageJacobian([2], [0.5], Matrix.FromRows([4.0]), Matrix.FromRows([0.25]));
        Evidence
            .Agrees("λ at bc = λ_aλ_b", edge.Abscissa, 0, Absolute(1e-15))
            .Rejects("growth for bc = 1 whatever the rates: λ at Λ = 1, bc = 4", 1);
    }

    [Check]
    public void It_holds_for_the_given_blocks()
    {
        var stage = StageChoice.Stage(DecayA, DecayB, B, C);
        var rho = stage.LoopGainRadius();
        if (Math.Abs(rho - 1) < 1e-9)
            Skip("ρ(K) is 1 to rounding: the largest real part is 0 to rounding.");
        var abscissa = Abscissa(Factorizations.Eigenvalues(stage.Matrix));
        Evidence
            .Agrees("sign of the largest real part", Math.Sign(abscissa), Math.Sign(rho - 1), Absolute(0))
            .Rejects("the opposite", Math.Sign(1 - rho));
    }

    private IEnumerable<StageJacobian> Drawn()
    {
        var stream = new RandomStream(StreamSeed());
        return Enumerable.Range(0, Cases).Select(_ => RandomStages.Draw(stream)).ToArray();
    }

    private static double Abscissa(Complex[] spectrum) => spectrum.Max(value => value.Real);

    private static double LargestReal(Complex[] spectrum) =>
        spectrum.Where(value => Math.Abs(value.Imaginary) < 1e-9).Max(value => value.Real);
}
