namespace Dlnx.Verify.Exporters;

/// <summary>Turns a report into one kind of output. Exporters are pure and work side by side: what they return is written elsewhere.</summary>
public interface IExporter
{
    /// <summary>The files of this output.</summary>
    IEnumerable<ReportFile> Files(Report report) => [];

    /// <summary>What to append to the summary of a workflow step; empty for nothing.</summary>
    string StepSummary(Report report) => "";

    /// <summary>Lines for a workflow's log that mark source lines.</summary>
    IEnumerable<string> Annotations(Report report) => [];
}

/// <summary>A file of a report.</summary>
/// <param name="Path">Where it belongs in the report's folder, with forward slashes.</param>
/// <param name="Content">Its text.</param>
public sealed record ReportFile(string Path, string Content);
