using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/eq-1",
    "Gradient descent and the descent lemma",
    Kind = ClaimKind.Definition,
    Source = "eq. (1), Sec. 2",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        Gradient descent is $\theta_{t+1} = \theta_t - \eta\nabla L(\theta_t)$. If $\nabla L$ is $\beta$-Lipschitz then
        $$L(\theta - \eta\nabla L) \le L(\theta) - \eta\Big(1 - \frac{\eta\beta}2\Big)\|\nabla L\|^2,$$
        so $L$ strictly decreases for $0 < \eta < 2/\beta$ unless $\nabla L = 0$. On a quadratic of curvature $\lambda$ a
        step multiplies the distance from the minimum by $|1 - \eta\lambda|$: it contracts iff $\eta\lambda < 2$.
        """
)]
public sealed class DescentThreshold : ClaimSpec
{
    private const int Draws = 2000;

    private static readonly LogCoshLoss LogCosh = new();

    [Parameter("lambda", Above = 0, Max = 1e6, Description = "λ, curvature of the quadratic")]
    public double Curvature { get; set; } = 3;

    [Parameter("eta", Above = 0, Max = 1e3, Description = "η, learning rate")]
    public double LearningRate { get; set; } = 0.66;

    [Parameter("x0", Min = -1e6, Max = 1e6, Description = "start on the quadratic")]
    public double Start { get; set; } = 1;

    public override void Validate()
    {
        if (Start == 0)
            throw new ParameterException("x0", "is 0, the minimum; start anywhere else.");
    }

    [Check]
    public void Steps_on_log_cosh_descend_at_least_as_promised()
    {
        // Σ ln cosh xᵢ has β = 1.
        var stream = new RandomStream(StreamSeed());
        var (slack, beyond, risen) = (double.PositiveInfinity, 0, 0);
        for (var i = 0; i < Draws; i++)
        {
            double[] x = [2 * stream.NextNormal(), 2 * stream.NextNormal(), 2 * stream.NextNormal()];
            var eta = 2 * (1 - stream.NextDouble());
            var squaredGradient = x.Sum(xi => Math.Tanh(xi) * Math.Tanh(xi));
            var after = x.Sum(xi => LogCosh.Value(xi - (eta * LogCosh.Slope(xi))));
            var descent = x.Sum(LogCosh.Value) - after;
            slack = Math.Min(slack, descent - (eta * (1 - (eta / 2)) * squaredGradient));
            beyond += eta > 1 ? 1 : 0;
            risen += eta > 1 && descent <= 0 ? 1 : 0;
        }
        Evidence.AtLeast("smallest slack of the inequality", slack, -1e-12);
        Evidence
            .Matches("steps with 1/β < η < 2/β that do not descend", risen, 0)
            .Rejects("all of them: the threshold is 1/β", beyond);
    }

    [Check]
    public void A_quadratic_contracts_exactly_below_two_over_lambda()
    {
        double[] rates = [0.99 * 2 / Curvature, 2 / Curvature, 1.005 * 2 / Curvature, LearningRate];
        Evidence
            .Agrees(
                "|x₁/x₀| at ηλ = 1.98, 2, 2.01 and the rate set",
                [.. rates.Select(Factor)],
                [.. rates.Select(eta => Math.Abs(1 - (eta * Curvature)))],
                Mixed(1e-12)
            )
            .Rejects("|1 − ηλ/2|", [.. rates.Select(eta => Math.Abs(1 - (eta * Curvature / 2)))]);
        Evidence.Below("|x₁/x₀| at ηλ = 1.98", Factor(rates[0]), 1);
        Evidence.Above("|x₁/x₀| at ηλ = 2.01", Factor(rates[2]), 1);
        var there = Step(Start, rates[1]);
        Evidence.Agrees("x₁ and x₂ at ηλ = 2", [there, Step(there, rates[1])], [-Start, Start], Relative(1e-12));
    }

    [Check]
    public void At_curvature_three_the_step_0_66_contracts_and_0_67_expands()
    {
        double Growth(double eta) => Math.Abs(1 - (eta * new PowerLoss(2, 3).Slope(1)));
        Evidence.Below("|x₁/x₀| at η = 0.66", Growth(0.66), 1);
        Evidence.Above("|x₁/x₀| at η = 0.67", Growth(0.67), 1);
        Evidence.Matches("x₂ at η = 2/3 is x₀", 1 - (2.0 / 3 * 3) == -1, true);
    }

    [Check]
    public void The_factor_of_a_step_against_the_rate()
    {
        double[] steps = [.. Enumerable.Range(0, 61).Select(i => 0.05 * i)];
        var measured = steps.Select(k => Factor(k / Curvature)).ToArray();
        double[] predicted = [.. steps.Select(k => Math.Abs(1 - k))];
        Figure("A step on a quadratic", Axis.Linear("ηλ"), Axis.Linear("|x₁/x₀|"))
            .Line("|1 − ηλ|", steps, predicted)
            .Points("gradient descent", steps, measured)
            .Rule("ηλ = 2", 2)
            .Level("neither contracts nor expands", 1);
        Evidence
            .Agrees("|x₁/x₀|, all rates of the figure", measured, predicted, Mixed(1e-12))
            .Rejects("|1 − ηλ/2|", [.. steps.Select(k => Math.Abs(1 - (k / 2)))]);
    }

    private double Step(double x, double eta) => x - (eta * new PowerLoss(2, Curvature).Slope(x));

    private double Factor(double eta) => Math.Abs(Step(Start, eta) / Start);
}
