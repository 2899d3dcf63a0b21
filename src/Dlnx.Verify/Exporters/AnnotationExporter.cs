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
                yield return WorkflowCommand.Error($"{claim.Id}: {check.Name}", check.Message, check.File, check.Line);
        }
        foreach (var finding in report.Results.Findings)
            yield return WorkflowCommand.Error(finding.Claim, finding.Message);
    }
}
