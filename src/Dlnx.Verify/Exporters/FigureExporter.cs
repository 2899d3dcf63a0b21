using System.Text;
using System.Text.Json.Nodes;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>Writes each figure as a Vega-Lite file that stands alone, and its table as CSV.</summary>
internal sealed class FigureExporter : IExporter
{
    public IEnumerable<ReportFile> Files(Report report)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var claim in report.Results.Claims)
        {
            foreach (var figure in claim.Checks.SelectMany(check => check.Evidence).OfType<FigureEvidence>())
            {
                var path = Unique($"figures/{FileNames.Folder(claim.Id)}/{FileNames.Slug(figure.Name)}", taken);
                yield return new ReportFile(path + ".vl.json", Specification(figure));
                yield return new ReportFile(path + ".csv", FigureTable.Csv(figure.Table));
            }
        }
    }

    private static string Specification(FigureEvidence figure)
    {
        var spec = figure.Spec.DeepClone().AsObject();
        spec["data"] = new JsonObject { ["name"] = "table", ["values"] = FigureTable.Rows(figure.Table) };
        return spec.ToJsonString(ResultsJson.Options) + "\n";
    }

    private static string Unique(string path, HashSet<string> taken)
    {
        var unique = path;
        for (var i = 2; !taken.Add(unique); i++)
            unique = $"{path}-{i}";
        return unique;
    }
}
