using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>Words and numbers that the claims and quantities about escape times share.</summary>
public static class EscapeSetting
{
    /// <summary>The smallest ε of the reference windows.</summary>
    public const double SmallestEps = 1e-3;

    /// <summary>The largest ε of the critical-depth law's window, 10^(−3/2).</summary>
    public const double LargestEps = 0.0316227766;

    /// <summary>Escapes to six digits or more, for slopes and figures.</summary>
    public static EscapeRun SixDigits { get; } = new() { RelativeTolerance = 1e-8 };

    /// <summary>The activation that a user types, which must have a linear part at 0 and vanish there.</summary>
    /// <exception cref="ParameterException">no such activation, class D, or no slope at 0</exception>
    public static Activation Resolve(string phi, double beta = 1)
    {
        var found = ActivationChoice.Resolve(phi, beta, ActivationClass.A, ActivationClass.B, ActivationClass.C);
        return found.Slope is not null
            ? found
            : throw new ParameterException("phi", $"is '{phi}', which has no slope at 0; the escape laws need one.");
    }

    /// <summary>All scales equal.</summary>
    public static double[] Balanced(int depth, double eps) => [.. Enumerable.Repeat(eps, depth)];

    /// <summary>κ = αc₁^{L−1}μ₁.</summary>
    public static double Drive(Activation activation, int depth, double alpha = 1) =>
        ActivationConstants.Drive(activation, depth, alpha) ?? double.NaN;

    /// <summary>The leading-order time of the quadrature (10).</summary>
    public static double LeadingTime(Activation activation, double[] start, double threshold, double alpha = 1) =>
        EscapeQuadrature.LeadingTime(start, Drive(activation, start.Length, alpha), threshold);

    /// <summary>1/ε of each ε.</summary>
    public static double[] Inverse(double[] scales) => [.. scales.Select(eps => 1 / eps)];

    /// <summary>Refuses a threshold that is not above the start.</summary>
    /// <param name="threshold">a⋆</param>
    /// <param name="start">the scale that is to grow up to it</param>
    /// <exception cref="ParameterException">as said</exception>
    public static void RequireThreshold(double threshold, double start)
    {
        if (!(threshold > start))
        {
            throw new ParameterException("threshold", $"is {threshold}; it must be above the start, {start}.");
        }
    }

    /// <summary>Refuses a window of ε whose ends are not in order.</summary>
    /// <exception cref="ParameterException">as said</exception>
    public static void RequireWindow(double smallest, double largest)
    {
        if (!(smallest < largest))
            throw new ParameterException("epsMax", $"is {largest}; it must be above epsMin = {smallest}.");
    }

    /// <summary>n numbers from low to high, equally spaced in the logarithm.</summary>
    public static double[] LogSpaced(double low, double high, int count) =>
        [.. Enumerable.Range(0, count).Select(i => low * Math.Pow(high / low, i / (count - 1.0)))];

    /// <summary>The r small layers, from 0, that a user types: <c>first</c>, <c>last</c>, or a list of r layers from 1.</summary>
    /// <exception cref="ParameterException">r above L, or no such list</exception>
    public static int[] Bottleneck(string position, int depth, int r)
    {
        if (r > depth)
            throw new ParameterException("r", $"is {r}; at most all L = {depth} layers are small.");
        int[] layers = position switch
        {
            "first" => [.. Enumerable.Range(0, r)],
            "last" => [.. Enumerable.Range(depth - r, r)],
            _ => Layers("position", position, depth),
        };
        return layers.Length == r
            ? layers
            : throw new ParameterException("position", $"names {layers.Length} layers; r is {r}.");
    }

    /// <summary>The layers, from 0, that a user types: <c>all</c>, or a list of layers from 1.</summary>
    /// <param name="parameter">the parameter's name</param>
    /// <param name="text">what was typed</param>
    /// <param name="depth">L</param>
    /// <exception cref="ParameterException">no list of different layers from 1 to L</exception>
    public static int[] Layers(string parameter, string text, int depth)
    {
        if (text == "all")
            return [.. Enumerable.Range(0, depth)];
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        int[] layers = [.. words.Select(word => int.TryParse(word, out var layer) ? layer - 1 : -1)];
        if (layers.Any(layer => layer < 0 || layer >= depth) || layers.Distinct().Count() != layers.Length)
        {
            throw new ParameterException(
                parameter,
                $"is '{text}'; it must be a word it knows or a list of different layers from 1 to {depth}, such as 1,2."
            );
        }

        return [.. layers.Order()];
    }
}
