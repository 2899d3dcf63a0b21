using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class RecordedRunTests
{
    private static readonly TargetMatrix Target = TargetMatrix.Diagonal(5, 10, 6, 3);

    [Test]
    public void Samples_are_those_of_stepping_by_hand()
    {
        var target = TargetMatrix.Rotated(4, new RandomStream(3), 5, 2);
        var start = DeepLinearNetworks.Gaussian(3, 4, 0.3, new RandomStream(4));
        var run = RecordedRun.Of(start, target, new RunPlan(0.01, 25) { Every = 10 });
        Assert.That(run.Samples.Select(sample => sample.Step), Is.EqualTo(new[] { 0, 10, 20, 25 }));

        var network = start.Copy();
        for (var t = 0; t <= 25; t++)
        {
            var sample = run.Samples.FirstOrDefault(candidate => candidate.Step == t);
            if (sample is not null)
            {
                var projection = target.Left.Transpose() * network.Product() * target.Right;
                Assert.That(sample.Loss, Is.EqualTo(network.Loss(target.Matrix)).Within(1e-14));
                Assert.That(sample.Projected, Is.EqualTo(projection.DiagonalEntries()[..2]).Within(1e-14));
                var offDiagonal = projection - Matrix.Diagonal(4, 4, projection.DiagonalEntries());
                Assert.That(sample.OffDiagonal, Is.EqualTo(offDiagonal.MaximumMagnitude()).Within(1e-14));
                Assert.That(sample.Sharpness, Is.NaN);
            }

            Assert.That(run.Tail(1)[t], Is.EqualTo(Projected(network, target)[1]).Within(1e-14));
            network.Step(target.Matrix, 0.01);
        }

        Assert.That(start.Loss(target.Matrix), Is.EqualTo(run.Samples[0].Loss), "the start is not changed");
    }

    /// <summary>Reference numbers: claims catalogue, B/fig-2 and B/def-1.</summary>
    [Test]
    public void Sharpens_and_oscillates_as_the_catalogue_says()
    {
        var start = DeepLinearNetworks.Unbalanced(3, 5, 0.01);
        var plan = new RunPlan(0.0315, 1501) { Every = 10, Sharpness = SharpnessRecording.EverySample };
        var run = RecordedRun.Of(start, Target, plan);
        Assert.That(run.FirstCrossing, Is.EqualTo(510));
        Assert.That(run.Samples.Single(s => s.Step == 300).Loss, Is.EqualTo(72.5).Within(1e-3));
        Assert.That(run.Samples[^2].Sharpness, Is.EqualTo(77.36331706).Within(1e-8));
        Assert.That(run.Samples[^1].Sharpness, Is.EqualTo(50.65748591).Within(1e-8));
        Assert.That(run.Samples[^2].Loss, Is.EqualTo(4.96449).Within(1e-5));
        Assert.That(run.Samples[^1].Loss, Is.EqualTo(5.11456).Within(1e-5));
        Assert.That(run.OffDiagonalMaximum, Is.Zero);
    }

    /// <summary>Reference numbers: claims catalogue, B/def-1, steps 500 to 504.</summary>
    [Test]
    public void Step_by_step_sharpness_dips_before_the_crossing()
    {
        var plan = new RunPlan(0.0315, 520) { Every = 1, Sharpness = SharpnessRecording.EverySample };
        var run = RecordedRun.Of(DeepLinearNetworks.Unbalanced(3, 5, 0.01), Target, plan);
        Assert.That(run.FirstCrossing, Is.EqualTo(504));
        Assert.That(
            run.Samples.Skip(500).Take(5).Select(sample => sample.Sharpness),
            Is.EqualTo(new[] { 14.5791, 14.6645, 12.8312, 26.0403, 84.3162 }).Within(1e-4)
        );
    }

    /// <summary>Reference ranges: claims catalogue, B/fig-5, check 2.</summary>
    [Test]
    public void Tail_holds_the_two_cycle()
    {
        var target = TargetMatrix.Diagonal(10, 10, 9, 6);
        var run = RecordedRun.Of(DeepLinearNetworks.Unbalanced(3, 10, 0.01), target, new RunPlan(2.0 / 62, 3000));
        Assert.That(run.Periods, Is.EqualTo(new[] { 2, 1, 1 }));
        Assert.That(run.Tail(0), Has.Length.EqualTo(64));
        Assert.That(run.Tail(0).Min(), Is.EqualTo(8.2648).Within(1e-4));
        Assert.That(run.Tail(0).Max(), Is.EqualTo(11.4003).Within(1e-4));
        Assert.That(run.Tail(1)[^1], Is.EqualTo(9).Within(1e-10));
    }

    [Test]
    public void Divergence_is_recorded_to_the_end()
    {
        var plan = new RunPlan(1, 200) { Every = 50, Sharpness = SharpnessRecording.EverySample };
        var run = RecordedRun.Of(DeepLinearNetworks.Balanced(3, 5, 1), Target, plan);
        Assert.That(run.Periods, Is.All.EqualTo(-1));
        Assert.That(run.Samples[^1].Step, Is.EqualTo(200));
        Assert.That(run.Samples[^1].Sharpness, Is.NaN);
        Assert.That(run.OffDiagonalMaximum, Is.NaN);
        Assert.That(run.FirstCrossing, Is.Zero, "the start itself is sharper than 2/η");
    }

    [Test]
    public void Cancellation_ends_the_run()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var start = DeepLinearNetworks.Balanced(3, 5, 0.1);
        Assert.That(
            () => RecordedRun.Of(start, Target, new RunPlan(0.01, 100_000), source.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [TestCase(0)]
    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    public void Refuses_a_learning_rate_that_is_not_positive(double rate) =>
        Assert.That(() => new RunPlan(rate, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Refuses_a_target_of_another_width()
    {
        var start = DeepLinearNetworks.Balanced(3, 4, 0.1);
        Assert.That(() => RecordedRun.Of(start, Target, new RunPlan(0.01, 1)), Throws.ArgumentException);
    }

    private static double[] Projected(DeepLinearNetwork network, TargetMatrix target) =>
        network.ProjectedSingularValues(target.Left, target.Right);
}
