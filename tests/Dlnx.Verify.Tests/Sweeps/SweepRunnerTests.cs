using Dlnx.Verify.Sweeps;

namespace Dlnx.Verify.Tests.Sweeps;

public sealed class SweepRunnerTests
{
    [Test]
    public void Every_point_shows_what_a_run_with_its_value_shows()
    {
        using var folder = new TemporaryFolder();
        var sweep = Sweeping.Run(folder);

        Assert.That(sweep.Points.Select(point => point.Number), Is.EqualTo([1, 2, 3, 4, 5]));
        foreach (var point in sweep.Points)
        {
            var single = Samples.Run(Sweeping.Options with { Settings = point.Settings });
            var expected = single
                .Claims[0]
                .Checks.SelectMany(check => check.Evidence)
                .Where(e => e is not FigureEvidence);
            var found = point.Claims.Single().Checks.SelectMany(check => check.Evidence);
            Assert.That(Text(found), Is.EqualTo(Text(expected)));
            Assert.That(
                ResultsFile.Read(folder.PathOf(PointFolders.ResultsOf(point.Number))).Run.Settings,
                Is.EqualTo(point.Settings)
            );
        }

        static IEnumerable<string> Text(IEnumerable<Evidence> evidence) =>
            evidence.Select(item => System.Text.Json.JsonSerializer.Serialize(item, ResultsJson.OneLine));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(16)]
    public void Any_number_of_workers_gives_the_same_bits(int workers)
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        var found = Sweeping.Run(other, Sweeping.Options with { Workers = workers });
        Assert.That(Sweeping.WithoutTimes(found), Is.EqualTo(Sweeping.WithoutTimes(Sweeping.Run(one))));
    }

    [Test]
    public void A_cancelled_sweep_continues_and_runs_no_check_twice()
    {
        using var folder = new TemporaryFolder();
        using var whole = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var first = new Counter(stopAfter: 13, cancel.Cancel);
        var cancelled = Sweeping.Run(folder, observer: first, cancellation: cancel.Token);
        var second = new Counter();

        var continued = Sweeping.Run(folder, beginning: Beginning.Continued, observer: second);

        Assert.That(cancelled.Run.Cancelled);
        Assert.That(cancelled.Points, Has.Count.LessThan(5));
        Assert.That(second.Restored(first.Names), Is.True, "what had ended is restored, not run again");
        Assert.That(Sweeping.WithoutTimes(continued), Is.EqualTo(Sweeping.WithoutTimes(Sweeping.Run(whole))));
    }

    [Test]
    public void A_sweep_with_other_options_does_not_continue()
    {
        using var folder = new TemporaryFolder();
        Sweeping.Run(folder);
        var other = SweepGrid.Parse(["q=0.001:0.901:5"]);

        var problem = Assert.Throws<ProblemException>(() =>
            Sweeping.Run(folder, grid: other, beginning: Beginning.Continued)
        );

        Assert.That(problem!.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(problem.Message, Does.Contain("its settings is “q=0.201”, that of this run “q=0.226”"));
    }

    [Test]
    public void A_new_sweep_leaves_nothing_of_an_earlier_one_and_touches_nothing_else()
    {
        using var folder = new TemporaryFolder();
        folder.Write("points/notes.txt", "a person's own");
        folder.Write("points/0002/notes.txt", "a person's own");
        Sweeping.Run(folder);
        Sweeping.Run(folder, grid: SweepGrid.Parse(["q=0.5,0.6"]));
        new PointFolders(folder.Path, Beginning.Anew).Complete();

        Assert.That(
            folder.Snapshot().Keys,
            Is.EquivalentTo([
                "points/0001/results.json",
                "points/0002/results.json",
                "points/0002/notes.txt",
                "points/notes.txt",
            ])
        );
    }

    [Test]
    public void A_point_that_cannot_be_written_ends_the_sweep_with_its_message()
    {
        using var folder = new TemporaryFolder();
        folder.Write("points/0004", "not a folder");

        var problem = Assert.Throws<ProblemException>(() => Sweeping.Run(folder));

        Assert.That(problem!.Message, Does.StartWith("Cannot write ").And.Contain("0004"));
    }

    [Test]
    public void Fail_fast_starts_no_point_after_a_broken_one()
    {
        using var folder = new TemporaryFolder();
        var sweep = Sweeping.Run(folder, Sweeping.Options with { FailFast = true, Workers = 1 });
        Assert.That(sweep.Points.Select(point => (point.Number, point.Status)), Is.EqualTo([(1, Status.Broken)]));
    }

    private sealed class Counter(int stopAfter = int.MaxValue, Action? stop = null) : IRunObserver
    {
        private readonly List<string> names = [];

        public IReadOnlyList<string> Names => names;

        public void Finished(ClaimDefinition claim, CheckResult check)
        {
            lock (names)
            {
                names.Add($"{check.Name} {check.Seconds:R}");
                if (names.Count == stopAfter)
                    stop?.Invoke();
            }
        }

        // The time of a check differs whenever it runs.
        public bool Restored(IEnumerable<string> earlier) => names.ToHashSet().IsSupersetOf(earlier);
    }
}
