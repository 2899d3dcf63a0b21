using System.Text;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>Writes <c>summary.md</c> in GitHub's Markdown: the headline, what is broken, the verdicts, the errata.</summary>
internal sealed class SummaryExporter : IExporter
{
    public IEnumerable<ReportFile> Files(Report report) => [new ReportFile("summary.md", Write(report))];

    public string StepSummary(Report report) => Write(report);

    private static string Write(Report report)
    {
        var text = new StringBuilder();
        text.Append($"# {Headline.Of(report)}\n");
        foreach (var note in report.Notes)
            text.Append($"\n> [!NOTE]\n> {MarkdownText.Escape(note)}\n");
        Broken(text, report);
        Verdicts(text, report);
        Errata(text, report);
        Claims(text, report);
        var run = report.Results.Run;
        var tool = report.Results.Tool;
        text.Append(
            $"\nTier {run.Tier.ToString().ToLowerInvariant()}, seed {MarkdownText.Escape(run.Seed)}, {run.Seconds:F1} s. "
        );
        text.Append($"dlnx-verify {MarkdownText.Escape($"{tool.Version} {tool.Commit}".TrimEnd())}.\n");
        return text.ToString();
    }

    private static void Broken(StringBuilder text, Report report)
    {
        if (!report.Broken.Any() && report.Results.Findings.Count == 0)
            return;
        text.Append("\n## Broken\n\n");
        foreach (var claim in report.Broken)
        {
            foreach (var check in claim.Checks.Where(check => check.Status == Status.Broken))
            {
                text.Append($"- **{MarkdownText.Escape(claim.Id)}** {MarkdownText.Escape(check.Name)}, ");
                text.Append($"{MarkdownText.Escape($"{check.File}:{check.Line}")}\n");
                foreach (var line in check.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    text.Append($"  - {MarkdownText.Escape(line)}\n");
            }
        }
        foreach (var finding in report.Results.Findings)
            text.Append($"- **{MarkdownText.Escape(finding.Claim)}** {MarkdownText.Escape(finding.Message)}\n");
    }

    private static void Verdicts(StringBuilder text, Report report)
    {
        Verdict[] columns = [.. report.Verdicts.Select(count => count.Verdict)];
        text.Append("\n## Verdicts\n\n");
        text.Append($"| paper | {string.Join(" | ", columns)} | claims |\n");
        text.Append($"|---|{string.Concat(columns.Select(_ => "--:|"))}--:|\n");
        foreach (var paper in report.Papers.Where(paper => paper.Claims.Count > 0))
        {
            var counts = columns.Select(verdict => paper.Claims.Count(claim => claim.Verdict == verdict));
            text.Append(
                $"| {MarkdownText.Escape(paper.Letter)} | {string.Join(" | ", counts)} | {paper.Claims.Count} |\n"
            );
        }
    }

    private static void Errata(StringBuilder text, Report report)
    {
        var errata = report
            .Results.Claims.Where(claim => claim.Verdict is Verdict.Corrected or Verdict.Refuted)
            .ToList();
        if (errata.Count == 0)
            return;
        text.Append(
            "\n## Corrected and refuted\n\n| claim | title | source | verdict | statement |\n|---|---|---|---|---|\n"
        );
        foreach (var claim in errata)
            MarkdownText.AppendRow(
                text,
                claim.Id,
                claim.Title,
                claim.Source,
                claim.Verdict.ToString(),
                claim.Provenance.ToString().ToLowerInvariant()
            );
    }

    private static void Claims(StringBuilder text, Report report)
    {
        text.Append("\n<details><summary>All claims</summary>\n\n");
        text.Append("| claim | title | verdict | status | strongest evidence |\n|---|---|---|---|---|\n");
        foreach (var claim in report.Results.Claims)
        {
            var strongest = EvidenceText.Strongest(claim.Checks.SelectMany(check => check.Evidence));
            var line = strongest is null ? "" : EvidenceText.Line(strongest);
            MarkdownText.AppendRow(
                text,
                claim.Id,
                claim.Title,
                claim.Verdict.ToString(),
                Words.Of(claim.Status) + claim.OnData,
                line
            );
        }
        text.Append("\n</details>\n");
    }
}
