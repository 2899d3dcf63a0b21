using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/rem-anticonc",
    "Nondegeneracy at He-normal init",
    Kind = ClaimKind.Remark,
    Source = "Appendix D, nondegeneracy remark",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/eq-13"],
    Verdict = Verdict.Corrected,
    Statement = """
        At a He-normal start the signal energy is not degenerate: $P\big(|E| \le t\prod_l p_l\big) \le Ct$, $p_l$ the gains
        $\|W_l\|_{op}$.
        """,
    Corrected = """
        The linear law holds for hidden widths $m \ge 2$. At $m = 1$ the signal is a product of $L$ independent normal numbers and
        $P(|S| \le t)/t$ diverges like $\log^{L-1}\frac1t$.
        """,
    Explanation = """
        The conditional variance in the proof is itself random, so its constant is not deterministic; at width 1 its inverse
        square root has no mean. Measured for linear chains $S = W_L\cdots W_1e_1$ at leading order.
        """
)]
public sealed class SmallBallAtHeInit : ClaimSpec
{
    [Parameter(Min = 2, Max = 10, Description = "L")]
    public int Depth { get; set; } = 5;

    [Parameter(Min = 1, Max = 64, Description = "m")]
    public int Width { get; set; } = 8;

    [Parameter("dim", Min = 1, Max = 64, Description = "d, inputs")]
    public int InputDimension { get; set; } = 4;

    [Parameter(Min = 2000, Max = 200_000, Description = "independent chains")]
    public int Draws { get; set; } = 20_000;

    [Check(Tier.Standard)]
    public void Small_ratios_are_linearly_rare()
    {
        var sample = new SmallBallSample(new GaussianChain(5, 8, 4), 40_000, StreamSeed(), Cancellation);
        var reference = sample.Below(0.1);
        Evidence
            .Agrees(
                "P(ratio < t·median) against its value at t = 0.1, t = 0.2, 0.05, 0.02",
                [sample.Below(0.2) / reference, sample.Below(0.05) / reference, sample.Below(0.02) / reference],
                [2, 0.5, 0.2],
                Relative(0.2)
            )
            .Rejects("P ∝ √t", Math.Sqrt(2), Math.Sqrt(0.5), Math.Sqrt(0.2))
            .Rejects("P ∝ t²", 4, 0.25, 0.04);
        // Statistical tolerances: the accepted numbers are shares of 20 000 draws themselves.
        Evidence.Golden("median of |S|/Π‖W‖", sample.Median, Absolute(1.3e-3));
        Evidence.Golden("P at t=0.2", sample.Below(0.2), Absolute(0.01));
        Evidence.Golden("P at t=0.1", sample.Below(0.1), Absolute(0.008));
        Evidence.Golden("P at t=0.05", sample.Below(0.05), Absolute(0.0055));
        Evidence.Golden("P at t=0.02", sample.Below(0.02), Absolute(0.0035));
    }

    [Check(Tier.Standard)]
    public void The_given_chain_is_linear_from_width_two_on()
    {
        if (Width == 1)
            Skip("At width 1 the law is not linear; that is the counterexample.");
        var sample = new SmallBallSample(new(Depth, Width, InputDimension), Draws, StreamSeed(), Cancellation);
        double[] ts = [0.02, 0.05, 0.1, 0.2, 0.3];
        double[] shares = [.. ts.Select(sample.Below)];
        Figure("Small-ball probability", Axis.Log("t"), Axis.Log("P(ratio < t·median)"))
            .Line("linear, through t = 0.1", ts, [.. ts.Select(t => shares[2] * t / 0.1)])
            .Points($"{Draws} chains", ts, shares);
        // Deep and narrow chains bend before they become linear: 0.75 at L = 10, m = 2.
        var exponent = Math.Log10(shares[3] / shares[0]);
        Evidence.AtLeast("exponent of P between t = 0.02 and 0.2", exponent, 0.6);
        Evidence.AtMost("exponent of P between t = 0.02 and 0.2", exponent, 1.4);
    }

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void At_width_one_the_density_diverges()
    {
        const int layers = 5;
        const int draws = 200_000;
        // Five factors of variance 2.
        var unit = Math.Pow(2, 0.5 * layers);
        double[] ts = [0.1, 0.01, 0.001];
        var signals = new GaussianChain(layers, 1, 1).Draws(draws, new RandomStream(StreamSeed()), Cancellation);
        double[] densities = [.. ts.Select(t => signals.Count(s => s.Signal < t) / (t * draws))];
        double[] exact = [.. ts.Select(t => NormalProduct.ProbabilityBelow(layers, t / unit) / t)];
        Evidence
            .Agrees("P(|S| < t)/t at t = 0.1, 0.01, 0.001, drawn and exact", densities, exact, Relative(0.06))
            .Rejects("the linear law: constant", exact[0], exact[0], exact[0]);
        // The accepted numbers are shares of 20 000 draws.
        double[] tolerances = [0.05, 0.2, 1.2];
        for (var i = 0; i < ts.Length; i++)
            Evidence.Golden($"width 1: P over t at t=1e-{i + 1}", exact[i], Absolute(tolerances[i]));

        double Scaled(double t, int power) =>
            NormalProduct.ProbabilityBelow(layers, t) / t / Math.Pow(Math.Log(1 / t), power);
        double[] far = [1e-12, 1e-24, 1e-48];
        // The density of a product of n normal numbers is (2/π)^{n/2} log^{n−1}(1/z)/(n − 1)! at small z.
        var limit = Math.Pow(2 / Math.PI, 2.5) / 24;
        double[] ratios = [.. far.Select(t => Scaled(t, layers - 1) / limit)];
        Evidence.Trend("fall of P/(t log⁴(1/t)) towards its limit", [ratios[0] - ratios[1], ratios[1] - ratios[2]], 2);
        Evidence
            .Agrees("P/(t log⁴(1/t)) over its limit at t = 1e-48", ratios[2], 1, Absolute(0.06))
            .Rejects("log³", Scaled(far[2], layers - 2) / limit)
            .Rejects("a linear law", Scaled(far[2], 0) / limit);
    }
}
