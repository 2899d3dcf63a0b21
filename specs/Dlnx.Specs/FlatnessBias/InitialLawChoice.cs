using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The laws of x₀ that a user can type for the parameter <c>f0</c>.</summary>
public static class InitialLawChoice
{
    /// <summary>The words, for parameter descriptions.</summary>
    public const string Words =
        "point(x), normal(mu,sd), mix(w,mu,sd;…), uniform(lo,hi), triangular(lo,peak,hi), pareto(alpha), "
        + "gumbel(loc,scale), gamma(shape,loc,scale), exponential(loc,scale), logistic(loc,scale)";

    /// <summary>The law that a text names.</summary>
    /// <param name="parameter">the parameter that it was typed for</param>
    /// <param name="text">such as <c>normal(0.5,0.4)</c></param>
    /// <exception cref="ParameterException">no such law, or numbers that it cannot have</exception>
    public static InitialLaw Parse(string parameter, string text)
    {
        try
        {
            return LawText.Parse(parameter, text) switch
            {
                ("point", [[var x]]) => new PointLaw(x),
                ("normal", [[var mean, var deviation]]) => StandardLaw.Normal(mean, deviation),
                ("mix", var parts) when parts.All(part => part.Length == 3) => Mixture(parts),
                ("uniform", [[var lower, var upper]]) => new UniformLaw(lower, upper),
                ("triangular", [[var lower, var peak, var upper]]) => new TriangularLaw(lower, peak, upper),
                ("pareto", [[var alpha]]) => StandardLaw.Pareto(alpha),
                ("gumbel", [[var location, var scale]]) => LocationScaleLaw.Gumbel(location, scale),
                ("gamma", [[var shape, var location, var scale]]) => StandardLaw.Gamma(shape, location, scale),
                ("exponential", [[var location, var scale]]) => StandardLaw.Exponential(location, scale),
                ("logistic", [[var location, var scale]]) => LocationScaleLaw.Logistic(location, scale),
                _ => throw new ParameterException(parameter, $"is '{text}'; known laws are {Words}."),
            };
        }
        catch (ArgumentException problem)
        {
            throw new ParameterException(parameter, $"is '{text}': {FirstSentence(problem.Message)}");
        }
    }

    private static NormalMixture Mixture(double[][] parts) =>
        new([.. parts.Select(p => p[0])], [.. parts.Select(p => p[1])], [.. parts.Select(p => p[2])]);

    private static string FirstSentence(string message) => message.Split(" (Parameter ")[0].Split('\n')[0];
}
