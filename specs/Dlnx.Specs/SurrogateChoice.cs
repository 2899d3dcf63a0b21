using Dlnx.Data;

namespace Dlnx.Specs;

/// <summary>A surrogate data set given by its name.</summary>
public static class SurrogateChoice
{
    /// <summary>The surrogate set of a parameter's text.</summary>
    /// <param name="parameter">the parameter's name on the command line</param>
    /// <param name="text">S1, S2, tex:classes,N,seed or glyph:classes,N,seed,J,A,S</param>
    /// <exception cref="ParameterException">The text names no surrogate set, or a number in it is out of range.</exception>
    public static SurrogateSet Parse(string parameter, string text)
    {
        try
        {
            return SurrogateSet.Parse(text);
        }
        catch (ArgumentException refusal)
        {
            throw new ParameterException(parameter, $"is '{text}': {refusal.Message}");
        }
    }
}
