using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E4-polarity",
    "Opposite rotation for general depth",
    Kind = ClaimKind.Proposition,
    Source = "App. E.3, E.4",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/E4-ratio", "D/regimes"],
    Verdict = Verdict.Corrected,
    Statement = """
        The opposite rotation of two parameters carries over to $n$: a step of gradient descent on
        $\tfrac12(\theta_1\cdots\theta_n)^2$ turns the leading eigenvector to the sharper parameter below the stability
        threshold and away from it above.
        """,
    Corrected = """
        Let $q_i = \ell''(z/\theta_i)^2$, $s$ and $l$ the parameters of smallest and largest magnitude, and
        $\eta\ell'z < |\theta_s\theta_l|$, which keeps their order. For any loss
        $$(\theta_i^2 - \theta_j^2)^+ = \Big(1 - \frac{\eta^2\ell'^2z^2}{\theta_i^2\theta_j^2}\Big)(\theta_i^2 - \theta_j^2).$$
        For $\ell = \tfrac12z^2$, $R_n = |v_s/v_l|$ grows in a step below the Gauss–Newton edge $\eta\sum_iq_i < 2$. It falls
        iff $\eta(q_s + q_l) > 2$ for $n = 2$, and for any $n$ in the limit $\theta_s \to 0$, where
        $R_n^+/R_n \simeq |1 - \eta q_l|/|1 - \eta q_s|$; otherwise this pair rule decides all but a few per cent of random
        points. For $n \ge 3$ a step with $2/\sum q_i < \eta < 2/(q_s + q_l)$ is unstable and still turns $v$ to the sharper
        parameter.
        """,
    Explanation = """
        The threshold of the reversal is that of the pair, not of the whole product: the other parameters add to the
        sharpness and not to the rotation. $z^* = 0$ is needed as for two parameters.
        """
)]
public sealed partial class ProductPolarity : ClaimSpec
{
    private static readonly SquaredLoss AtZero = new();

    [Parameter(Description = "θ, 2 to 8 entries with " + FactorRules.Magnitudes)]
    public double[] Theta { get; set; } = [0.2, 0.8, 1];

    [Parameter("zstar", Min = -1e6, Max = 1e6, Description = "z*, target; the rule is about 0")]
    public double Target { get; set; }

    [Parameter("eta", Above = 0, Max = 1e12, Description = "η, learning rate")]
    public double LearningRate { get; set; } = 3.4;

    public override void Validate() => FactorRules.Require("theta", Theta, 2, 8);

    [Check]
    public void Imbalances_change_by_an_exact_factor() =>
        Evidence
            .ForAll(
                "|change of θ_i² − θ_j² − predicted|/scale, all pairs",
                ProductCase
                    .Any()
                    .SelectMany(_ => Draw.Between(0, 2), (drawn, eta) => new RatedStep(drawn, eta))
                    .ToArbitrary(),
                step => step.Deviation((c, square) => 1 - (c * c / square)),
                Absolute(1e-12)
            )
            .Rejects("factor (1 − ηℓ′z/(θ_iθ_j))²", step => step.Deviation((c, p) => Squared(1 - (c / Math.Sqrt(p)))))
            .Rejects("factor 1 + η²ℓ′²z²/(θ_iθ_j)²", step => step.Deviation((c, square) => 1 + (c * c / square)));

    [Check]
    public void Below_the_gauss_newton_edge_it_turns_to_the_sharper_parameter() => RequireTurnsBelow(500);

    [Check(Tier.Standard)]
    public void It_does_in_4000_draws_of_every_size() => RequireTurnsBelow(4000);

    [Check]
    public void The_threshold_of_the_pair_decides()
    {
        foreach (var (n, wrong) in new[] { (2, 0.0), (3, 0.05), (4, 0.05) })
        {
            var steps = Steps(n, 1, 1500).ToArray();
            var rule = Evidence.Agrees(
                $"n = {n}: share of steps against the rule η(q_s + q_l) > 2",
                Wrong(steps, turn => turn.TwoOverPair),
                0,
                Absolute(wrong)
            );
            rule.Rejects("edge 2/λ_max", Wrong(steps, turn => turn.TwoOverSharpness));
            if (n > 2)
                rule.Rejects("edge 2/Σq", Wrong(steps, turn => turn.TwoOverGaussNewton));
        }
        foreach (var n in new[] { 3, 4 })
        {
            var steps = Steps(n, 0.03, 1500).ToArray();
            Evidence
                .Agrees(
                    $"n = {n}, θ₁ reduced to 3 %: share of steps against it",
                    Wrong(steps, turn => turn.TwoOverPair),
                    0,
                    Absolute(1e-3)
                )
                .Rejects("edge 2/λ_max", Wrong(steps, turn => turn.TwoOverSharpness));
        }
    }

    [Check]
    public void A_vanishing_sharpest_parameter_makes_it_exact()
    {
        double[] theta = [1e-5, 0.8, 1.2, 1];
        foreach (var share in new[] { 0.3, 1.7, 2.4 })
        {
            // z/θ_s = 0.8·1.2·1 = 0.96, whose square is q_s.
            var eta = share / (0.96 * 0.96);
            var turn = new ProductRotation(theta, AtZero, eta);
            var (qs, ql) = (turn.Before.Curvatures()[0], turn.Before.Curvatures()[2]);
            Evidence
                .Agrees(
                    $"ηq_s = {share}: R⁺/R",
                    Math.Exp(turn.LogRatio),
                    Math.Abs(1 - (eta * ql)) / Math.Abs(1 - (eta * qs)),
                    Relative(1e-8)
                )
                .Rejects("its inverse", Math.Abs(1 - (eta * qs)) / Math.Abs(1 - (eta * ql)));
            Evidence
                .Agrees($"ηq_s = {share}: R", turn.Before.AlignmentRatio, 1.2 / 2e-5, Relative(1e-8))
                .Rejects("|θ_l/θ_s|", 1.2 / 1e-5);
        }
    }

    private void RequireTurnsBelow(int draws)
    {
        foreach (var n in new[] { 2, 3, 4, 6 })
        {
            var below = Steps(n, 1, draws).Where(step => step.Rate < step.Turn.TwoOverGaussNewton).ToArray();
            Evidence
                .Matches($"n = {n}: falls of R_n, of {below.Length}", below.Count(step => step.Turn.LogRatio < 0), 0)
                .Rejects(
                    "it falls above half the edge",
                    below.Count(step => step.Rate > step.Turn.TwoOverGaussNewton / 2)
                );
        }
    }

    private IEnumerable<PolarityStep> Steps(int n, double shrink, int count)
    {
        var stream = new RandomStream(StreamSeed((10 * n) + (shrink < 1 ? 1 : 0)));
        return PolarityStep.Draw(stream, n, shrink, count);
    }

    private static double Wrong(PolarityStep[] steps, Func<ProductRotation, double> threshold) =>
        steps.Average(step => step.Turn.LogRatio < 0 == step.Rate > threshold(step.Turn) ? 0.0 : 1);

    private static double Squared(double x) => x * x;
}
