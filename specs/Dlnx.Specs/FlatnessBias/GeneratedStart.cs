using System.Globalization;
using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A generated law of x₀, in the words that <c>--set f0=…</c> understands.</summary>
/// <param name="Word">the family</param>
/// <param name="Numbers">its parameters</param>
public sealed record GeneratedStart(string Word, double[] Numbers)
{
    private static readonly string[] Families =
    [
        "normal",
        "logistic",
        "uniform",
        "triangular",
        "gumbel",
        "gamma",
        "exponential",
    ];

    /// <summary>The law.</summary>
    public InitialLaw Law => InitialLawChoice.Parse("f0", ToString());

    /// <summary>Unimodal laws with their bulk near a place and a given range of scales.</summary>
    /// <param name="place">near which the mode lies, ± 0.5</param>
    /// <param name="smallest">the smallest scale, positive</param>
    /// <param name="largest">the largest scale</param>
    public static Gen<GeneratedStart> Unimodal(double place, double smallest, double largest) =>
        from family in Gen.Elements(Families)
        from shift in Draw.Between(-0.5, 0.5)
        from scale in Draw.LogBetween(smallest, largest)
        from skew in Draw.Between(0, 1)
        select Of(family, Math.Round(place + shift, 4), Shorter.Of(scale, Math.Round), Math.Round(skew, 3));

    /// <summary>Simpler laws of the same family: numbers with fewer digits.</summary>
    public IEnumerable<GeneratedStart> Shrink()
    {
        var rounded = this with { Numbers = [.. Numbers.Select(x => Shorter.Of(x, Math.Round))] };
        if (!string.Equals(rounded.ToString(), ToString(), StringComparison.Ordinal) && IsLaw(rounded))
            yield return rounded;
    }

    /// <summary>For example <c>normal(0.5,0.4)</c>.</summary>
    public override string ToString() =>
        $"{Word}({string.Join(",", Numbers.Select(x => x.ToString("R", CultureInfo.InvariantCulture)))})";

    private static GeneratedStart Of(string family, double place, double scale, double skew) =>
        family switch
        {
            "uniform" => new(family, [place - scale, place + scale]),
            "triangular" => new(family, [place - scale, place - scale + (2 * scale * skew), place + scale]),
            "gamma" => new(family, [1 + (4 * skew), place, scale]),
            _ => new(family, [place, scale]),
        };

    private static bool IsLaw(GeneratedStart start)
    {
        try
        {
            return start.Law.Mode is not double.NaN;
        }
        catch (ParameterException)
        {
            return false;
        }
    }
}
