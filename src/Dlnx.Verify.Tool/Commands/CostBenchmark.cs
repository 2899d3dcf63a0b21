using Dlnx.Verify.Claims;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>
/// <c>doctor --benchmark</c>: the claims about the cost of our own kernels. They say something about a machine and not about
/// a paper, so no run, gate or golden file knows them.
/// </summary>
internal static class CostBenchmark
{
    public static int Run(Terminal terminal, string folder)
    {
        var claims = ClaimCatalog.Load([SpecAssembly.Load("Dlnx.CostSpecs")]);
        // One check at a time: another one would share the caches and the memory.
        var options = new RunOptions { Workers = 1 };
        using var alone = OutputLock.Take(folder);
        var runner = new SpecRunner(claims, new GoldenStore(Path.Combine(folder, "golden")));
        var results = RunCommand.Cancellable(token =>
            Progress.Show(terminal, see => runner.Run(options, see, token))
        ) with
        {
            Findings = [],
        };
        var path = Path.Combine(folder, ResultsFile.FileName);
        ResultsFile.Write(path, results);
        ResultTable.Print(terminal, results, path);
        ReportFolder.Write(folder, Report.Of(results));
        terminal.Write($"Report: {Path.Combine(folder, ReportFolder.PageName)}");
        return (int)RunOutcome.Of(results);
    }
}
