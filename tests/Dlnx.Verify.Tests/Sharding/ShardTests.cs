using Dlnx.Verify.Exporters;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Verify.Tests.Sharding;

public sealed class ShardTests
{
    [Test]
    public void Parts_are_disjoint_and_together_the_whole_for_any_count_and_costs()
    {
        var claims = Samples.Catalog.Claims;
        var cases = Gen.Choose(1, 30).Zip(Gen.Choose(0, 1000).ArrayOf(claims.Count)).ToArbitrary();
        Prop.ForAll(
                cases,
                pair =>
                {
                    var (count, costs) = pair;
                    var plan = new ShardPlan(claims, count, claim => costs[IndexOf(claim)]);
                    var parts = Enumerable.Range(1, count).SelectMany(i => plan.Claims(new Shard(i, count))).ToList();
                    return parts.Count == claims.Count && parts.ToHashSet().SetEquals(claims);
                }
            )
            .QuickCheckThrowOnFailure();

        int IndexOf(ClaimDefinition claim) => claims.ToList().IndexOf(claim);
    }

    [Test]
    public void No_part_is_longer_than_the_shortest_by_more_than_one_claim()
    {
        var claims = Samples.Catalog.Claims;
        var plan = new ShardPlan(claims, 4, claim => claim.Id.Length);
        var seconds = Enumerable.Range(1, 4).Select(i => plan.Seconds(new Shard(i, 4))).ToList();
        Assert.That(seconds.Max() - seconds.Min(), Is.LessThanOrEqualTo(claims.Max(claim => claim.Id.Length)));
    }

    [Test]
    public void The_order_of_the_claims_does_not_change_the_plan()
    {
        var claims = Samples.Catalog.Claims;
        var forward = new ShardPlan(claims, 3, _ => 1);
        var backward = new ShardPlan(claims.Reverse(), 3, _ => 1);
        foreach (var index in (int[])[1, 2, 3])
        {
            var shard = new Shard(index, 3);
            Assert.That(backward.Claims(shard), Is.EqualTo(forward.Claims(shard)));
        }
    }

    [Test]
    public void Results_of_all_parts_merge_into_those_of_the_whole_run()
    {
        var options = new RunOptions { Selection = ["Sample/a*", "Sample/c*", "Sample/e*", "Sample/m*"] };
        var whole = Samples.Run(options);
        RunResults[] parts =
        [
            .. Enumerable.Range(1, 3).Select(i => Samples.Run(options with { Shard = new Shard(i, 3) })),
        ];

        var merged = Report.Of(parts).Results;

        Assert.That(merged.Findings, Is.Empty);
        Assert.That(merged.Claims.Select(claim => claim.Id), Is.EqualTo(whole.Claims.Select(claim => claim.Id)));
        Assert.That(parts.Sum(part => part.Claims.Count), Is.EqualTo(whole.Claims.Count));
    }

    [Test]
    public void A_missing_part_is_named_with_the_command_that_makes_it()
    {
        var options = new RunOptions { Selection = ["Sample/a*", "Sample/e*"] };
        RunResults[] parts =
        [
            Samples.Run(options with { Shard = new Shard(1, 3) }),
            Samples.Run(options with { Shard = new Shard(3, 3) }),
        ];

        var finding = Report.Of(parts).Results.Findings.Single();

        Assert.That(finding.Claim, Is.EqualTo("shard 2/3"));
        Assert.That(finding.Message, Does.Contain("--shard 2/3"));
    }

    [Test]
    public void Parts_of_different_plans_are_noticed()
    {
        var options = new RunOptions { Selection = ["Sample/a*", "Sample/e*", "Sample/c*"] };
        var first = Samples.Run(options with { Shard = new Shard(1, 2) });
        var lost = first with { Claims = [], Run = first.Run with { Shard = first.Run.Shard! with { Index = 2 } } };

        var findings = Report.Of([first, lost]).Results.Findings;

        Assert.That(
            findings.Select(finding => finding.Claim),
            Is.EquivalentTo(first.Run.Shard!.Claims.Except(first.Claims.Select(claim => claim.Id)))
        );
    }

    [TestCase("2/5", 2, 5)]
    [TestCase("1/1", 1, 1)]
    public void A_part_is_read(string text, int index, int count) =>
        Assert.That(Shard.Parse(text, _ => null), Is.EqualTo(new Shard(index, count)));

    [TestCase("0/5")]
    [TestCase("6/5")]
    [TestCase("2")]
    [TestCase("a/b")]
    [TestCase("-1/5")]
    [TestCase("2/5/1")]
    [TestCase("env")]
    public void Anything_else_is_a_usage_error(string text) =>
        Assert.That(
            () => Shard.Parse(text, _ => null),
            Throws.TypeOf<ProblemException>().With.Property("ExitCode").EqualTo(ExitCode.Usage)
        );

    [TestCase("SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_COUNT=4", 3, 4)]
    [TestCase("SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_COUNT=4", 1, 4)]
    [TestCase("JOB_COMPLETION_INDEX=2 DLNX_SHARD_COUNT=3", 3, 3)]
    public void A_job_array_says_which_part_this_is(string variables, int index, int count)
    {
        var set = variables.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.That(Shard.Parse("env", set.GetValueOrDefault), Is.EqualTo(new Shard(index, count)));
    }

    [TestCase("JOB_COMPLETION_INDEX=2")]
    [TestCase("SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_COUNT=4")]
    public void A_job_array_that_does_not_say_it_is_an_error(string variables)
    {
        var set = variables.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.That(() => Shard.Parse("env", set.GetValueOrDefault), Throws.TypeOf<ProblemException>());
    }
}
