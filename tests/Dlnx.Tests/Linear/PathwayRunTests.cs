using Dlnx.Linear;

namespace Dlnx.Tests.Linear;

public sealed class PathwayRunTests
{
    private static readonly double[] Scales = [0.22, 0.20];

    /// <summary>Reference numbers: claims catalogue, A/fig-1.</summary>
    [TestCase(0.5, 10_000, 0.9624473224531, 0.2378700794823, 0.9624473, 10_000, null)]
    [TestCase(2.5, 20_000, 0.7828516518893, 0.9923098897841, 0.9564115627, 19, 19)]
    [TestCase(2.7, 20_000, 0.6658512889996, 0.9942606750147, 0.9574009917, 18, 18)]
    public void Matches_the_catalogue(
        double q,
        int steps,
        double share,
        double sharpness,
        double peak,
        int peakStep,
        int? above
    )
    {
        var run = PathwayRun.Of(Start(), new PathwayPlan(q / 4, steps));
        Assert.That(run.Mode.Shares()[0], Is.EqualTo(share).Within(1e-11));
        Assert.That(run.EtaLambdaHalf, Is.EqualTo(sharpness).Within(1e-11));
        Assert.That(run.PeakDominance, Is.EqualTo(peak).Within(1e-7));
        Assert.That(run.PeakStep, Is.EqualTo(peakStep).Within(q < 1 ? 10_000 : 0));
        Assert.That(run.FirstAbove, Is.EqualTo(above));
        Assert.That(run.VarianceIncreases, Is.Zero);
        Assert.That(run.SignFlips, Is.Zero);
        Assert.That(run.MinScale, Is.EqualTo(0.2).Within(1e-15));
    }

    /// <summary>Reference numbers: claims catalogue, A/rem-E.8-scope.</summary>
    [TestCase(2.5, 0.13837)]
    [TestCase(2.7, 0.18310)]
    [TestCase(2.8, 0.20664)]
    public void Largest_overshoot_matches_the_catalogue(double q, double overshoot) =>
        Assert.That(
            PathwayRun.Of(Start(), new PathwayPlan(q / 4, 3000)).MaxOvershoot,
            Is.EqualTo(overshoot).Within(1e-5)
        );

    [Test]
    public void Samples_are_the_states_of_the_mode()
    {
        var mode = Start();
        var run = PathwayRun.Of(mode, new PathwayPlan(0.6, 100) { Samples = SampleTimes.Every(7), Window = 10 });
        Assert.That(run.Samples.Select(sample => sample.Step), Is.EqualTo([.. Steps(7, 100), 100]));
        var sum = 0.0;
        for (var t = 0; t <= 100; t++)
        {
            if (run.Samples.FirstOrDefault(s => s.Step == t) is { } sample)
            {
                Assert.That(sample.Scales, Is.EqualTo(mode.Scales.ToArray()));
                Assert.That(sample.Residual, Is.EqualTo(mode.Residual));
                Assert.That(sample.Dominance, Is.EqualTo(mode.Dominance));
                Assert.That(sample.EtaLambdaHalf, Is.EqualTo(0.3 * mode.Sharpness));
            }
            sum += t > 90 ? mode.Shares()[0] : 0;
            mode.Step(0.6);
        }
        Assert.That(run.Average![0], Is.EqualTo(sum / 10).Within(1e-14));
    }

    [Test]
    public void Warm_up_raises_the_rate_in_equal_steps()
    {
        var schedule = new RateSchedule(0.2, 0.6, 4);
        Assert.That(
            Enumerable.Range(0, 6).Select(schedule.At),
            Is.EqualTo([0.2, 0.3, 0.4, 0.5, 0.6, 0.6]).Within(1e-15)
        );
        var mode = Start();
        for (var t = 0; t < 50; t++)
            mode.Step(schedule.At(t));
        var run = PathwayRun.Of(Start(), new PathwayPlan(schedule, 50));
        Assert.That(run.Mode.Scales.ToArray(), Is.EqualTo(mode.Scales.ToArray()));
    }

    [Test]
    public void Counts_a_sign_flip_once()
    {
        // η far above the threshold: r₁ jumps to 0.9 − 4·0.9²·(0.9³ − 0.1) < 0 in the first step.
        var run = PathwayRun.Of(PathwayMode.Homogeneous(3, 0.1, [0.9, 0]), new PathwayPlan(4, 1));
        Assert.That(run.SignFlips, Is.EqualTo(1));
        Assert.That(run.MinScale, Is.Negative);
        Assert.That(run.MaxOvershoot, Is.GreaterThan(1));
    }

    [Test]
    public void Unequal_depths_have_no_leaf_variance() =>
        Assert.That(
            PathwayRun.Of(new PathwayMode([3, 5], 1, [0.3, 0.3]), new PathwayPlan(0.1, 10)).VarianceIncreases,
            Is.Null
        );

    [Test]
    public void Log_spaced_samples_grow_by_a_ratio()
    {
        var times = SampleTimes.PerDecade(10);
        Assert.That(times.After(0), Is.EqualTo(1));
        Assert.That(times.After(100), Is.EqualTo(125));
        Assert.That(SampleTimes.None.After(0), Is.EqualTo(int.MaxValue));
    }

    [Test]
    public void Refuses_a_window_longer_than_the_run() =>
        Assert.That(
            () => new PathwayPlan(0.1, 10) { Window = 11 },
            Throws.ArgumentException.With.Message.Contains("between 0 and the 10 steps")
        );

    [Test]
    public void Stops_when_cancelled()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));
        Assert.That(
            () => PathwayRun.Of(Start(), new PathwayPlan(0.1, 1_000_000_000), source.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    private static PathwayMode Start() => PathwayMode.Homogeneous(4, 1, Scales);

    private static IEnumerable<int> Steps(int every, int last)
    {
        for (var t = 0; t <= last; t += every)
            yield return t;
    }
}
