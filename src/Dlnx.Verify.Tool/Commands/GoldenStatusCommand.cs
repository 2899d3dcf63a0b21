using System.CommandLine;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Golden;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>golden status</c>: what is accepted, since when and why, and what is not in order; runs nothing.</summary>
internal static class GoldenStatusCommand
{
    private static readonly Argument<string[]> Claims = SharedOptions.Claims();

    public static Command Create()
    {
        var command = new Command("status", "Shows what is accepted, since when and why; runs nothing.") { Claims };
        command.SetAction(Status);
        return command;
    }

    private static int Status(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var catalog = workspace.Claims();
        var selection = workspace.Configured.Claims(Claims);
        var claims = catalog.Select(selection);
        var findings = new AcceptanceFindings(catalog, workspace.Golden);
        var problems = findings
            .OfVerdicts(claims)
            .Concat(findings.OfMissing(claims))
            .Concat(findings.OfLostClaims(selection))
            .ToList();
        PrintAccepted(workspace, claims);
        foreach (var problem in problems)
            workspace.Terminal.Write($"{problem.Claim}: {problem.Message}");
        workspace.Terminal.Write(
            problems.Count == 0
                ? $"All {claims.Count} claims are accepted. Whether their numbers still hold, a run says."
                : $"{problems.Count} findings in {claims.Count} claims."
        );
        return (int)(problems.Count == 0 ? ExitCode.Reproduced : ExitCode.Broken);
    }

    private static void PrintAccepted(Workspace workspace, IReadOnlyList<ClaimDefinition> claims)
    {
        var verdicts = workspace.Golden.Verdicts().Verdicts;
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("claim", "verdict", "numbers", "accepted", "tool", "seed", "kernel", "reason");
        foreach (var claim in claims)
        {
            var verdict = verdicts.TryGetValue(claim.Id, out var accepted) ? accepted.ToString() : "none";
            var file = workspace.Golden.Find(claim.Id);
            string[] provenance = file is null
                ? ["", "", "", "", "", ""]
                :
                [
                    file.Numbers.Count.ToString(),
                    file.Accepted.On,
                    file.Accepted.Tool,
                    file.Accepted.Seed,
                    file.Accepted.Kernel,
                    file.Accepted.Reason,
                ];
            table.AddRow([new Text(claim.Id), new Text(verdict), .. provenance.Select(cell => new Text(cell))]);
        }
        workspace.Terminal.Write(table);
    }
}
