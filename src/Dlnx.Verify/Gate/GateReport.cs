using System.Text;
using Dlnx.Verify.Exporters;

namespace Dlnx.Verify.Gate;

/// <summary>A comparison of two runs as GitHub shows it.</summary>
public static class GateReport
{
    /// <summary>The largest summary written, in bytes; GitHub refuses a step's summary of more than 1024 KiB.</summary>
    public const int LargestSummary = 900 * 1024;

    /// <summary>The most annotations written; GitHub shows ten of a kind for a step.</summary>
    public const int MostAnnotations = 10;

    /// <summary>The whole comparison in one sentence.</summary>
    public static string Headline(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var compared = Exporters.Headline.Count(comparison.Compared, "claim");
        return comparison.Regressions.Count == 0
            ? $"{compared} compared: nothing is worse than in the baseline."
            : $"{compared} compared: {Counts(comparison)}.";
    }

    /// <summary>A table of what is worse in GitHub's Markdown, cut with “and N more” before it grows too large.</summary>
    public static string Summary(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var text = new StringBuilder($"# {Headline(comparison)}\n");
        foreach (var note in comparison.Notes)
            text.Append($"\n> [!NOTE]\n> {MarkdownText.Escape(note)}\n");
        if (comparison.Regressions.Count == 0)
            return text.ToString();
        text.Append("\n| worse | claim | check | baseline | now |\n|---|---|---|---|---|\n");
        var room = LargestSummary - Encoding.UTF8.GetByteCount(text.ToString()) - 64;
        var written = 0;
        foreach (var row in comparison.Regressions.Select(Row))
        {
            room -= Encoding.UTF8.GetByteCount(row);
            if (room < 0)
                break;
            text.Append(row);
            written++;
        }
        if (written < comparison.Regressions.Count)
            text.Append($"\nand {comparison.Regressions.Count - written} more\n");
        return text.ToString();
    }

    /// <summary>Lines for a workflow's log that mark the most severe regressions.</summary>
    public static IEnumerable<string> Annotations(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return comparison
            .Regressions.Take(MostAnnotations)
            .Select(item =>
            {
                var title = $"{item.Words}: {item.Claim}{(item.Check.Length > 0 ? ": " : "")}{item.Check}";
                var change = item.Before.Length > 0 ? $"{item.Before} → {item.Now}" : item.Now;
                return item.File.Length == 0
                    ? WorkflowCommand.Error(title, change)
                    : WorkflowCommand.Error(title, change, item.File, item.Line);
            });
    }

    private static string Counts(RunComparison comparison) =>
        string.Join(
            ", ",
            comparison.Regressions.CountBy(item => item.Words).Select(pair => $"{pair.Key} ({pair.Value})")
        );

    private static string Row(Regression item)
    {
        var row = new StringBuilder();
        MarkdownText.AppendRow(row, item.Words, item.Claim, item.Check, item.Before, item.Now);
        return row.ToString();
    }
}
