using System.Globalization;
using Dlnx.Numerics;

namespace Dlnx.Data;

/// <summary>A matrix as comma-separated text: one row a line; empty lines and lines that start with # are skipped.</summary>
public static class CsvMatrix
{
    /// <summary>Reads a matrix of finite numbers, all rows of one length.</summary>
    /// <exception cref="MatrixFormatException">An entry is not a finite number, or rows differ in length; names the line.</exception>
    public static Matrix Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rows = new List<double[]>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var content = line.Trim();
            if (content.IsEmpty || content[0] == '#')
                continue;
            var row = ReadRow(content, number);
            if (rows.Count > 0 && row.Length != rows[0].Length)
            {
                var counts = $"has {row.Length} entries; the rows before have {rows[0].Length}";
                throw new MatrixFormatException($"line {number} {counts}.");
            }
            rows.Add(row);
        }
        return rows.Count == 0
            ? throw new MatrixFormatException("there is no line with numbers.")
            : Matrix.FromRows([.. rows]);
    }

    private static double[] ReadRow(ReadOnlySpan<char> line, int number)
    {
        var row = new List<double>();
        foreach (var range in line.Split(','))
        {
            var entry = line[range].Trim();
            var isNumber = double.TryParse(entry, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
            // Other programs write infinity as inf.
            if (
                isNumber
                    ? !double.IsFinite(value)
                    : entry.TrimStart("+-").Equals("inf", StringComparison.OrdinalIgnoreCase)
            )
                throw Bad($"{Shortened(entry)} is not finite");
            if (!isNumber)
                throw Bad($"“{Shortened(entry)}” is not a number");
            row.Add(value);
        }
        return [.. row];

        MatrixFormatException Bad(string problem) => new($"line {number}, entry {row.Count + 1}: {problem}.");
    }

    private static string Shortened(ReadOnlySpan<char> entry) =>
        entry.Length <= 40 ? entry.ToString() : $"{entry[..40]}…";
}
