using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Dlnx.Verify.Golden;

namespace Dlnx.Verify.Tool.Rendering;

/// <summary>The changed lines of a file.</summary>
internal static class TextDiff
{
    public static void Print(Terminal terminal, TextChange change)
    {
        if (string.Equals(change.Before, change.After, StringComparison.Ordinal))
            return;
        terminal.Heading(change.Path);
        foreach (var line in new InlineDiffBuilder(new Differ()).BuildDiffModel(change.Before, change.After).Lines)
        {
            var sign = line.Type switch
            {
                ChangeType.Inserted => "+",
                ChangeType.Deleted => "-",
                _ => "",
            };
            if (sign.Length > 0 && !string.IsNullOrWhiteSpace(line.Text))
                terminal.Write($"{sign} {line.Text}");
        }
    }
}
