using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The step-size laws that a user can type for the parameter <c>delta</c>.</summary>
public static class StepLawChoice
{
    /// <summary>The words and what they mean, for parameter descriptions.</summary>
    public const string Words = "affine(a,b) = a + bx, sigmoid(a,b,k,c) = a + bσ(k(x − c)), const(a)";

    /// <summary>The law that a text names.</summary>
    /// <param name="parameter">the parameter that it was typed for</param>
    /// <param name="text">such as <c>sigmoid(0.2,0.3,2,0)</c></param>
    /// <exception cref="ParameterException">no such law, or the wrong numbers for it</exception>
    public static StepLaw Parse(string parameter, string text) =>
        LawText.Parse(parameter, text) switch
        {
            ("affine", [[var a, var b]]) => new AffineStep(a, b),
            ("sigmoid", [[var a, var b, var k, var c]]) => new SigmoidStep(a, b, k, c),
            ("const", [[var a]]) => new AffineStep(a, 0),
            _ => throw new ParameterException(parameter, $"is '{text}'; known step laws are {Words}."),
        };
}
