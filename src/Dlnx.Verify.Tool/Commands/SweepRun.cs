using Dlnx.Verify.Claims;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Running;
using Dlnx.Verify.Sweeps;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>run --sweep</c>: checks claims at many values of their parameters.</summary>
internal static class SweepRun
{
    public static int Run(Workspace workspace, ClaimCatalog claims, SweepRequest request)
    {
        var runner = new SweepRunner(claims, workspace.Golden.For(request.Options.Engine));
        var options = runner.Validate(request.Options, request.Grid);
        var chosen = claims.Select(request.Options.Selection).Count;
        workspace.SayConfiguration();
        using var alone = OutputLock.Take(request.Folder);
        if (chosen > options.Selection.Count)
            workspace.Terminal.Write(
                $"Sweeps {options.Selection.Count} of {chosen} claims; the others have no such parameter."
            );
        var points = new PointFolders(request.Folder, request.Beginning);
        points.Prepare();
        var results = RunCommand.Cancellable(token =>
            Progress.Show(workspace.Terminal, see => runner.Run(options, request.Grid, points, see, token))
        );
        Write(request.Folder, results);
        SweepTable.Print(workspace.Terminal, results, request.Folder);
        var report = SweepReport.Of(results);
        Publication.Publish(workspace.Terminal, report, request.Folder, request.Open);
        if (results.Run.Cancelled)
            workspace.Terminal.Write("Continue where it was cancelled: the same command with --resume.");
        else
            points.Complete();
        return (int)Results.RunOutcome.Of(report.Results);
    }

    /// <summary>Writes the results of a sweep and their table.</summary>
    public static void Write(string folder, SweepResults results)
    {
        SweepFile.Write(Path.Combine(folder, SweepFile.FileName), results);
        AtomicFile.Write(Path.Combine(folder, SweepCsv.FileName), SweepCsv.Of(results));
    }
}

/// <summary>What a sweep is asked to do.</summary>
/// <param name="Options">What to run at each point.</param>
/// <param name="Grid">The points.</param>
/// <param name="Folder">The folder for results and report.</param>
/// <param name="Beginning">Whether to continue from what is in the folder.</param>
/// <param name="Open">Whether to show the report in the browser.</param>
internal sealed record SweepRequest(RunOptions Options, SweepGrid Grid, string Folder, Beginning Beginning, bool Open);
