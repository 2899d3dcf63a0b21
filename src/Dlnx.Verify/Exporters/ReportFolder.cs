using Dlnx.Verify.Golden;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Exporters;

/// <summary>The folder that a report lives in.</summary>
public static class ReportFolder
{
    /// <summary>The page to open first.</summary>
    public const string PageName = "index.html";

    /// <summary>Writes all files of a report. They are made in memory first: a failure leaves an existing report as it was.</summary>
    /// <exception cref="ProblemException">The folder cannot be written.</exception>
    public static void Write(string folder, Report report)
    {
        var outputs = new List<ReportFile>[Report.Exporters.Count];
        Parallel.For(0, outputs.Length, i => outputs[i] = [.. Report.Exporters[i].Files(report)]);
        foreach (var file in outputs.SelectMany(files => files))
            AtomicFile.Write(Path.Combine(folder, file.Path), file.Content);
    }

    /// <summary>The paths of a claim's figures in the folder, as Vega-Lite files.</summary>
    public static IEnumerable<string> Figures(ClaimResult claim) =>
        FigureExporter.PathsOf([claim]).Select(figure => figure.Path + FigureExporter.SpecificationSuffix);
}
