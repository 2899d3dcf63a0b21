using System.Diagnostics;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>Puts a report where people look: its folder, the summary of a workflow step, the log, the browser.</summary>
internal static class Publication
{
    private const string SummaryVariable = "GITHUB_STEP_SUMMARY";
    private const string ActionsVariable = "GITHUB_ACTIONS";

    public static void Publish(Terminal terminal, Report report, string folder, bool open)
    {
        ReportFolder.Write(folder, report);
        AppendStepSummary(string.Concat(Report.Exporters.Select(exporter => exporter.StepSummary(report))));
        Annotate(terminal, Report.Exporters.SelectMany(exporter => exporter.Annotations(report)));
        var page = Path.Combine(folder, ReportFolder.PageName);
        terminal.Write($"Report: {page}");
        if (open)
            Show(terminal, Path.GetFullPath(page));
    }

    /// <summary>Writes annotations into the log of a GitHub workflow; nothing elsewhere.</summary>
    public static void Annotate(Terminal terminal, IEnumerable<string> annotations)
    {
        if (!string.Equals(Environment.GetEnvironmentVariable(ActionsVariable), "true", StringComparison.Ordinal))
            return;
        foreach (var line in annotations)
            terminal.Write(line);
    }

    /// <summary>Adds to the summary of a workflow's step; nothing elsewhere.</summary>
    /// <exception cref="ProblemException">The summary's file cannot be written.</exception>
    public static void AppendStepSummary(string summary)
    {
        var path = Environment.GetEnvironmentVariable(SummaryVariable);
        if (string.IsNullOrEmpty(path))
            return;
        try
        {
            File.AppendAllText(path, summary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var problem =
                $"Cannot write {SummaryVariable} {path}: {e.Message} Unset the variable or make the file writable.";
            throw new ProblemException(problem, ExitCode.Environment, e);
        }
    }

    // A machine without a browser still has the report; that it cannot be shown is worth a line, not a failure.
    private static void Show(Terminal terminal, string page)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(page) { UseShellExecute = true });
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or PlatformNotSupportedException)
        {
            terminal.Error($"Cannot open {page}: {e.Message}");
        }
    }
}
