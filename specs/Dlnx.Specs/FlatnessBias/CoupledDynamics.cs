using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/eq-4",
    "Coupled dynamics",
    Kind = ClaimKind.Equation,
    Source = "Eqs. (4), (5), (27)",
    Provenance = Provenance.Reconstructed,
    Aliases = ["D/eq-5", "D/eq-27"],
    DependsOn = ["D/def-5.1"],
    Verdict = Verdict.Conditional,
    Statement = """
        $\log h_{t+1} = \log h_t + \xi_t\,\varphi(s_t)$ with fair signs $\xi_t$ and the surplus
        $s_t = \eta\psi(h_t) - c + \zeta_t$. Without the noise $\zeta$, $x = \log h$ follows
        $$x_{t+1} = x_t + \xi_t\Delta(x_t), \qquad \Delta(x) = \varphi(\eta\psi(e^x) - c),$$
        which is strictly increasing when $\varphi$ and $\psi$ are.
        """,
    Explanation = """
        A model of the curvature. Section 5.2 asks for a non-decreasing $\psi$; the theorems need a strictly increasing one: a flat
        $\psi$ makes $\Delta$ constant and $P(x_4 < x_0) = 0.3125$. What falls is the median of $h$ only:
        $\mathbb Ex_t = x_0$, and $\mathbb E[h_{t+1}\mid h_t] = h_t\cosh\Delta(x_t) > h_t$, so the mean curvature moment grows.
        """
)]
public sealed class CoupledDynamics : PointStartSpec
{
    [Parameter("t", Min = 0, Max = 20, Description = "steps")]
    public int Steps { get; set; } = 8;

    [Check]
    public void Increasing_responses_make_an_increasing_step() =>
        Evidence
            .ForAll("neighbours on a grid where Δ does not rise", Responses(), Falls, Absolute(0))
            .Rejects("a flat ψ", law => Falls(Flat(law)));

    [Check]
    public void A_flat_sharpness_does_not_contract()
    {
        var flat = new PowerResponseStep
        {
            SharpnessExponent = 0,
            LeastSharpness = 2,
            Scale = 0.5,
        };
        var law = EndpointLaw.From(flat, 0, 4);
        Evidence
            .Agrees("ψ constant: P(x₄ < x₀)", law.ProbabilityBelow(0), 0.3125, Absolute(0))
            .Rejects("½", 0.5)
            .Rejects("0.6875, the bound for strictly increasing ψ", SignStrings.NonPositiveProbability(4));
    }

    [Check]
    public void The_log_is_a_martingale()
    {
        for (var t = 0; t <= Steps; t++)
        {
            var law = EndpointLaw.From(Law, Start, t);
            var agreement = Evidence.Agrees($"t = {t}: E x_t", law.Mean, Start, Rounding(law));
            if (t % 2 == 0 && Start - law.UpperMedian > 1000 * Rounding(law).Value)
                agreement.Rejects("the median", law.UpperMedian);
        }
    }

    [Check]
    public void The_mean_of_the_moment_grows_while_its_median_falls()
    {
        RequireIncreasing(Steps);
        var hull = EndpointLaw.From(Law, Start, Steps).Hull;
        if (hull.Upper > 300 || hull.Lower < -300)
            Skip($"The visited states [{hull.Lower:G6}, {hull.Upper:G6}] are too large for h = eˣ.");
        double[] means =
        [
            .. Enumerable.Range(0, Steps + 1).Select(t => EndpointLaw.From(Law, Start, t).MeanExponential),
        ];
        for (var t = 1; t <= Steps; t++)
            Evidence.Above($"E h_{t}/E h_{t - 1}", means[t] / means[t - 1], 1);
        if (Steps >= 2)
            Evidence.Below("median of h₂/h₀", Math.Exp(EndpointLaw.From(Law, Start, 2).UpperMedian - Start), 1);
        var step = Law.At(Start);
        Evidence
            .Agrees(
                "E h₁/h₀",
                EndpointLaw.From(Law, Start, 1).MeanExponential / Math.Exp(Start),
                Math.Cosh(step),
                Relative(1e-12)
            )
            .Rejects("1, no drift", 1)
            .Rejects("1/cosh Δ, a falling mean", 1 / Math.Cosh(step));
        Evidence.Golden(
            "E h₁/h₀ at Δ = 0.3",
            EndpointLaw.From(new AffineStep(0.3, 0), 0, 1).MeanExponential,
            Absolute(1e-10)
        );
    }

    /// <summary>φ(s) = a·s^p and ψ(h) = ψ₀ + h^q with positive exponents, and a surplus that is positive from x = −1 on.</summary>
    internal static Arbitrary<PowerResponseStep> Responses() =>
        (
            from scale in Draw.LogBetween(0.01, 10)
            from p in Draw.LogBetween(0.2, 4)
            from q in Draw.LogBetween(0.2, 4)
            from rate in Draw.LogBetween(0.1, 10)
            from margin in Draw.LogBetween(0.01, 10)
            select new PowerResponseStep
            {
                Scale = scale,
                ResponseExponent = p,
                SharpnessExponent = q,
                LearningRate = rate,
                LeastSharpness = (2 / rate) + margin,
            }
        ).ToArbitrary();

    /// <summary>How often Δ does not rise between neighbours of a grid on [−1, 1].</summary>
    internal static double Falls(PowerResponseStep law)
    {
        double[] values = [.. Enumerable.Range(-10, 21).Select(k => law.At(k / 10.0))];
        return values.Zip(values.Skip(1)).Count(pair => !(pair.Second > pair.First));
    }

    /// <summary>The same responses with a sharpness that does not depend on h.</summary>
    internal static PowerResponseStep Flat(PowerResponseStep law) =>
        new()
        {
            Scale = law.Scale,
            ResponseExponent = law.ResponseExponent,
            SharpnessExponent = 0,
            LearningRate = law.LearningRate,
            LeastSharpness = law.LeastSharpness,
        };
}
