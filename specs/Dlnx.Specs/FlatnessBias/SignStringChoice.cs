using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The strings of signs that a user can type.</summary>
public static class SignStringChoice
{
    /// <summary>The string that a text of + and - writes.</summary>
    /// <param name="parameter">the parameter that it was typed for</param>
    /// <param name="text">such as <c>++--</c></param>
    /// <param name="longest">the most signs allowed</param>
    /// <exception cref="ParameterException">another character, or too many signs</exception>
    public static SignString Parse(string parameter, string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > longest)
            throw new ParameterException(parameter, $"has {text.Length} signs; it has at most {longest}.");
        try
        {
            return SignString.Parse(text.Trim());
        }
        catch (ArgumentException problem)
        {
            throw new ParameterException(parameter, $"is '{text}'. {problem.Message}");
        }
    }
}
