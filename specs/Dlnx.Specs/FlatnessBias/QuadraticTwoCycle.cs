using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E5-quad",
    "Quadratic threshold",
    Kind = ClaimKind.Remark,
    Source = "App. E.5",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/eq-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        On $\tfrac\lambda2\theta^2$ two steps give $\theta_2 = (1 - \eta\lambda)^2\theta_0$, so $\theta_2 = \theta_0$ iff
        $\eta\lambda = 2$, for every $\theta_0$ and with the neutral multiplier 1.
        """
)]
public sealed class QuadraticTwoCycle : ClaimSpec
{
    [Parameter("lambda", Above = 0, Max = 1e6, Description = "λ, curvature")]
    public double Curvature { get; set; } = 3;

    [Parameter("theta0", Min = -1e6, Max = 1e6, Description = "θ₀, start")]
    public double Start { get; set; } = 1;

    public override void Validate()
    {
        if (Start == 0)
            throw new ParameterException("theta0", "is 0, the minimum, where nothing moves; start anywhere else.");
    }

    [Check]
    public void Two_steps_return_exactly_at_two_over_lambda()
    {
        var stream = new RandomStream(StreamSeed());
        List<Quadratic> drawn = [new(Curvature, Start)];
        for (var i = 0; i < 200; i++)
            drawn.Add(new(Math.Pow(10, stream.NextUniform(-3, 3)), 5 * stream.NextNormal()));
        double[] ones = [.. drawn.Select(_ => 1.0)];
        Evidence
            .Agrees(
                "θ₂/θ₀ at ηλ = 2, 200 quadratics and the one set",
                [.. drawn.Select(q => q.Return(2))],
                ones,
                Absolute(1e-12)
            )
            .Rejects("it returns at ηλ = 1", [.. drawn.Select(q => q.Return(1))]);
        Evidence.Below("largest |θ₂/θ₀| at 0.99 of it", drawn.Max(q => Math.Abs(q.Return(1.98))), 1);
        Evidence.Above("smallest |θ₂/θ₀| at 1.01 of it", drawn.Min(q => Math.Abs(q.Return(2.02))), 1);
        var cycles = drawn.Select(q => DescentTwoCycle.Through(new PowerLoss(2, q.Lambda), q.Start)!).ToArray();
        Evidence
            .Agrees(
                "η*λ",
                [.. cycles.Zip(drawn, (cycle, q) => cycle.LearningRate * q.Lambda)],
                [.. ones.Select(x => 2 * x)],
                Relative(1e-12)
            )
            .Rejects("1", ones);
        Evidence.Agrees("multiplier", [.. cycles.Select(cycle => cycle.Multiplier)], ones, Absolute(1e-11));
    }

    private sealed record Quadratic(double Lambda, double Start)
    {
        public double Return(double step)
        {
            var loss = new PowerLoss(2, Lambda);
            var first = Start - (step / Lambda * loss.Slope(Start));
            return (first - (step / Lambda * loss.Slope(first))) / Start;
        }
    }
}
