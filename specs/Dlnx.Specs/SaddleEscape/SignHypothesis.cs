using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/first-hermite",
    "Sign hypothesis",
    Kind = ClaimKind.Remark,
    Source = "App. D",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        The escape laws assume $\mu_1=\mathbb E[s\varphi(s)]=\mathbb E\varphi'(s)>0$ for standard normal $s$. It holds for tanh, erf,
        sin, GELU and Swish but does not follow from the class: $\varphi=x-x^3$ is odd of order 3 with slope $+1$ at 0 and
        $\mu_1=-2$.
        """
)]
public sealed class SignHypothesis : ClaimSpec
{
    private static readonly string[] Used = ["tanh", "erf", "sin", "gelu", "swish"];

    [Parameter(Description = "φ, an activation to try beside those of the paper")]
    public string Phi { get; set; } = "tanh";

    public override void Validate() => ActivationChoice.Resolve(Phi);

    [Check]
    public void A_function_of_class_B3_with_positive_slope_has_a_negative_mean_slope()
    {
        var cubic = ExampleActivations.Polynomial("x − x³", 0, 1, 0, -1);
        Evidence.Matches("class", cubic.Class, ActivationClass.B).Rejects("C", ActivationClass.C);
        Evidence.Matches("q", cubic.Order, 3);
        Evidence
            .Agrees("μ₁ = 𝔼[sφ(s)]", ActivationConstants.Of(cubic).Mu1, -2, Absolute(1e-13))
            .Rejects("the slope at 0", cubic.TaylorCoefficient(1));
        Evidence
            .Agrees("𝔼φ′(s) = 1 − 3", GaussianRule.Line.Expectation(cubic.Derivative), -2, Absolute(1e-13))
            .Rejects("the slope at 0", cubic.TaylorCoefficient(1));
    }

    [Check]
    public void The_activations_of_the_paper_satisfy_it()
    {
        foreach (var name in Used)
            Evidence.Above($"μ₁ of {name}", ActivationConstants.Of(Activations.Find(name)).Mu1, 0);
    }

    [Check]
    public void Both_forms_of_mu_1_agree()
    {
        foreach (var name in Used.Append(Phi).Distinct())
        {
            var activation = Activations.Find(name);
            // The rule resolves a jump of φ′ only where it stands on a node with the mean of both sides.
            if (activation.Slope is null)
                continue;
            var agreement = Evidence.Agrees(
                $"{name}: 𝔼φ′(s) and 𝔼[sφ(s)]",
                GaussianRule.Line.Expectation(activation.Derivative),
                ActivationConstants.Of(activation).Mu1,
                Absolute(1e-13)
            );
            if (activation.Class is ActivationClass.B)
                agreement.Rejects("the slope at 0", activation.TaylorCoefficient(1));
        }
    }

    [Check]
    public void Reference_constants()
    {
        foreach (var name in new[] { "linear", "tanh", "erf", "erfn", "sin", "gelu", "swish", "softplus", "sigmoid" })
        {
            var activation = Activations.Find(name);
            var constants = ActivationConstants.Of(activation);
            Evidence.Golden($"{name}: c1", activation.TaylorCoefficient(1), Absolute(1e-11));
            Evidence.Golden($"{name}: mu1", constants.Mu1, Absolute(1e-11));
            if (activation.Order is { } q)
                Evidence.Golden($"{name}: c{q}", activation.TaylorCoefficient(q), Absolute(1e-11));
            if (constants.MuQ is { } muQ)
                Evidence.Golden($"{name}: mu{activation.Order}", muQ, Absolute(1e-11));
            if (constants.CorrectionRatio is { } ratio)
                Evidence.Golden($"{name}: C0", ratio, Absolute(1e-11));
        }
    }
}
