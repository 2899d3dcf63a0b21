using System.Globalization;
using System.Text.Json.Serialization;

namespace Dlnx.Verify.Sweeps;

/// <summary>The values that a sweep gives to one parameter.</summary>
/// <param name="Parameter">The parameter's name on the command line.</param>
/// <param name="Grid">The values as they were typed.</param>
/// <param name="Values">The values, each as <c>--set</c> takes it, all different.</param>
public sealed record SweepAxis(string Parameter, string Grid, IReadOnlyList<string> Values)
{
    private const int MostValues = 100_000;
    private const string Logarithmic = "log:";
    private const string Forms = "such as eta=0.01:0.04:200, eta=log:1e-4:1e-1:50 or depth=2,3,5";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Whether equal ratios, not equal differences, separate the values.</summary>
    [JsonIgnore]
    public bool IsLogarithmic => Grid.StartsWith(Logarithmic, StringComparison.Ordinal);

    /// <summary>
    /// Reads <c>name=a:b:n</c>, n values from a to b at equal distances; <c>name=log:a:b:n</c>, at equal ratios; or the
    /// values themselves, separated by commas.
    /// </summary>
    /// <exception cref="ProblemException">The text is none of these, or has a value twice.</exception>
    public static SweepAxis Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var name = at < 0 ? "" : text[..at].Trim();
        if (name.Length == 0)
            throw Problem(text, $"is not of the form name=values, {Forms}.");
        var grid = text[(at + 1)..].Trim();
        string[] values = grid.Contains(':', StringComparison.Ordinal)
            ? Ends(text, grid)
            : grid.Split(',', StringSplitOptions.TrimEntries);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (value.Length == 0)
                throw Problem(text, $"has an empty value; expected values {Forms}.");
            if (!seen.Add(value))
                throw Problem(text, $"has the value {value} twice.");
        }
        return new SweepAxis(name, grid, values);
    }

    /// <summary>“eta=0.01:0.04:200”.</summary>
    public override string ToString() => $"{Parameter}={Grid}";

    private static string[] Ends(string text, string grid)
    {
        var isLogarithmic = grid.StartsWith(Logarithmic, StringComparison.Ordinal);
        var parts = (isLogarithmic ? grid[Logarithmic.Length..] : grid).Split(':', StringSplitOptions.TrimEntries);
        if (
            parts.Length != 3
            || !TryNumber(parts[0], out var first)
            || !TryNumber(parts[1], out var last)
            || !int.TryParse(parts[2], NumberStyles.None, Culture, out var count)
        )
            throw Problem(text, $"is not a grid first:last:count, {Forms}.");
        if (count is < 2 or > MostValues)
            throw Problem(text, $"has {count} values; a grid has 2 to {MostValues}.");
        if (isLogarithmic && (first <= 0 || last <= 0))
            throw Problem(text, "has an end that is not positive; a logarithmic grid needs both above 0.");
        // The ends stay as they were typed.
        return
        [
            parts[0],
            .. Enumerable
                .Range(1, count - 2)
                .Select(i => isLogarithmic ? Ratio(first, last, i, count - 1) : Between(first, last, i, count - 1)),
            parts[1],
        ];
    }

    private static string Between(double first, double last, int i, int steps) =>
        Rounded(((first * (steps - i)) + (last * i)) / steps);

    private static string Ratio(double first, double last, int i, int steps) =>
        Rounded(first * Math.Pow(last / first, (double)i / steps));

    // Fifteen digits: what a person would write, 0.03 and not 0.030000000000000002, and the same on every machine.
    private static string Rounded(double value) =>
        double.Parse(value.ToString("G15", Culture), Culture).ToString(Culture);

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, Culture, out number) && double.IsFinite(number);

    private static ProblemException Problem(string text, string problem) =>
        new($"--sweep '{text}' {problem}", ExitCode.Usage);
}
