using Dlnx.Verify.Exporters;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Tests.Exporters;

/// <summary>What the exporters make of results.</summary>
internal static class Exported
{
    public static Dictionary<string, string> Files(params IReadOnlyList<RunResults> results)
    {
        var report = Report.Of(results);
        return Report
            .Exporters.SelectMany(exporter => exporter.Files(report))
            .ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
    }

    public static string File(string path, params IReadOnlyList<RunResults> results) => Files(results)[path];
}
