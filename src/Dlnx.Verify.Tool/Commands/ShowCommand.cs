using System.CommandLine;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>show</c>: one claim with its statement, parameters, checks and accepted numbers.</summary>
internal static class ShowCommand
{
    private static readonly Argument<string> Claim = new("claim") { Description = "An id, for example B/thm-1." };

    public static Command Create()
    {
        var command = new Command(
            "show",
            "Shows a claim: statement, source, parameters, checks, verdict, golden numbers."
        )
        {
            Claim,
        };
        command.SetAction(Show);
        return command;
    }

    private static int Show(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var catalog = workspace.Claims();
        var id = parsed.GetValue(Claim)!;
        if (catalog.Find(id) is { } claim)
        {
            Print(workspace, claim);
            return 0;
        }
        if (
            catalog.Register.Entries.FirstOrDefault(entry => string.Equals(entry.Id, id, StringComparison.Ordinal)) is
            { } entry
        )
        {
            workspace.Terminal.Heading($"{entry.Id} · {entry.Title}");
            workspace.Terminal.Field("kind", entry.Kind.ToString());
            workspace.Terminal.Field("state", $"planned: the catalogue expects {entry.Verdict}; there is no spec yet");
            return 0;
        }
        var ids = catalog.Register.Entries.Select(known => known.Id).Concat(catalog.Claims.Select(known => known.Id));
        throw new ProblemException(
            $"Unknown claim '{id}'.{Suggestions.DidYouMean(id, ids)} `dotnet dlnx-verify list` shows all.",
            ExitCode.Usage
        );
    }

    private static void Print(Workspace workspace, ClaimDefinition claim)
    {
        var terminal = workspace.Terminal;
        var declaration = claim.Declaration;
        terminal.Heading($"{claim.Id} · {declaration.Title}");
        terminal.Field("kind", declaration.Kind.ToString());
        terminal.Field("source", declaration.Source);
        terminal.Field("provenance", declaration.Provenance.ToString());
        terminal.Field("also known as", string.Join(", ", declaration.Aliases));
        terminal.Field("depends on", string.Join(", ", declaration.DependsOn));
        terminal.Field("verdict", Verdict(declaration, workspace.Golden.Verdicts()));
        terminal.Section("Statement", declaration.Statement);
        terminal.Section("Corrected statement", declaration.Corrected);
        terminal.Section("Explanation", declaration.Explanation);
        terminal.Section("Readings", string.Join("\n", declaration.Readings));
        ParameterTable.Print(terminal, claim.Parameters);
        terminal.Section(
            "Checks",
            string.Join(
                "\n",
                claim.Checks.Select(check =>
                    $"{check.Declaration.Tier.ToString().ToLowerInvariant(), -8} {check.Name}"
                    + (check.Declaration.Role == Role.Counterexample ? " (counterexample)" : "")
                )
            )
        );
        terminal.Section("Accepted numbers", Numbers(workspace.Golden.Find(claim.Id)));
    }

    private static string Verdict(ClaimAttribute declaration, VerdictLedger ledger) =>
        ledger.Verdicts.TryGetValue(declaration.Id, out var accepted)
            ? accepted != declaration.Verdict
                ? $"{declaration.Verdict}; accepted is {accepted}"
                : ledger.IsStale(declaration.Id, StatementDigest.Of(declaration.Statement, declaration.Corrected))
                    ? $"{accepted} (stale: accepted for another statement)"
                    : $"{accepted} (accepted)"
            : $"{declaration.Verdict} (not accepted yet)";

    private static string Numbers(GoldenFile? golden) =>
        golden is null
            ? ""
            : string.Join(
                "\n",
                golden.Numbers.Select(pair =>
                    $"{pair.Key} = {pair.Value.Value:R} ± {pair.Value.Tolerance}"
                    + (pair.Value.Source.Length > 0 ? $" ({pair.Value.Source})" : "")
                )
            );
}
