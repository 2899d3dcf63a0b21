using System.CommandLine;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>golden</c>: compares this build's numbers and verdicts with the accepted ones, and accepts them.</summary>
internal static class GoldenCommand
{
    public static Command Create()
    {
        var diff = new Command("diff", "Shows name, accepted, new, deviation and tolerance of every change.")
        {
            GoldenRun.Claims,
            GoldenRun.Tier,
        };
        EngineArguments.AddTo(diff);
        diff.SetAction(Diff);
        var accept = new Command("accept", "Accepts the numbers and verdicts of this build.")
        {
            GoldenRun.Claims,
            GoldenRun.Tier,
            GoldenRun.Reason,
        };
        EngineArguments.AddTo(accept);
        accept.SetAction(Accept);
        return new Command("golden", "Compares with the accepted numbers and verdicts, and accepts new ones.")
        {
            GoldenStatusCommand.Create(),
            diff,
            GoldenReviewCommand.Create(),
            accept,
        };
    }

    private static int Diff(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var run = GoldenRun.Of(parsed, workspace);
        var numbers = run.Review.Changes();
        var verdicts = run.Review.LedgerChanges();
        GoldenTable.Print(workspace.Terminal, numbers);
        GoldenTable.Print(workspace.Terminal, verdicts);
        if (numbers.Count + verdicts.Count == 0)
        {
            workspace.Terminal.Write($"Nothing differs in {run.Results.Claims.Count} claims.");
            return (int)ExitCode.Reproduced;
        }
        workspace.Terminal.Write(
            $"Different from what {workspace.Golden.Folder} accepts: numbers {numbers.Count}, verdicts {verdicts.Count}. "
                + "Step through them with: dotnet dlnx-verify golden review"
        );
        return (int)ExitCode.Broken;
    }

    private static int Accept(ParseResult parsed)
    {
        GoldenRun.RefuseInCi();
        var workspace = Workspace.Of(parsed);
        var run = GoldenRun.Of(parsed, workspace);
        GoldenTable.Print(workspace.Terminal, run.Review.Changes());
        var remaining = run.Review.LedgerChanges().Where(change => !change.CanBeAccepted).ToList();
        run.PrintWritten(run.Review.Accept(run.Provenance));
        GoldenTable.Print(workspace.Terminal, remaining);
        return (int)(remaining.Count == 0 ? ExitCode.Reproduced : ExitCode.Broken);
    }
}
