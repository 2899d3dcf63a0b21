using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>What claims and quantities about sums of products require of their parameters.</summary>
public static class FactorRules
{
    /// <summary>The magnitudes that a parameter of a product may have, for parameter descriptions.</summary>
    public const string Magnitudes = "magnitudes from 1e-6 to 1e6";

    private const double Smallest = 1e-6;
    private const double Largest = 1e6;

    /// <summary>Requires a number of parameters of usable magnitude.</summary>
    /// <exception cref="ParameterException">too few, too many, or one too small or too large</exception>
    public static void Require(string name, IReadOnlyCollection<double> theta, int fewest, int most)
    {
        if (theta.Count < fewest || theta.Count > most)
            throw new ParameterException(name, $"has {theta.Count} entries; give {fewest} to {most}.");
        foreach (var x in theta.Where(x => !(Math.Abs(x) is >= Smallest and <= Largest)))
            throw new ParameterException(name, $"has the entry {x:R}; entries have {Magnitudes}.");
    }

    /// <summary>Requires one to eight blocks with twelve parameters of usable magnitude at most.</summary>
    /// <exception cref="ParameterException">they are not such</exception>
    public static void RequireBlocks(double[][] blocks)
    {
        if (blocks.Length is < 1 or > 8 || Array.Exists(blocks, block => block.Length == 0))
            throw new ParameterException("blocks", $"has {blocks.Length} rows; give 1 to 8, none of them empty.");
        Require("blocks", [.. blocks.SelectMany(block => block)], 2, 12);
    }

    /// <summary>Requires two different indices that count from 1.</summary>
    /// <exception cref="ParameterException">one is out of range, or they are equal</exception>
    public static void RequirePair(int i, int j, int count)
    {
        RequireIndex("i", i, count);
        RequireIndex("j", j, count);
        if (i == j)
            throw new ParameterException("j", $"is {j} like i; give two different indices.");
    }

    /// <summary>Requires an index that counts from 1.</summary>
    /// <exception cref="ParameterException">it is out of range</exception>
    public static void RequireIndex(string name, int index, int count)
    {
        if (index < 1 || index > count)
            throw new ParameterException(name, $"is {index}; it counts from 1 to {count}.");
    }

    /// <summary>The sum of the products along paths.</summary>
    /// <param name="text">paths split by ';', indices from 1 split by '-', such as <c>1-2;2-3</c></param>
    /// <param name="count">number of parameters</param>
    /// <exception cref="ParameterException">the text is not such, or a path has a parameter twice</exception>
    public static SumOfProducts Paths(string text, int count)
    {
        var paths = text.Split(';').Select(path => new ProductTerm(1, [.. path.Split('-').Select(Index)]));
        try
        {
            return new(count, paths);
        }
        catch (ArgumentException)
        {
            throw new ParameterException(
                "paths",
                $"is '{text}'; give paths such as 1-2;2-3 whose indices go from 1 to {count}, each once in a path."
            );
        }
    }

    // An index that is no number becomes one that no sum has.
    private static int Index(string text) => int.TryParse(text, out var index) ? index - 1 : -1;
}
