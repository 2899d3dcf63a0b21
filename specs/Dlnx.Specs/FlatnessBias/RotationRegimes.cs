using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;
using MathNet.Numerics.RootFinding;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/regimes",
    "Stable and unstable learning-rate regimes",
    Kind = ClaimKind.Remark,
    Source = "Sec. 4.1.2, items 1 and 2",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/eq-kappa-step", "D/hess-2"],
    Verdict = Verdict.Conditional,
    Statement = """
        From the approximation of $\Delta\kappa/\kappa$ with $k = \ell''S$: $\kappa$ grows iff
        $$\eta < \eta_1 = \frac4{k + \sqrt{k^2 + 8\ell'^2}}$$
        and shrinks for $\eta_1 < \eta < 1/|\ell'|$, a window that is not empty iff $k > |\ell'|$; $\eta_1 \uparrow 2/k$ as
        $\ell' \to 0$. For $\ell = \tfrac12z^2$ and $\eta|z| < 1$, exactly: $\kappa^+ > \kappa$ **iff $\eta S < 2$**, and
        $|\theta_1|$ stays the smaller parameter. The ratio $\kappa^+/\kappa$ increases with $\eta$ on $(0, 1/\theta_2^2)$ and
        decreases on $(1/\theta_2^2, 1/|z|)$. There
        $$\frac2{\lambda_{\max}(H)} \le \eta_1 \le \frac2S \le \frac2{\theta_2^2}:$$
        the rotation turns at the Gauss–Newton edge, after the instantaneous edge and before that of the nearby minimum.
        """,
    Explanation = """
        The law is exact and clean for $z^* = 0$ and $\eta|z| < 1$. Beyond $\eta|z| = 1$ it fails, and for $z^* \ne 0$ the sign
        of $\Delta\kappa$ depends on the side of $z^*$ (D/rpe).
        """
)]
public sealed partial class RotationRegimes : ClaimSpec
{
    private static readonly SquaredLoss Loss = new();

    [Parameter("theta1", Min = -1e3, Max = 1e3, Description = "θ₁")]
    public double First { get; set; } = 0.2;

    [Parameter("theta2", Min = -1e3, Max = 1e3, Description = "θ₂")]
    public double Second { get; set; } = 1;

    [Parameter("lp", Min = -1e6, Max = 1e6, Description = "ℓ′(z); by default θ₁θ₂, that of ½z²")]
    public double? Slope { get; set; }

    [Parameter("lpp", Above = 0, Max = 1e6, Description = "ℓ″(z)")]
    public double Curvature { get; set; } = 1;

    private FactorPair Own => new(First, Second, Slope ?? First * Second, Curvature);

    public override void Validate()
    {
        if (First == 0 && Second == 0)
            throw new ParameterException("theta1", "and theta2 are both 0; no learning rate rotates anything there.");
    }

    [Check]
    public void Kappa_grows_exactly_below_two_over_S()
    {
        const int draws = 200_000;
        var steps = PairStep.Draw(
            new RandomStream(StreamSeed()),
            draws,
            targetSpread: 0,
            point => Math.Min(3 / point.SquaredNorm, 1 / Math.Abs(point.Product))
        );
        var wrong = new int[5];
        foreach (var step in steps)
        {
            var at = RotationThresholds.At(step.Point);
            if (Math.Abs((step.Rate * step.Point.SquaredNorm) - 2) < 1e-6)
                continue;
            double[] candidates = [at.GaussNewton, at.Instantaneous, at.Approximate, at.NearbyMinimum, at.Newton];
            for (var i = 0; i < wrong.Length; i++)
                wrong[i] += step.Grows == step.Rate < candidates[i] ? 0 : 1;
        }
        Evidence.Matches("steps out of 200000 against the sign rule ηS < 2", wrong[0], 0).Rejects("2/λ_max", wrong[1]);
        // The shares of the catalogue, ±0.005.
        Misclassified("2/λ_max", wrong[1], 0.169);
        Misclassified("η₁", wrong[2], 0.132);
        Misclassified("2/θ₂²", wrong[3], 0.061);
        Misclassified("1/θ₂²", wrong[4], 0.269);

        void Misclassified(string threshold, int count, double share) =>
            Evidence
                .Agrees($"share that {threshold} misclassifies", count / (double)draws, share, Absolute(0.005))
                .Rejects("none", 0);
    }

    [Check]
    public void The_ratio_is_monotone_on_both_sides_of_the_asymptote()
    {
        var stream = new RandomStream(StreamSeed());
        var (against, order) = (new int[2], 0);
        for (var i = 0; i < 500; i++)
        {
            double[] sizes = [stream.NextUniform(0.2, 1.5), stream.NextUniform(0.2, 1.5)];
            var point = FactorPair.At(Loss, sizes.Min(), sizes.Max());
            var at = RotationThresholds.At(point);
            against[0] += Reversals(point, 0, at.Newton, rising: 1);
            against[1] += Reversals(point, at.Newton, at.WindowEnd, rising: -1);
            var last = point.Step(Loss, 0.999 * at.WindowEnd);
            order += Math.Abs(last.First) < Math.Abs(last.Second) ? 0 : 1;
        }
        Evidence
            .Matches(
                "falls of κ⁺/κ on (0, 1/θ₂²), rises on (1/θ₂², 1/|z|), 500 points × 399 neighbours",
                against,
                [0, 0]
            )
            .Rejects("larger steps always turn further away", [500 * 399, 0]);
        Evidence.Matches("points at which |θ₁| stops being the smaller parameter before η|z| = 1", order, 0);
    }

    [Check]
    public void The_approximation_turns_at_eta_1()
    {
        var cases =
            from k in Draw.LogBetween(0.1, 10)
            from share in Draw.Between(0.01, 2)
            where Math.Abs(share - 1) > 0.05
            select new TurnCase(k, share * k);
        Evidence
            .ForAll(
                "sign change of (1 − η²ℓ′²)/|1 − ηk| − 1 before 1/|ℓ′|: η₁, or k/ℓ′² if k < |ℓ′|",
                cases.ToArbitrary(),
                c => Math.Abs((c.Found() / c.Turn()) - 1),
                Absolute(1e-9)
            )
            .Rejects("2/k", c => Math.Abs((c.Found() * c.K / 2) - 1))
            .Rejects("η₁ in both cases", c => Math.Abs((c.Found() / c.Thresholds().Approximate) - 1))
            .Rejects("4/(k + √(k² + 12ℓ′²))", c => Math.Abs((c.Found() * c.Other() / 4) - 1));
        Evidence
            .ForAll(
                "η₁ < 1/|ℓ′| iff k > |ℓ′|",
                cases.ToArbitrary(),
                c => c.Thresholds().Approximate < 1 / c.Slope == c.K > c.Slope ? 0 : 1,
                Absolute(0)
            )
            .Rejects("always", c => c.Thresholds().Approximate < 1 / c.Slope ? 0 : 1);
        Evidence.Agrees(
            "η₁k at ℓ′ = 10⁻⁶k, the limit of small slopes",
            new TurnCase(3, 3e-6).Thresholds().Approximate * 3,
            2,
            Absolute(1e-11)
        );
    }

    [Check]
    public void The_thresholds_are_in_order_at_target_zero()
    {
        var cases =
            from first in Draw.Between(-2, 2)
            from second in Draw.Between(-2, 2)
            where Math.Abs(first) + Math.Abs(second) > 0.01
            select FactorPair.At(Loss, first, second);
        Evidence
            .ForAll(
                "2/λ_max ≤ η₁ ≤ 2/S ≤ 2/θ₂²",
                cases.ToArbitrary(),
                point => Disorder(RotationThresholds.At(point)),
                Absolute(1e-15)
            )
            .Rejects(
                "2/S ≤ 2/λ_max",
                point => Math.Max(0, 1 - (RotationThresholds.At(point).Instantaneous * point.SquaredNorm / 2))
            );
        Evidence.ForAll(
            "η₁S depends on θ₁/θ₂ alone",
            cases.ToArbitrary(),
            point => Math.Abs((Scaled(point, 1) / Scaled(point, 3.7)) - 1),
            Absolute(1e-13)
        );
    }

    [Check]
    public void The_rule_needs_eta_z_below_one()
    {
        var point = FactorPair.At(Loss, -1.2134409091, -1.4059935416);
        const double eta = 1.4350426422;
        var change = Math.Log(point.Step(Loss, eta).Kappa / point.Kappa);
        Evidence.Above("ηS", eta * point.SquaredNorm, 2);
        Evidence.Above("η|z|", eta * Math.Abs(point.Product), 1);
        Evidence.Golden("ln(κ⁺/κ) there", change, Absolute(1e-7));
        Evidence
            .Matches("sign of ln(κ⁺/κ) there", Math.Sign(change), 1)
            .Rejects("the rule ηS < 2", Math.Sign(2 - (eta * point.SquaredNorm)));
    }

    private static double Scaled(FactorPair point, double factor)
    {
        var scaled = FactorPair.At(Loss, factor * point.First, factor * point.Second);
        return RotationThresholds.At(scaled).Approximate * scaled.SquaredNorm;
    }

    private static double Disorder(RotationThresholds at)
    {
        double[] ordered = [at.Instantaneous, at.Approximate, at.GaussNewton, at.NearbyMinimum];
        return ordered.Zip(ordered.Skip(1)).Max(pair => Math.Max(0, 1 - (pair.Second / pair.First)));
    }

    // A grid of 400 points inside the open interval, a relative margin of 10⁻³ off its ends.
    private static int Reversals(FactorPair point, double low, double high, int rising)
    {
        var margin = 1e-3 * (high - low);
        var logs = Enumerable
            .Range(0, 400)
            .Select(i => low + margin + ((high - low - (2 * margin)) * i / 399))
            .Select(eta => rising * Math.Log(point.Step(Loss, eta).Kappa / point.Kappa))
            .ToArray();
        return logs.Zip(logs.Skip(1)).Count(pair => pair.Second <= pair.First);
    }

    private sealed record TurnCase(double K, double Slope)
    {
        // θ = (0, √k) with ℓ″ = 1.
        private FactorPair Point => new(0, Math.Sqrt(K), Slope, 1);

        public RotationThresholds Thresholds() => RotationThresholds.At(Point);

        public double Other() => K + Math.Sqrt((K * K) + (12 * Slope * Slope));

        public double Turn() => Math.Min(Thresholds().Approximate, K / (Slope * Slope));

        // Below the asymptote 1/k the approximation starts upwards from 0; beyond it, it falls from +∞.
        public double Found()
        {
            var low = K > Slope ? (1 + 1e-9) / K : 1e-6 * Turn();
            double Change(double eta) => new RotationStep(Point, eta).ApproximateChange;
            return Brent.FindRoot(Change, low, 1 / Slope, 1e-15 / K, 200);
        }
    }
}
