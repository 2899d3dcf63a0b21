namespace Dlnx.Verify.Exporters;

/// <summary>Lines that GitHub reads in a workflow's log.</summary>
internal static class WorkflowCommand
{
    /// <summary>An error that belongs to no source line.</summary>
    public static string Error(string title, string message) => $"::error title={Property(title)}::{Data(message)}";

    /// <summary>An error that marks a source line.</summary>
    public static string Error(string title, string message, string file, int line) =>
        $"::error file={Property(file)},line={line},title={Property(title)}::{Data(message)}";

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    // A line break would end the command, and the rest could be read as another one.
    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);
}
