using System.Text;
using System.Text.Json.Nodes;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>Writes each figure as a Vega-Lite file that stands alone, and its table as CSV.</summary>
internal sealed class FigureExporter : IExporter
{
    /// <summary>What the path of a figure's Vega-Lite file ends with.</summary>
    public const string SpecificationSuffix = ".vl.json";

    public IEnumerable<ReportFile> Files(Report report)
    {
        foreach (var (path, figure) in PathsOf(report.Results.Claims))
        {
            yield return new ReportFile(path + SpecificationSuffix, Specification(figure));
            yield return new ReportFile(path + ".csv", FigureTable.Csv(figure.Table));
        }
    }

    /// <summary>The figures of claims with their paths in the report's folder, without a suffix.</summary>
    public static IEnumerable<FigurePath> PathsOf(IEnumerable<ClaimResult> claims)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var claim in claims)
        {
            foreach (var figure in claim.Checks.SelectMany(check => check.Evidence).OfType<FigureEvidence>())
            {
                var path = $"figures/{FileNames.Folder(claim.Id)}/{FileNames.Slug(figure.Name)}";
                yield return new FigurePath(Unique(path, taken), figure);
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

/// <summary>A figure and where it is written.</summary>
/// <param name="Path">The path in the report's folder, without a suffix.</param>
/// <param name="Figure">The figure.</param>
internal sealed record FigurePath(string Path, FigureEvidence Figure);
