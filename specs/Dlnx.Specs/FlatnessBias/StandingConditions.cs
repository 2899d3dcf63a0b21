using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/cond-5.3",
    "Standing conditions C1-C6",
    Kind = ClaimKind.Assumption,
    Source = "Condition 5.3",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/eq-4", "D/regimes"],
    Verdict = Verdict.Conditional,
    Statement = """
        C1: at some learning rate one step leaves $\kappa$ unchanged (two-parameter product, $z^* = 0$: exactly $\eta = 2/S$,
        $S = \theta_1^2 + \theta_2^2$). C2: $h_t > 0$ and the magnitude of a step is deterministic. C3:
        $\varphi : (0, \infty) \to (0, \infty)$ is finite and strictly increasing. C4:
        $\mathbb E[\lambda_{\max} \mid h] = \psi(h)$ is strictly increasing, the noise has mean zero. C5: $s_0 > 0$. C6: the process
        stops where $s_t \le 0$.
        """,
    Explanation = """
        Hypotheses. C1 is met exactly for $z^* = 0$ only; for other targets a neutral rate need not exist. C3 and C4 make $\Delta$
        strictly increasing.
        """
)]
public sealed class StandingConditions : ClaimSpec
{
    private static readonly ScalarLoss Loss = new SquaredLoss(0);

    [Parameter("theta1", Min = -1e3, Max = 1e3, Description = "θ₁")]
    public double First { get; set; } = 0.2;

    [Parameter("theta2", Min = -1e3, Max = 1e3, Description = "θ₂")]
    public double Second { get; set; } = 1;

    [Check]
    public void The_rate_two_over_S_leaves_kappa_unchanged()
    {
        // The step multiplies both parameters by (θ₂² − θ₁²)/S: nearly equal ones cancel in it, and in κ⁺ once more.
        var points = (
            from first in Draw.LogBetween(0.05, 3)
            from second in Draw.LogBetween(0.05, 3)
            from sign in Gen.Elements(-1, 1)
            select FactorPair.At(Loss, sign * first, second)
        ).Where(point => Math.Abs(point.Imbalance) > 0.1 * point.SquaredNorm);
        Evidence
            .ForAll(
                "|κ⁺/κ − 1| at η = 2/S, z* = 0",
                points.ToArbitrary(),
                point => Change(point, 2 / point.SquaredNorm),
                Absolute(1e-12)
            )
            .Rejects("η = 2/λ_max", point => Change(point, RotationThresholds.At(point).Instantaneous))
            .Rejects("η = 1/S", point => Change(point, 1 / point.SquaredNorm));
    }

    [Check]
    public void The_chosen_point_has_that_neutral_rate()
    {
        var point = FactorPair.At(Loss, First, Second);
        if (
            !(
                Math.Abs(point.Imbalance) > 1e-3 * point.SquaredNorm
                && Math.Abs(point.Product) > 1e-3 * point.SquaredNorm
            )
        )
            Skip("One parameter is nearly 0 or both have nearly the same size: κ is infinite or 0 there.");
        var rounding = 1e-13 * Math.Max(1, Math.Pow(point.SquaredNorm / point.Imbalance, 2));
        Evidence
            .Agrees("κ⁺/κ at η = 2/S", Ratio(point, 2 / point.SquaredNorm), 1, Absolute(rounding))
            .Rejects("that at η = 1/S", Ratio(point, 1 / point.SquaredNorm))
            .Rejects("that at η = 2/λ_max", Ratio(point, RotationThresholds.At(point).Instantaneous));
    }

    [Check]
    public void Increasing_response_and_sharpness_make_an_increasing_step() =>
        Evidence
            .ForAll(
                "neighbours on a grid where Δ does not rise",
                CoupledDynamics.Responses(),
                CoupledDynamics.Falls,
                Absolute(0)
            )
            .Rejects("a flat ψ", law => CoupledDynamics.Falls(CoupledDynamics.Flat(law)));

    [Check]
    public void Without_surplus_the_process_stops()
    {
        // s(x) = eˣ − 2 is positive exactly for x > ln 2.
        var law = new PowerResponseStep();
        double[] starts = [-1, 0, Math.Log(2) - 1e-9, Math.Log(2) + 1e-9, 1];
        Evidence
            .Matches("starts that move", starts.Select(x => law.At(x) > 0), [false, false, false, true, true])
            .Rejects("all of them", [true, true, true, true, true]);
        Evidence
            .Agrees("x₅ after a start without surplus", SignString.Parse("+-++-").Apply(law, 0.5), 0.5, Absolute(0))
            .Rejects("a step |s|", SignString.Parse("+-++-").Apply(new AffineStep(2 - Math.Exp(0.5), 0), 0.5));
    }

    private static double Ratio(FactorPair point, double rate) => point.Step(Loss, rate).Kappa / point.Kappa;

    private static double Change(FactorPair point, double rate) => Math.Abs(Ratio(point, rate) - 1);
}
