using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dlnx.Verify.Tests.Running;

public sealed class ReproducibilityTests
{
    [Test]
    public void Any_number_of_workers_gives_the_same_results([Values(2, 5)] int workers)
    {
        var one = Samples.Run(Reproducible with { Workers = 1 });
        var many = Samples.Run(Reproducible with { Workers = workers });

        Assert.That(Timeless(many), Is.EqualTo(Timeless(one)));
        Assert.That(one.Claims, Has.Count.EqualTo(Samples.Catalog.Claims.Count - 2));
    }

    [Test]
    public void Another_seed_draws_other_numbers()
    {
        var first = Samples.Run(Reproducible with { Selection = ["Sample/random"], Seed = 1 });
        var second = Samples.Run(Reproducible with { Selection = ["Sample/random"], Seed = 2 });

        var pairs = Sums(first).Zip(Sums(second)).ToList();
        Assert.That(pairs, Has.Count.EqualTo(3));
        Assert.That(pairs, Has.All.Matches<(double First, double Second)>(pair => pair.First != pair.Second));
        Assert.That(Seeds(first).Intersect(Seeds(second)), Is.Empty);
    }

    [Test]
    public void Streams_of_checks_and_properties_differ_from_each_other()
    {
        var run = Samples.Run("Sample/random", "Sample/everything");

        Assert.That(Sums(run), Is.Unique);
        Assert.That(Seeds(run), Is.Unique);
        Assert.That(Seeds(run), Has.Count.EqualTo(4));
    }

    [Test]
    public void A_claim_alone_draws_what_it_draws_among_all()
    {
        var alone = Samples.Run("Sample/random").Claims.Single();
        var among = Samples.Run(Reproducible).Claims.Single(claim => claim.Id == "Sample/random");

        Assert.That(Timeless(among), Is.EqualTo(Timeless(alone)));
    }

    [Test]
    public void Cases_are_as_many_as_asked_for([Values(1, 7, 300)] int cases)
    {
        var run = Samples.Run(new RunOptions { Selection = ["Sample/random"], Cases = cases });

        Assert.That(Properties(run).Select(p => p.Cases), Is.All.EqualTo(cases));
    }

    [Test]
    public void A_failing_property_fails_again_from_the_same_seed([Values(1UL, 42UL, ulong.MaxValue)] ulong seed)
    {
        var options = new RunOptions { Selection = ["Sample/failing-property"], Seed = seed };
        var first = Samples.Run(options);
        var again = Samples.Run(options with { Seed = ulong.Parse(first.Run.Seed) });

        Assert.That(Timeless(again.Claims.Single()), Is.EqualTo(Timeless(first.Claims.Single())));
        Assert.That(first.Claims.Single().Status, Is.EqualTo(Status.Broken));
    }

    private static readonly RunOptions Reproducible = new()
    {
        Selection = [.. Samples.Catalog.Claims.Select(claim => claim.Id).Where(id => !id.Contains("slow"))],
    };

    private static IReadOnlyList<double> Sums(RunResults run) =>
        [.. Claim(run).SelectMany(check => check.Evidence).OfType<AgreementEvidence>().Select(a => a.Measured)];

    private static IReadOnlyList<PropertyEvidence> Properties(RunResults run) =>
        [.. run.Claims.SelectMany(c => c.Checks).SelectMany(check => check.Evidence).OfType<PropertyEvidence>()];

    private static IReadOnlyList<string> Seeds(RunResults run) => [.. Properties(run).Select(p => p.Seed)];

    private static IReadOnlyList<CheckResult> Claim(RunResults run) =>
        run.Claims.Single(claim => claim.Id == "Sample/random").Checks;

    private static string Timeless<T>(T results)
    {
        var json = JsonSerializer.SerializeToNode(results, ResultsJson.Options)!;
        RemoveTimes(json);
        return json.ToJsonString(ResultsJson.Options);
    }

    private static void RemoveTimes(JsonNode? node)
    {
        if (node is JsonObject record)
        {
            foreach (var name in new[] { "seconds", "startedAt", "workers" })
                record.Remove(name);
        }
        var children = node switch
        {
            JsonObject o => o.Select(pair => pair.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (var child in children)
            RemoveTimes(child);
    }
}
