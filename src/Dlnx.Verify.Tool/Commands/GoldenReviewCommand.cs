using System.CommandLine;
using Dlnx.Verify.Exporters;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Results;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>golden review</c>: steps through the changes one by one and writes what is accepted.</summary>
internal static class GoldenReviewCommand
{
    private static readonly Option<string> Out = SharedOptions.Out(
        "The folder whose 'review' folder takes the figures of the claims that changed."
    );

    public static Command Create()
    {
        var command = new Command("review", "Steps through the changes one by one: accept, reject or skip.")
        {
            GoldenRun.Claims,
            GoldenRun.Tier,
            GoldenRun.Reason,
            Out,
        };
        EngineArguments.AddTo(command);
        command.SetAction(Review);
        return command;
    }

    private static int Review(ParseResult parsed)
    {
        GoldenRun.RefuseInCi();
        var workspace = Workspace.Of(parsed);
        var run = GoldenRun.Of(parsed, workspace);
        var steps = run.Review.Steps();
        var remaining = run.Review.LedgerChanges().Where(change => !change.CanBeAccepted).ToList();
        GoldenTable.Print(workspace.Terminal, remaining);
        if (steps.Count == 0)
        {
            workspace.Terminal.Write($"Nothing to accept in {run.Results.Claims.Count} claims.");
            return (int)(remaining.Count == 0 ? ExitCode.Reproduced : ExitCode.Broken);
        }
        var text = new StepText(
            run.Golden,
            run.Results,
            PublishFigures(run, steps, workspace.Configured.Value(Out, workspace.Configured.Profile.Out))
        );
        var dialogue = new ReviewDialogue(Console.In, workspace.Terminal.Console.Profile.Out.Writer);
        var decisions = dialogue.Decide(steps, text.Of, step => run.Review.Obstacle(step.Claim));
        var accepted = decisions.Where(made => made.Decision == Decision.Accept).Select(made => made.Step).ToList();
        run.PrintWritten(run.Review.Accept(run.Provenance, accepted));
        return Summarise(workspace.Terminal, decisions, remaining.Count);
    }

    // A claim without figures has nothing to look at that the terminal does not show.
    private static string PublishFigures(GoldenRun run, IReadOnlyList<ReviewStep> steps, string folder)
    {
        var changed = steps.Select(step => step.Claim).ToHashSet(StringComparer.Ordinal);
        var shown = run
            .Results.Claims.Where(claim => changed.Contains(claim.Id))
            .Where(claim => claim.Checks.SelectMany(check => check.Evidence).OfType<FigureEvidence>().Any())
            .ToList();
        var review = Path.Combine(folder, "review");
        if (shown.Count > 0)
            ReportFolder.Write(review, Report.Of(run.Results with { Claims = shown, Findings = [], Planned = [] }));
        return review;
    }

    private static int Summarise(Terminal terminal, IReadOnlyList<ReviewDecision> decisions, int remaining)
    {
        var rejected = decisions.Where(made => made.Decision == Decision.Reject).ToList();
        var skipped = decisions.Count(made => made.Decision == Decision.Skip);
        foreach (var claim in rejected.GroupBy(made => made.Step.Claim, StringComparer.Ordinal))
            terminal.Write($"Rejected: {claim.Key}, {claim.Count()} changes. Repair the claim, then review it again.");
        var accepted = decisions.Count - rejected.Count - skipped;
        terminal.Write($"{accepted} accepted, {rejected.Count} rejected, {skipped + remaining} left open.");
        return (int)(accepted == decisions.Count && remaining == 0 ? ExitCode.Reproduced : ExitCode.Broken);
    }
}
