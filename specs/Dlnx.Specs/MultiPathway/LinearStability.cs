using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/prop-D.1",
    "Linear stability ⇔ sharpness bound",
    Kind = ClaimKind.Proposition,
    Source = "Proposition D.1, eq. (49)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/prop-4.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        At a minimum the linearised map of gradient descent has the eigenvalues $1 - \eta\lambda_i$ on the curvature directions (in
        all weights also $1 - \eta\mu_{ij}$) and 1 on the flat ones. The minimum is linearly stable iff
        $\max_i\lambda_i \le 2/\eta$.
        """,
    Explanation = """
        As $\mu_{ij} \le \max_i\lambda_i$, the cross eigenvalues do not change the threshold. Equality and the flat directions are
        neutral: nothing is claimed about asymptotic stability.
        """
)]
public sealed class LinearStability : ClaimSpec
{
    [Parameter(Above = 0, Below = 3, Description = "ηλ of the sharpest mode")]
    public double EtaLambda { get; set; } = 1.98;

    [Parameter("perturb", Min = 1e-12, Max = 1e-3, Description = "standard deviation of the noise on all weights")]
    public double Perturbation { get; set; } = 1e-7;

    [Parameter(Min = 2, Max = 1_000_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 1200;

    [Parameter(Min = 0, Description = "seed of the noise")]
    public int Seed { get; set; }

    [Check]
    public void A_step_has_the_multipliers_of_the_full_spectrum()
    {
        var minimum = ReferenceMinimum.In(new RandomStream(StreamSeed()));
        var eta = EtaLambda / minimum.Sharpness;
        var spectrum = PathwaySpectrum.Eigenvalues(ReferenceMinimum.Depths, minimum.Coefficients);
        double[] predicted = [.. spectrum.Concat(new double[20]).Select(mu => 1 - (eta * mu)).OrderDescending()];
        var modes = PathwaySpectrum.ModeSharpness(ReferenceMinimum.Depths, minimum.Coefficients);
        Evidence
            .Agrees(
                "24 eigenvalues of a step of gradient descent, differenced around the minimum: 1 − ημ_ij and 20 ones",
                Factorizations.SymmetricEigenvalues(StepJacobian(minimum, eta)),
                predicted,
                Absolute(1e-7)
            )
            .Rejects(
                "1 − ηλ_i and 22 ones",
                [.. modes.Concat(new double[22]).Select(lambda => 1 - (eta * lambda)).OrderDescending()]
            );
    }

    [Check]
    public void Small_noise_follows_the_linear_map()
    {
        var minimum = ReferenceMinimum.In(new RandomStream(StreamSeed()));
        var start = PerturbedMinimum.Start(minimum, Perturbation, new RandomStream(StreamSeed(1 + Seed)));
        var eta = EtaLambda / minimum.Sharpness;
        // Noise changes λ by its own order, and the losses by that times the number of steps.
        var horizon = Math.Min(Steps - 1, (int)(1e-3 / Perturbation));
        var predicted = LinearLosses(minimum, start, eta, horizon);
        while (horizon > 1 && !(predicted[horizon] is > 1e-24 and < 1e-6))
            horizon /= 2;
        var losses = PerturbedMinimum.Losses(start.Copy(), minimum.Target, eta, horizon + 1);
        int[] times = [.. new[] { 0, 1, horizon / 4, horizon / 2, horizon }.Distinct()];
        var agreement = Evidence.Agrees(
            $"losses at steps {string.Join(", ", times)} against ½Σ e_ij²(1 − ημ_ij)^(2t)",
            [.. times.Select(t => losses[t])],
            [.. times.Select(t => predicted[t])],
            Relative(0.05)
        );
        var single = LinearLosses(minimum, start, eta, horizon, power: 1);
        if (times.Any(t => Math.Abs((single[t] / predicted[t]) - 1) > 0.2))
            agreement.Rejects("one factor |1 − ημ_ij| per step", [.. times.Select(t => single[t])]);
    }

    [Check]
    public void The_loss_changes_by_the_square_of_the_multiplier()
    {
        foreach (var etaLambda in new[] { 1.98, 2.02 })
        {
            var losses = Losses(etaLambda, 121);
            Evidence
                .Agrees(
                    $"ηλ = {etaLambda}: loss at step 120 over that at step 100",
                    losses[120] / losses[100],
                    Math.Pow(1 - etaLambda, 40),
                    Relative(1e-4)
                )
                .Rejects("|1 − ηλ| per step", Math.Pow(Math.Abs(1 - etaLambda), 20));
        }
    }

    [Check]
    public void The_threshold_is_two_over_the_sharpness()
    {
        var below = Losses(1.98, 601);
        Evidence.Below("ηλ = 1.98: loss after 600 steps", below[600], 1e-20);
        var above = Losses(2.02, 1200);
        Evidence.Above("ηλ = 2.02: loss after 600 steps", above[600], 1e-5);
        Evidence.Below("ηλ = 2.02: loss after 1199 steps, bounded", above[1199], 1e-2);
        var close = Losses(2.001, 1200);
        var ratio = close[1199] / close[600];
        Evidence
            .Agrees(
                "ηλ = 2.001: loss at step 1199 over that at step 600",
                ratio,
                Math.Pow(1.001, 2 * 599),
                Absolute(0.3)
            )
            .Rejects("|1 − ηλ| per step, not its square", Math.Pow(1.001, 599))
            .Rejects("a threshold at 1/λ: decay like none at all", 0);
        Evidence.Golden("ηλ=2.001: loss at step 1199 over that at step 600", ratio, Absolute(0.05));
        Evidence.Below("ηλ = 1.02, stable although above 1/λ: loss after 100 steps", Losses(1.02, 101)[100], 1e-20);
    }

    private double[] Losses(double etaLambda, int steps)
    {
        var minimum = ReferenceMinimum.In(new RandomStream(StreamSeed()));
        var start = PerturbedMinimum.Start(minimum, 1e-7, new RandomStream(StreamSeed(1)));
        return PerturbedMinimum.Losses(start, minimum.Target, etaLambda / minimum.Sharpness, steps);
    }

    // The product moves by δf ← (I − ηJJᵀ)δf, which is diagonal between u_i and v_j.
    private static double[] LinearLosses(
        AlignedMinimum minimum,
        MultiPathwayNetwork start,
        double eta,
        int horizon,
        int power = 2
    )
    {
        var error = minimum.Frame.Left.Transpose() * (start.Product() - minimum.Target) * minimum.Frame.Right;
        var losses = new double[horizon + 1];
        for (var i = 0; i < error.Rows; i++)
        {
            for (var j = 0; j < error.Columns; j++)
            {
                var mu = PathwaySharpness.Cross(
                    [.. start.Depths],
                    PathwaySpectrum.Mode(minimum.Coefficients, i),
                    PathwaySpectrum.Mode(minimum.Coefficients, j)
                );
                for (var t = 0; t <= horizon; t++)
                    losses[t] += 0.5 * error[i, j] * error[i, j] * Math.Pow(Math.Abs(1 - (eta * mu)), power * t);
            }
        }
        return losses;
    }

    private static Matrix StepJacobian(AlignedMinimum minimum, double eta)
    {
        const double h = 1e-4;
        var size = minimum.Network.ParameterCount;
        var jacobian = new Matrix(size, size);
        for (var i = 0; i < size; i++)
        {
            var (above, below) = (minimum.Network.Copy(), minimum.Network.Copy());
            above.Parameters[i] += h;
            below.Parameters[i] -= h;
            above.Step(minimum.Target, eta);
            below.Step(minimum.Target, eta);
            for (var j = 0; j < size; j++)
                jacobian[i, j] = (above.Parameters[j] - below.Parameters[j]) / (2 * h);
        }
        return 0.5 * (jacobian + jacobian.Transpose());
    }
}
