using System.CommandLine;
using Dlnx.Verify.Claims;
using Dlnx.Verify.Sharding;
using Spectre.Console;

namespace Dlnx.Verify.Tool.Commands;

/// <summary><c>shard plan</c>: shows how a run is split over machines.</summary>
internal static class ShardCommand
{
    private static readonly Argument<int> Count = new("count") { Description = "How many parts." };

    private static readonly Argument<string[]> Claims = SharedOptions.Claims();

    private static readonly Option<Tier> Tier = SharedOptions.Tier("The most expensive tier to run");

    private static readonly Option<string?> Costs = SharedOptions.Costs();

    public static Command Create()
    {
        Count.Validators.Add(result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out var count) && count < 1)
                result.AddError($"There are {count} parts; there must be at least 1.");
        });
        var plan = new Command("plan", "Prints which claims each part of 'run --shard m/n' runs.")
        {
            Count,
            Claims,
            Tier,
            Costs,
        };
        plan.SetAction(Plan);
        return new Command("shard", "Splits a run over machines.") { plan };
    }

    private static int Plan(ParseResult parsed)
    {
        var workspace = Workspace.Of(parsed);
        var configured = workspace.Configured;
        var costs = SharedOptions.CostsOf(configured.Value(Costs, configured.Profile.Costs));
        var tier = configured.Value(Tier, configured.Profile.Tier);
        var plan = new ShardPlan(
            workspace.Claims().Select(configured.Claims(Claims)),
            parsed.GetValue(Count),
            claim => costs.Of(claim, tier)
        );
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("shard", "seconds", "claims");
        foreach (var index in Enumerable.Range(1, plan.Count))
        {
            var shard = new Shard(index, plan.Count);
            var claims = string.Join(' ', plan.Claims(shard).Select(claim => claim.Id));
            table.AddRow(new Text(shard.ToString()), new Text($"{plan.Seconds(shard):F1}"), new Text(claims));
        }
        workspace.Terminal.Write(table);
        return (int)ExitCode.Reproduced;
    }
}
