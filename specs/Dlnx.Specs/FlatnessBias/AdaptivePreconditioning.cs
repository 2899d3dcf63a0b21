using System.Numerics.Tensors;
using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/I-precond",
    "Adam/RMSprop as preconditioned GD",
    Kind = ClaimKind.Proposition,
    Source = "App. I",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        With $m_t = \beta_1m_{t-1} + (1-\beta_1)g_t$ and $s_t = \beta_2s_{t-1} + (1-\beta_2)g_t^2$ Adam is
        $\theta_{t+1} = \theta_t - \eta D_t^{-1}m_t$ with $D_t = \mathrm{diag}(\sqrt{s_t} + \epsilon)$ (moments divided by
        $1-\beta^t$ with bias correction); $\beta_1 = 0$ gives RMSprop. The direction $-D^{-1}g$ minimises
        $g\cdot d + \tfrac12d^\top Dd$, with value $-\tfrac12g^\top D^{-1}g$. The effective Hessian $D^{-1/2}HD^{-1/2}$ has the
        spectrum of $D^{-1}H$, and for $\lambda_{\max}(H) \ge 0$ its largest eigenvalue is at most
        $\lambda_{\max}(H)/\min_iD_i$.
        """
)]
public sealed class AdaptivePreconditioning : PreconditionedSpec
{
    private const int StreamLength = 20;
    private const int Coordinates = 4;

    private static readonly PreconditionedRule[] Rules =
    [
        PreconditionedRule.RmsProp(0.05),
        PreconditionedRule.Adam(0.05),
        PreconditionedRule.RmsProp(0.05) with
        {
            BiasCorrection = BiasCorrection.Off,
        },
        PreconditionedRule.Adam(0.05) with
        {
            BiasCorrection = BiasCorrection.Off,
        },
    ];

    [Check]
    public void Both_forms_of_the_update_agree()
    {
        var worst = new double[Rules.Length];
        var rival = new double[Rules.Length];
        for (var k = 0; k < 200; k++)
        {
            for (var r = 0; r < Rules.Length; r++)
            {
                var seed = StreamSeed(k);
                worst[r] = Math.Max(worst[r], Deviation(Rules[r], power: 1, seed));
                if (k < 5)
                    rival[r] = Math.Max(rival[r], Deviation(Rules[r], power: 0.5, seed));
            }
        }
        Evidence
            .Agrees(
                "RMSprop and Adam, corrected and not: coordinate-wise against −ηD⁻¹m, 200 random streams",
                worst,
                new double[Rules.Length],
                Absolute(1e-14)
            )
            .Rejects("−ηD^(−½)m", rival);
    }

    [Check]
    public void The_direction_minimises_the_local_model()
    {
        var stream = new RandomStream(StreamSeed());
        var (excess, lower, halved) = (0.0, 0, 0.0);
        for (var k = 0; k < 100; k++)
        {
            var c = QuadraticCase.Draw(Definiteness.Semidefinite, Coordinates, stream);
            var g = new double[Coordinates];
            stream.FillNormal(g);
            double[] direction = [.. g.Zip(c.Diagonal, (x, d) => -x / d)];
            var value = Model(g, c.Diagonal, direction);
            var closed = -0.5 * g.Zip(c.Diagonal, (x, d) => x * x / d).Sum();
            excess = Math.Max(excess, Math.Abs((value / closed) - 1));
            halved = Math.Max(halved, Math.Abs((Model(g, c.Diagonal, [.. g.Select(x => -x)]) / closed) - 1));
            for (var trial = 0; trial < 100; trial++)
            {
                var size = Math.Pow(10, stream.NextUniform(-3, 1));
                if (Model(g, c.Diagonal, [.. direction.Select(x => x + (size * stream.NextNormal()))]) < value)
                    lower++;
            }
        }
        Evidence.Matches("random directions with a lower value, of 100 · 100", lower, 0);
        Evidence
            .Agrees("value over −½gᵀD⁻¹g, less 1", excess, 0, Absolute(1e-12))
            .Rejects("the plain direction −g as the minimiser", halved);
    }

    [Check]
    public void The_symmetric_form_has_the_spectrum_of_the_quotient()
    {
        Evidence
            .ForAll(
                "eigenvalues of D^(−½)HD^(−½) against those of D⁻¹H, over ‖H‖",
                Quadratics(Definiteness.Indefinite).ToArbitrary(),
                c => Distance(c, EffectiveCurvature.Preconditioned(c.Hessian, c.Diagonal)),
                Absolute(1e-10)
            )
            .Rejects("D⁻¹HD⁻¹", c => Distance(c, c.Scaled(-1)));
        var chosen = new QuadraticCase(ChosenHessian, ChosenDiagonal);
        if (chosen.Norm == 0)
            return;
        var within = Absolute(1e-10 * OperatorNorm.Of(chosen.Quotient));
        var (quotient, other) = (QuotientSpectrum(chosen), Factorizations.SymmetricEigenvalues(chosen.Scaled(-1)));
        var agreement = Evidence.Agrees(
            "the chosen H and D: eigenvalues of D^(−½)HD^(−½) against those of D⁻¹H",
            Factorizations.SymmetricEigenvalues(EffectiveCurvature.Preconditioned(chosen.Hessian, chosen.Diagonal)),
            quotient,
            within
        );
        if (LargestDistance(other, quotient) > 10 * within.Value)
            agreement.Rejects("D⁻¹HD⁻¹", other);
    }

    [Check]
    public void The_largest_curvature_is_bounded_by_the_smallest_entry_of_D()
    {
        Bounded("H ⪰ 0", Definiteness.Semidefinite);
        Bounded("indefinite H with λ_max(H) ≥ 0", Definiteness.Indefinite);
        var chosen = new QuadraticCase(ChosenHessian, ChosenDiagonal).Curvature;
        if (chosen.UpperBound >= 0)
            Evidence.AtMost(
                "the chosen H and D",
                chosen.PreconditionedSharpness,
                chosen.UpperBound + (1e-12 * chosen.UpperBound)
            );
    }

    [Check]
    public void Without_a_nonnegative_eigenvalue_the_bound_turns_around()
    {
        var stream = new RandomStream(StreamSeed());
        var margins = new double[100];
        for (var k = 0; k < margins.Length; k++)
        {
            var c = QuadraticCase.Draw(Definiteness.Semidefinite, Coordinates, stream);
            var curvature = (c with { Hessian = -1 * c.Hessian }).Curvature;
            margins[k] = curvature.PreconditionedSharpness - curvature.UpperBound;
        }
        Evidence.Trend("H ⪯ 0: λ_max(D^(−½)HD^(−½)) exceeds λ_max(H)/min D", margins, atLeast: margins.Length);
    }

    private void Bounded(string name, Definiteness definiteness)
    {
        var stream = new RandomStream(StreamSeed((int)definiteness));
        var (excess, rival) = (0.0, 0.0);
        for (var k = 0; k < 1000; k++)
        {
            var c = QuadraticCase.Draw(definiteness, Coordinates, stream);
            var curvature = c.Curvature;
            if (curvature.UpperBound < 0)
                continue;
            excess = Math.Max(excess, curvature.PreconditionedSharpness - curvature.UpperBound);
            var wrong = curvature.UpperBound * c.Diagonal.Min() / c.Diagonal.Max();
            rival = Math.Max(rival, curvature.PreconditionedSharpness - wrong);
        }
        Evidence
            .Agrees($"{name}: λ_max(D^(−½)HD^(−½)) exceeds λ_max(H)/min D by", excess, 0, Absolute(1e-12))
            .Rejects("λ_max(H)/max D", rival);
    }

    private static double Deviation(PreconditionedRule rule, double power, ulong seed)
    {
        var stream = new RandomStream(seed);
        var descent = new PreconditionedDescent(rule, Coordinates);
        var (theta, g) = (new double[Coordinates], new double[Coordinates]);
        var (m, d, before) = (new double[Coordinates], new double[Coordinates], new double[Coordinates]);
        stream.FillNormal(theta);
        var worst = 0.0;
        for (var t = 1; t <= StreamLength; t++)
        {
            stream.FillNormal(g);
            theta.CopyTo(before, 0);
            descent.Step(theta, g);
            descent.CopyPreconditioner(d);
            var bias = rule.BiasCorrection == BiasCorrection.On ? 1 - Math.Pow(rule.FirstDecay, t) : 1;
            for (var i = 0; i < Coordinates; i++)
            {
                m[i] = (rule.FirstDecay * m[i]) + ((1 - rule.FirstDecay) * g[i]);
                d[i] = Math.Pow(d[i], power);
            }
            var solved = Factorizations.Solve(
                Matrix.Diagonal(Coordinates, Coordinates, d),
                new Matrix(Coordinates, 1, m)
            );
            for (var i = 0; i < Coordinates; i++)
            {
                var expected = before[i] - (rule.LearningRate / bias * solved[i, 0]);
                worst = Math.Max(worst, Math.Abs(theta[i] - expected) / Math.Max(1, Math.Abs(expected)));
            }
        }
        return worst;
    }

    private static double Model(double[] g, double[] d, double[] step) =>
        TensorPrimitives.Dot<double>(g, step) + (0.5 * step.Zip(d, (x, w) => w * x * x).Sum());

    private static double Distance(QuadraticCase c, Matrix scaled) =>
        LargestDistance(Factorizations.SymmetricEigenvalues(scaled), QuotientSpectrum(c)) / c.Norm;

    private static double[] QuotientSpectrum(QuadraticCase c) =>
        [.. Factorizations.Eigenvalues(c.Quotient).Select(z => z.Real).OrderDescending()];

    private static double LargestDistance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
