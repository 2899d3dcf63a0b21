namespace Dlnx.Verify.Tests.Running;

public sealed class ParallelRunsTests
{
    [Test]
    public async Task Two_runs_in_one_process_do_not_see_each_others_settings()
    {
        var runs = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => Task.Run(() => Samples.Run(OptionsOf(n)))));

        foreach (var (n, run) in Enumerable.Range(1, 6).Zip(runs))
        {
            var evidence = run.Claims.SelectMany(claim => claim.Checks).SelectMany(check => check.Evidence).ToList();
            Assert.That(evidence.OfType<FactEvidence>().Single().Measured, Is.EqualTo($"{n + 1}"));
            Assert.That(evidence.OfType<PropertyEvidence>().Single().Cases, Is.EqualTo(n));
            Assert.That(evidence.OfType<GoldenEvidence>().First().State, Is.EqualTo(GoldenState.NotApplicable));
            Assert.That(evidence.OfType<PropertyEvidence>().Single().Seed, Is.EqualTo(SeedOf(n)));
        }
    }

    private static RunOptions OptionsOf(int n) =>
        new()
        {
            Selection = ["Sample/everything"],
            Settings = new Dictionary<string, string> { ["n"] = $"{n}" },
            Cases = n,
            Seed = (ulong)n,
            Workers = 2,
        };

    private static string SeedOf(int n) =>
        Samples
            .Run(OptionsOf(n))
            .Claims.Single()
            .Checks.SelectMany(check => check.Evidence)
            .OfType<PropertyEvidence>()
            .Single()
            .Seed;
}
