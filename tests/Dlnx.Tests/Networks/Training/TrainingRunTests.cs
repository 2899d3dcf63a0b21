using Dlnx.Flatness;
using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

public sealed class TrainingRunTests
{
    // Five pairs of opposite points around the origin: centre 0, half the mean square 0.125.
    private static readonly double[][] Points =
    [
        .. Enumerable.Range(0, 10).Select(i => new[] { (i % 2 == 0 ? 1 : -1) * 0.5, 0.0 }),
    ];

    private const double Floor = 0.125;
    private static readonly double[] Start = [3, 4];

    [Test]
    public void Descent_on_a_bowl_follows_the_geometric_series()
    {
        var run = Run(TrainingPlan.GradientDescent(0.25) with { StopLoss = 0.2 });
        for (var t = 0; t <= run.Steps; t++)
            Assert.That(run.Losses[t], Is.EqualTo(BowlLoss(Math.Pow(0.75, t))).Within(1e-14));
        Assert.That(run.Outcome, Is.EqualTo(TrainingOutcome.Reached));
        Assert.That(run.Steps, Is.EqualTo(FirstStep(factor => BowlLoss(factor) < 0.2)));
        Assert.That(run.Parameters[0], Is.EqualTo(3 * Math.Pow(0.75, run.Steps)).Within(1e-14));
        Assert.That(run.TerminalSharpness, Is.EqualTo(1).Within(1e-14));
        Assert.That(run.TrainingAccuracy, Is.EqualTo(1));
        Assert.That(run.SwitchStep, Is.Null);
    }

    [Test]
    public void The_budget_ends_a_run_before_the_update()
    {
        var run = Run(TrainingPlan.GradientDescent(0.25) with { MaximumSteps = 3 });
        Assert.That(run.Outcome, Is.EqualTo(TrainingOutcome.Exhausted));
        Assert.That(run.Steps, Is.EqualTo(3));
        Assert.That(run.Losses, Has.Length.EqualTo(4));
        Assert.That(Run(TrainingPlan.GradientDescent(1) with { MaximumSteps = 0 }).Parameters, Is.EqualTo(Start));
    }

    [Test]
    public void A_rate_above_the_limit_diverges()
    {
        var run = Run(TrainingPlan.GradientDescent(1e3));
        Assert.That(run.Outcome, Is.EqualTo(TrainingOutcome.Diverged));
        Assert.That(double.IsFinite(run.Loss), Is.False);
        Assert.That(run.TerminalSharpness, Is.NaN);
        Assert.That(run.TrainingAccuracy, Is.NaN);
        Assert.That(run.Steps, Is.InRange(40, 60));
    }

    [Test]
    public void Warm_up_scales_the_first_steps()
    {
        var run = Run(TrainingPlan.GradientDescent(0.4) with { WarmUp = 4, MaximumSteps = 5 });
        Assert.That(run.Parameters[1], Is.EqualTo(4 * 0.9 * 0.8 * 0.7 * 0.6 * 0.6).Within(1e-14));
    }

    // At the distance r = 4·0.75ᵗ on their axis half of the points are nearer than 1 while r < 1.5, all while r < 0.5.
    [TestCase(0, 0)]
    [TestCase(0.5, 4)]
    [TestCase(1, 8)]
    [TestCase(double.PositiveInfinity, null)]
    public void The_switch_comes_with_the_accuracy(double threshold, int? expected)
    {
        var plan = TrainingPlan.GradientDescent(0.25) with { Switch = new(threshold, 0.01), MaximumSteps = 9 };
        var run = TrainingRun.Of(new(new PointCloud(Points)), [4, 0], plan);
        Assert.That(run.SwitchStep, Is.EqualTo(expected));
        var large = expected ?? 9;
        Assert.That(run.Parameters[0], Is.EqualTo(4 * Math.Pow(0.75, large) * Math.Pow(0.99, 9 - large)).Within(1e-14));
    }

    [Test]
    public void Without_labels_only_the_threshold_zero_switches()
    {
        var plan = TrainingPlan.GradientDescent(0.25) with { MaximumSteps = 5 };
        TrainingRun Of(double threshold) =>
            TrainingRun.Of(new(new CubicSum([0], [1])), [1], plan with { Switch = new(threshold, 0.01) });
        Assert.That(Of(0).SwitchStep, Is.Zero);
        Assert.That(Of(0.5).SwitchStep, Is.Null);
    }

    // Batches of another implementation (Python).
    [TestCase(10, 3, 1ul, new[] { 0, 2, 5 }, new[] { 3, 4, 8 }, new[] { 3, 4, 5 })]
    public void Batches_agree_with_another_implementation(int examples, int size, ulong seed, params int[][] batches)
    {
        var cloud = new PointCloud(Points[..examples]);
        var plan = TrainingPlan.GradientDescent(0.1) with { Noise = new(0.75, size, seed), MaximumSteps = 3 };
        TrainingRun.Of(new(cloud), Start, plan);
        for (var step = 0; step < batches.Length; step++)
        {
            for (var i = 0; i < examples; i++)
            {
                var expected = 0.025 + (batches[step].Contains(i) ? 0.25 : 0);
                Assert.That(cloud.Weights[step][i], Is.EqualTo(expected).Within(1e-15));
            }
        }
    }

    [Test]
    public void A_batch_of_everything_and_no_noise_are_gradient_descent()
    {
        var plan = TrainingPlan.GradientDescent(0.25) with { MaximumSteps = 20 };
        var expected = Run(plan).Parameters;
        Assert.That(Run(plan with { Noise = new(1, 10, 5) }).Parameters, Is.EqualTo(expected).Within(1e-14));
        Assert.That(Run(plan with { Noise = new(0, 3, 5) }).Parameters, Is.EqualTo(expected));
    }

    [Test]
    public void Noise_ends_with_the_switch()
    {
        var cloud = new PointCloud(Points);
        var plan = TrainingPlan.GradientDescent(0.25) with
        {
            Noise = new(0.1, 5, 1),
            Switch = new(1, 0.01),
            MaximumSteps = 40,
        };
        var run = TrainingRun.Of(new(cloud), Start, plan);
        Assert.That(cloud.Weights, Has.Count.EqualTo(run.SwitchStep));
        Assert.That(run.SwitchStep, Is.LessThan(run.Steps));
    }

    [Test]
    public void Fully_clipped_steps_are_gradient_descent()
    {
        var rule = PreconditionedRule.ClippedAda(0.25e-3, 1e-6) with { Epsilon = 0 };
        var clipped = Run(new TrainingPlan(rule) with { MaximumSteps = 5, StopLoss = 0 });
        var expected = Run(TrainingPlan.GradientDescent(0.25) with { MaximumSteps = 5 }).Parameters;
        Assert.That(clipped.Parameters[1], Is.EqualTo(expected[1]).Within(1e-13));
    }

    [Test]
    public void Probes_see_the_points_and_samples_the_sharpness()
    {
        var seen = new List<int>();
        var plan = TrainingPlan.GradientDescent(0.25) with
        {
            MaximumSteps = 10,
            ProbeEvery = 4,
            Sampling = new(3, 2) { From = 4 },
        };
        var run = TrainingRun.Of(
            new(new PointCloud(Points)),
            Start,
            plan,
            (step, loss, parameters) =>
            {
                seen.Add(step);
                Assert.That(loss, Is.EqualTo(BowlLoss(Math.Pow(0.75, step))).Within(1e-14));
                Assert.That(parameters[0], Is.EqualTo(3 * Math.Pow(0.75, step)).Within(1e-14));
            }
        );
        int[] probed = [0, 4, 8];
        int[] sampled = [6, 9];
        Assert.That(seen, Is.EqualTo(probed));
        Assert.That(run.Sharpness.Select(sample => sample.Step), Is.EqualTo(sampled));
        Assert.That(run.Sharpness.Select(sample => sample.Value), Is.All.EqualTo(1).Within(1e-14));
    }

    [Test]
    public void Validation_is_judged_at_the_end()
    {
        var plan = TrainingPlan.GradientDescent(0.25) with { MaximumSteps = 30 };
        var run = TrainingRun.Of(
            new(
                new PointCloud(Points),
                new PointCloud([
                    [0, 0],
                    [0, 9],
                ])
            ),
            Start,
            plan
        );
        Assert.That(run.ValidationAccuracy, Is.EqualTo(0.5));
        Assert.That(run.ValidationLoss, Is.EqualTo(81.0 / 4).Within(0.01));
        Assert.That(Run(plan).ValidationLoss, Is.NaN);
    }

    [Test]
    public void A_run_survives_storage_to_the_last_bit()
    {
        var run = Run(
            TrainingPlan.GradientDescent(0.25) with
            {
                Switch = new(1, 0.01),
                Sampling = new(5, 2),
                MaximumSteps = 12,
            }
        );
        var content = Written(run);
        var read = TrainingRun.ReadFrom(Reader(content));
        Assert.That(Written(read), Is.EqualTo(content));
        Assert.That(read.Losses, Is.EqualTo(run.Losses));
        Assert.That(read.SwitchStep, Is.EqualTo(run.SwitchStep));
        Assert.That(read.Sharpness, Is.EqualTo(run.Sharpness));
        for (var length = 0; length < content.Length; length++)
            Assert.That(() => TrainingRun.ReadFrom(Reader(content[..length])), Throws.InstanceOf<IOException>());
        content[1]++;
        Assert.That(() => TrainingRun.ReadFrom(Reader(content)), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Refuses_plans_out_of_range()
    {
        var plan = TrainingPlan.GradientDescent(0.25);
        TrainingPlan[] wrong =
        [
            TrainingPlan.GradientDescent(-1),
            plan with
            {
                MaximumSteps = -1,
            },
            plan with
            {
                WarmUp = -1,
            },
            plan with
            {
                ProbeEvery = 0,
            },
            plan with
            {
                StopLoss = double.NaN,
            },
            plan with
            {
                Noise = new(1.5, 3, 1),
            },
            plan with
            {
                Noise = new(1, 11, 1),
            },
            plan with
            {
                Switch = new(double.NaN, 0.1),
            },
            plan with
            {
                Sampling = new(0, 3),
            },
        ];
        foreach (var refused in wrong)
            Assert.That(() => Run(refused), Throws.ArgumentException);
        Assert.That(() => TrainingRun.Of(new(new PointCloud(Points)), [1], plan), Throws.ArgumentException);
    }

    [Test]
    public void Can_be_cancelled() =>
        Assert.That(
            () =>
                TrainingRun.Of(
                    new(new PointCloud(Points)),
                    Start,
                    TrainingPlan.GradientDescent(0.25),
                    cancellation: new(canceled: true)
                ),
            Throws.InstanceOf<OperationCanceledException>()
        );

    private static TrainingRun Run(TrainingPlan plan) => TrainingRun.Of(new(new PointCloud(Points)), Start, plan);

    private static double BowlLoss(double factor) => (12.5 * factor * factor) + Floor;

    private static int FirstStep(Func<double, bool> holds) =>
        Enumerable.Range(0, 1000).First(t => holds(Math.Pow(0.75, t)));

    private static byte[] Written(TrainingRun run)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        run.WriteTo(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static BinaryReader Reader(byte[] content) => new(new MemoryStream(content));
}
