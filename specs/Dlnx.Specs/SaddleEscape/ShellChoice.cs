namespace Dlnx.Specs.SaddleEscape;

/// <summary>What the shells of a hierarchy of scales require of parameters.</summary>
public static class ShellChoice
{
    /// <summary>Requires ascending scales, at least two, and a shell among them.</summary>
    /// <exception cref="ParameterException">they are not</exception>
    public static void Require(double[] scales, int shell)
    {
        if (scales.Length < 2)
            throw new ParameterException("a", $"has {scales.Length} scale; a hierarchy needs at least two.");
        for (var l = 1; l < scales.Length; l++)
        {
            if (scales[l] < scales[l - 1])
                throw new ParameterException(
                    "a",
                    $"has {scales[l]:R} after {scales[l - 1]:R}; the scales must ascend."
                );
        }
        if (shell > scales.Length)
            throw new ParameterException("k", $"is {shell}; there are {scales.Length} shells.");
    }
}
