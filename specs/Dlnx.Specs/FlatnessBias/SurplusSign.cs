using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/def-5.1",
    "Instability surplus (= Definition F.1)",
    Kind = ClaimKind.Definition,
    Source = "Definitions 5.1 and F.1",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/eq-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The surplus is $s_t = \eta\lambda_{\max}(H_t) - c$ with the local stability constant $c$; on a quadratic $c = 2$, where
        a step grows the distance from the minimum iff $s > 0$.
        """
)]
public sealed class SurplusSign : ClaimSpec
{
    [Parameter("eta", Above = 0, Max = 1e6, Description = "η, learning rate")]
    public double LearningRate { get; set; } = 0.1;

    [Parameter("lambda", Above = 0, Max = 1e6, Description = "λ_max of the quadratic")]
    public double Curvature { get; set; } = 30;

    [Parameter("c", Above = 0, Max = 1e3, Description = "c, stability constant")]
    public double Constant { get; set; } = 2;

    [Check]
    public void On_quadratics_a_step_grows_iff_the_surplus_is_positive()
    {
        var stream = new RandomStream(StreamSeed());
        var (wrong, wrongAtOne, wrongAtFour) = (0, 0, 0);
        for (var i = 0; i < 200; i++)
        {
            var lambda = Math.Pow(10, stream.NextUniform(-2, 3));
            var eta = stream.NextUniform(0, 5) / lambda;
            if (Math.Abs((eta * lambda) - 2) < 1e-9)
                continue;
            wrong += Grows(eta, lambda) == (eta * lambda) - 2 > 0 ? 0 : 1;
            wrongAtOne += Grows(eta, lambda) == (eta * lambda) - 1 > 0 ? 0 : 1;
            wrongAtFour += Grows(eta, lambda) == (eta * lambda) - 4 > 0 ? 0 : 1;
        }
        Evidence
            .Matches("of 200 random quadratics, those where |x₁| > |x₀| is not s > 0", wrong, 0)
            .Rejects("c = 1", wrongAtOne)
            .Rejects("c = 4", wrongAtFour);
    }

    [Check]
    public void So_it_is_on_the_quadratic_set()
    {
        if (Constant != 2)
            Skip(
                $"On a quadratic the stability constant is 2; with c = {Constant:R} the surplus describes another loss."
            );
        var surplus = (LearningRate * Curvature) - Constant;
        if (Math.Abs(surplus) < 1e-9)
            Skip("The surplus is 0: the step neither grows nor shrinks.");
        Evidence
            .Matches("whether |x₁| > |x₀|", Grows(LearningRate, Curvature), surplus > 0)
            .Rejects("whether s < 0", surplus < 0);
    }

    private static bool Grows(double eta, double lambda) => Math.Abs(1 - (eta * new PowerLoss(2, lambda).Slope(1))) > 1;
}
