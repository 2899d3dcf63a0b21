using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/eq-10-11",
    "Clipped-Ada",
    Kind = ClaimKind.Equation,
    Source = "eqs. (10), (11), (34)-(39)",
    Aliases = ["D/eq-34-39"],
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/I-precond", "D/eq-1"],
    Verdict = Verdict.Corrected,
    Statement = """
        Clipped-Ada caps the second moment, $\theta_{t+1} = \theta_t - \eta\,m_t/(\sqrt{\min(s_t, \tau)} + \epsilon)$: descent
        preconditioned by $D_\tau = \mathrm{diag}(\sqrt{\min(s,\tau)} + \epsilon)$. With the leading eigenpair $(\lambda_1, v_1)$ of $H$,
        $$\lambda_{\mathrm{eff}} = v_1^\top D_\tau^{-1/2}HD_\tau^{-1/2}v_1
          \approx \lambda_1\sum_i\frac{v_{1,i}^2}{\sqrt{\min(s_i,\tau)} + \epsilon},$$
        which is $\lambda_1/(\sqrt{\min(s_k,\tau)} + \epsilon)$ where $v_1$ is aligned with coordinate $k$, and the step is stable if
        and only if $\eta\lambda_{\mathrm{eff}} < 2$. $\tau = \infty$ is fully adaptive; $\tau = 1$ with all $s \ge 1$ is gradient
        descent; $\tau < 1$ takes larger steps than gradient descent; a larger cap never raises $\lambda_{\mathrm{eff}}$.
        """,
    Corrected = """
        For $H \succeq 0$ and a frozen $D$ the step is stable iff $\eta\,\lambda_{\max}(D^{-1/2}HD^{-1/2}) < 2$, and
        $$v_1^\top D^{-1/2}HD^{-1/2}v_1 \le \lambda_1v_1^\top D^{-1}v_1 \le \lambda_{\max}(D^{-1/2}HD^{-1/2}) \le \lambda_1/\min D.$$
        So $\eta\lambda_{\mathrm{eff}} > 2$ implies instability, but $\eta\lambda_{\mathrm{eff}} < 2$ does not imply stability, even
        where $v_1$ is aligned with a coordinate. The weighted sum and $\lambda_{\max}$ never rise with $\tau$; the quadratic form in
        $v_1$ may.
        """,
    Readings = [
        "The cap is on the second moment, not on its root: eqs. (34)-(39) have √min(s, τ).",
        "“Never raises λ_eff” holds for (37), (38) and for λ_max of the preconditioned Hessian; for (36) it can fail.",
    ],
    Explanation = """
        A direction that is not the leading one of $H$ can become the sharpest after preconditioning: for $H = \mathrm{diag}(10, 9)$ and
        $\sqrt s = (10, 1)$, $\lambda_{\mathrm{eff}} = 1$ but the true value is 9, and descent diverges at
        $\eta\lambda_{\mathrm{eff}} = .23$. For an indefinite $H$ the second inequality fails in most draws.
        """
)]
public sealed partial class ClippedAdaptivity : PreconditionedSpec
{
    private const int Coordinates = 4;

    [Check]
    public void The_update_divides_by_the_capped_root()
    {
        var stream = new RandomStream(StreamSeed());
        const double cap = 0.5;
        var rule = PreconditionedRule.ClippedAda(0.1, cap) with { FirstDecay = 0.9 };
        var descent = new PreconditionedDescent(rule, Coordinates);
        var (theta, g, d) = (new double[Coordinates], new double[Coordinates], new double[Coordinates]);
        double[] expected = [];
        double[] onRoot = [];
        for (var t = 1; t <= 12; t++)
        {
            stream.FillNormal(g);
            descent.Step(theta, g);
            descent.CopyPreconditioner(d);
            var bias = 1 - Math.Pow(rule.SecondDecay, t);
            double[] second = [.. descent.SecondMoment.ToArray().Select(s => s / bias)];
            expected = [.. second.Select(s => Math.Sqrt(Math.Min(s, cap)) + rule.Epsilon)];
            onRoot = [.. second.Select(s => Math.Min(Math.Sqrt(s), cap) + rule.Epsilon)];
        }
        Evidence
            .Agrees("diagonal of D after 12 steps, τ = 1/2", d, expected, Relative(1e-14))
            .Rejects("min(√s, τ) + ε, the cap on the root", onRoot);
    }

    [Check]
    public void The_cap_spans_adaptive_steps_and_gradient_descent()
    {
        var stream = new RandomStream(StreamSeed());
        var gradients = RandomMatrices.Gaussian(30, Coordinates, stream);
        for (var i = 0; i < gradients.Span.Length; i++)
            gradients.Span[i] += 3 * Math.Sign(gradients.Span[i]);
        // Every |g| ≥ 3, so every corrected second moment is at least 9.
        const double eta = 0.01;
        var free = End(PreconditionedRule.RmsProp(eta), gradients);
        var plain = End(PreconditionedRule.GradientDescent(eta), gradients);
        Evidence
            .Agrees(
                "τ = 1e9 ≥ all s against RMSprop",
                End(PreconditionedRule.ClippedAda(eta, 1e9), gradients),
                free,
                Absolute(0)
            )
            .Rejects("gradient descent", plain);
        Evidence
            .Agrees(
                "τ = 1 ≤ all s, ε = 0 against gradient descent",
                End(PreconditionedRule.ClippedAda(eta, 1) with { Epsilon = 0 }, gradients),
                plain,
                Absolute(1e-14)
            )
            .Rejects("RMSprop", free);
        Evidence
            .Agrees(
                "τ = 1/16, ε = 0 against gradient descent of rate η/√τ",
                End(PreconditionedRule.ClippedAda(eta, 1.0 / 16) with { Epsilon = 0 }, gradients),
                End(PreconditionedRule.GradientDescent(4 * eta), gradients),
                Absolute(1e-13)
            )
            .Rejects("rate η/τ, the cap on the root", End(PreconditionedRule.GradientDescent(16 * eta), gradients));
    }

    [Check]
    public void The_curvatures_are_in_order()
    {
        Evidence
            .ForAll(
                "H ⪰ 0: (36) ≤ (37) ≤ λ_max(D^(−½)HD^(−½)) ≤ λ₁/min D, violated by",
                Quadratics(Definiteness.Semidefinite).ToArbitrary(),
                c => Violation(c.Curvature),
                Absolute(1e-12)
            )
            .Rejects(
                "(36) equals λ_max, so that (39) is sufficient",
                c => c.Curvature.PreconditionedSharpness - c.Curvature.AlongLeading
            );
        if (Factorizations.SymmetricEigenvalues(ChosenHessian)[^1] >= 0)
        {
            var chosen = new QuadraticCase(ChosenHessian, ChosenDiagonal).Curvature;
            Evidence.AtMost("the chosen H and D: violated by", Violation(chosen), 1e-12 * (1 + chosen.UpperBound));
        }
    }

    [Check(Tier.Standard)]
    public void So_they_are_in_20000_draws()
    {
        var stream = new RandomStream(StreamSeed());
        var (worst, missed) = (0.0, 0.0);
        for (var k = 0; k < 20_000; k++)
        {
            if (k % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            var drawn = QuadraticCase.Draw(Definiteness.Semidefinite, Coordinates, stream).Curvature;
            worst = Math.Max(worst, Violation(drawn));
            missed = Math.Max(missed, drawn.PreconditionedSharpness - drawn.AlongLeading);
        }
        Evidence
            .Agrees("largest violation, 4 × 4, Dᵢ = 10^U(−1, 1)", worst, 0, Absolute(1e-12))
            .Rejects("(36) equals λ_max, so that (39) is sufficient", missed);
    }

    [Check]
    public void The_frozen_threshold_is_that_of_the_preconditioned_spectrum()
    {
        Evidence
            .ForAll(
                "η where I − ηD⁻¹H has the spectral radius 1, over 2/λ_max(D^(−½)HD^(−½)), less 1",
                Quadratics(Definiteness.Semidefinite).ToArbitrary(),
                c => Math.Abs((StepThreshold.Of(c) * c.Curvature.PreconditionedSharpness / 2) - 1),
                Absolute(1e-9)
            )
            .Rejects("2/λ_eff of (36)", c => Math.Abs((StepThreshold.Of(c) * c.Curvature.AlongLeading / 2) - 1))
            .Rejects("2/λ_eff of (37)", c => Math.Abs((StepThreshold.Of(c) * c.Curvature.WeightedDiagonal / 2) - 1));
        var chosen = new QuadraticCase(ChosenHessian, ChosenDiagonal);
        if (Factorizations.SymmetricEigenvalues(ChosenHessian)[^1] < 0)
            Skip("The chosen H is indefinite: no step is stable.");
        if (chosen.Curvature.PreconditionedSharpness > 0)
        {
            Evidence.Agrees(
                "the chosen H and D: the same",
                StepThreshold.Of(chosen),
                2 / chosen.Curvature.PreconditionedSharpness,
                Relative(1e-9)
            );
        }
    }

    private static double Violation(EffectiveCurvature c) =>
        Math.Max(
            0,
            new[]
            {
                c.AlongLeading - c.WeightedDiagonal,
                c.WeightedDiagonal - c.PreconditionedSharpness,
                c.PreconditionedSharpness - c.UpperBound,
            }.Max()
        );

    private static double[] End(PreconditionedRule rule, Matrix gradients)
    {
        var descent = new PreconditionedDescent(rule, Coordinates);
        var theta = new double[Coordinates];
        for (var t = 0; t < gradients.Rows; t++)
            descent.Step(theta, gradients.Row(t));
        return theta;
    }
}
