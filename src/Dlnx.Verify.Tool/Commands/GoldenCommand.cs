using System.CommandLine;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>golden</c>: compares this build's numbers and verdicts with the accepted ones, and accepts them.</summary>
internal static class GoldenCommand
{
    private static readonly Argument<string[]> Claims = SharedOptions.Claims();

    private static readonly Option<Tier> Tier = SharedOptions.Tier(
        "The most expensive tier whose numbers are computed"
    );

    public static Command Create()
    {
        var diff = new Command("diff", "Shows name, accepted, new, deviation and tolerance of every change.")
        {
            Claims,
            Tier,
        };
        diff.SetAction(Diff);
        var accept = new Command("accept", "Accepts the numbers and verdicts of this build.") { Claims, Tier };
        accept.SetAction(Accept);
        return new Command("golden", "Compares with the accepted numbers and verdicts, and accepts new ones.")
        {
            diff,
            accept,
        };
    }

    private static int Diff(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var (results, review) = Review(parsed, workspace);
        var changes = review.Changes();
        GoldenTable.Print(workspace.Terminal, changes);
        var verdicts = review.VerdictChange();
        TextDiff.Print(workspace.Terminal, verdicts);
        var same = changes.Count == 0 && string.Equals(verdicts.Before, verdicts.After, StringComparison.Ordinal);
        if (same)
            workspace.Terminal.Write($"Nothing differs in {results.Claims.Count} claims.");
        return (int)(same ? ExitCode.Reproduced : ExitCode.Broken);
    }

    private static int Accept(ParseResult parsed)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            throw new ProblemException("CI=true: golden files are accepted by a person, not in CI.", ExitCode.Usage);
        var workspace = Workspace.Of(parsed);
        var (results, review) = Review(parsed, workspace);
        GoldenTable.Print(workspace.Terminal, review.Changes());
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd");
        var provenance = new GoldenProvenance(today, results.Tool.Version, results.Run.Seed, results.Machine.Kernel);
        var written = review.Accept(provenance);
        foreach (var change in written)
            TextDiff.Print(workspace.Terminal, change);
        workspace.Terminal.Write(
            written.Count == 0
                ? $"Nothing differs in {results.Claims.Count} claims; no file was written."
                : $"Accepted: {written.Count} files written in {workspace.Golden.Folder}."
        );
        return (int)ExitCode.Reproduced;
    }

    private static (RunResults Results, GoldenReview Review) Review(ParseResult parsed, Workspace workspace)
    {
        var options = new RunOptions { Selection = parsed.GetValue(Claims) ?? [], Tier = parsed.GetValue(Tier) };
        var runner = new SpecRunner(workspace.Claims(), workspace.Golden);
        var results = RunCommand.Cancellable(token =>
            Progress.Show(workspace.Terminal, see => runner.Run(options, see, token))
        );
        if (results.Run.Cancelled)
            throw new ProblemException("Cancelled; nothing was changed.", ExitCode.Cancelled);
        return (results, new GoldenReview(workspace.Golden, results));
    }
}
