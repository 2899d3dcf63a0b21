using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>Marks the source line of each broken check in a workflow's log.</summary>
internal sealed class AnnotationExporter : IExporter
{
    public IEnumerable<string> Annotations(Report report)
    {
        foreach (var claim in report.Broken)
        {
            foreach (var check in claim.Checks.Where(check => check.Status == Status.Broken))
            {
                var place = $"file={Property(check.File)},line={check.Line}";
                yield return $"::error {place},title={Property($"{claim.Id}: {check.Name}")}::{Data(check.Message)}";
            }
        }
        foreach (var finding in report.Results.Findings)
            yield return $"::error title={Property(finding.Claim)}::{Data(finding.Message)}";
    }

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    // A line break would end the command, and the rest could be read as another one.
    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);
}
