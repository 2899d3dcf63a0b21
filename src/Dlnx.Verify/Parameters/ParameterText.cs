using System.Globalization;
using System.Text.Json;

namespace Dlnx.Verify.Parameters;

/// <summary>Parameter values as text: exact in both directions, the same on every machine.</summary>
internal static class ParameterText
{
    // Longer than any list of seeds; short enough for a slip of the finger to be refused.
    private const int LongestRange = 100_000;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string TypeName(Type type) =>
        Unwrap(type) switch
        {
            { IsEnum: true } => "one of the words",
            var t when t == typeof(int) => "an integer",
            var t when t == typeof(ulong) => "an integer from 0 to 2⁶⁴ − 1",
            var t when t == typeof(double) => "a number",
            var t when t == typeof(double[]) => "a comma-separated list of numbers",
            var t when t == typeof(int[]) => "a comma-separated list of integers or ranges a..b",
            var t when t == typeof(double[][]) => "a matrix: rows of numbers separated by ';', or JSON [[…],…]",
            var t when t == typeof(double[][][]) => "a JSON list of matrices [[[…],…],…]",
            _ => "text",
        };

    public static IReadOnlyList<string> Words(Type type) =>
        Unwrap(type) is { IsEnum: true } words ? [.. Enum.GetNames(words).Select(Word)] : [];

    public static string Write(object? value) =>
        value switch
        {
            null => "",
            double number => number.ToString("R", Culture),
            double[] list => string.Join(",", list.Select(x => x.ToString("R", Culture))),
            int[] list => string.Join(",", list),
            double[][] or double[][][] => JsonSerializer.Serialize(value),
            Enum word => Word(word.ToString()),
            _ => Convert.ToString(value, Culture) ?? "",
        };

    /// <summary>Whether values of a type can be read from text at all.</summary>
    public static bool Reads(Type type) => type == typeof(string) || TypeName(type) is not "text";

    public static bool TryRead(string text, Type type, out object? value)
    {
        if (type == typeof(string))
        {
            value = text;
            return true;
        }
        text = text.Trim();
        if (text.Length == 0 && Nullable.GetUnderlyingType(type) is not null)
        {
            value = null;
            return true;
        }
        value = Unwrap(type) switch
        {
            { IsEnum: true } words => Enum.GetNames(words)
                .Where(name => string.Equals(Word(name), text, StringComparison.Ordinal))
                .Select(name => Enum.Parse(words, name))
                .SingleOrDefault(),
            var t when t == typeof(int) => Integer(text),
            var t when t == typeof(ulong) => Unsigned(text),
            var t when t == typeof(double) => Number(text),
            var t when t == typeof(double[]) => All(text, Number),
            var t when t == typeof(int[]) => Integers(text),
            var t when t == typeof(double[][]) => text.StartsWith('[') ? Complete(Json<double[][]>(text)) : Rows(text),
            var t when t == typeof(double[][][]) => Json<double[][][]>(text) is { } matrices
            && matrices.All(matrix => Complete(matrix) is not null)
                ? matrices
                : null,
            _ => null,
        };
        return value is not null;
    }

    public static IEnumerable<double> Numbers(object? value) =>
        value switch
        {
            int integer => [integer],
            double number => [number],
            int[] list => list.Select(x => (double)x),
            double[] list => list,
            double[][] matrix => matrix.SelectMany(row => row),
            double[][][] matrices => matrices.SelectMany(matrix => matrix.SelectMany(row => row)),
            _ => [],
        };

    private static Type Unwrap(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    // Words are written with a small first letter, except single letters such as the forms U and B of a minimum.
    private static string Word(string name) => name.Length == 1 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static object? Integer(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, Culture, out var value) ? value : null;

    private static object? Unsigned(string text) =>
        ulong.TryParse(text, NumberStyles.None, Culture, out var value) ? value : null;

    private static object? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, Culture, out var value) ? value : null;

    private static Array? All(string text, Func<string, object?> read)
    {
        var items = text.Split(',', StringSplitOptions.TrimEntries).Select(read).ToArray();
        if (items.Length == 0 || items.Contains(null))
            return null;
        var array = Array.CreateInstance(items[0]!.GetType(), items.Length);
        items.CopyTo(array, 0);
        return array;
    }

    private static int[]? Integers(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries).Select(Range).ToArray();
        return parts.Contains(null) ? null : [.. parts.SelectMany(part => part!)];
    }

    private static int[]? Range(string text)
    {
        var ends = text.Split("..");
        if (ends.Length > 2 || Integer(ends[0]) is not int first || Integer(ends[^1]) is not int last)
            return null;
        var count = (long)last - first + 1;
        return count is >= 1 and <= LongestRange ? [.. Enumerable.Range(first, (int)count)] : null;
    }

    private static double[][]? Rows(string text)
    {
        var rows = text.Split(';').Select(row => (double[]?)All(row, Number)).ToArray();
        return rows.Contains(null) ? null : [.. rows.OfType<double[]>()];
    }

    // JSON has null for a row; a matrix does not.
    private static double[][]? Complete(double[][]? matrix) => matrix is null || matrix.Contains(null) ? null : matrix;

    private static T? Json<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
