using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

/// <summary>Numbers of two independent implementations (PyTorch and NumPy) at the two settings of the catalogue.</summary>
public sealed class SurrogateExperimentTests
{
    private static readonly SurrogateExperiment Bursts = SurrogateExperiment.Bursts();
    private static readonly SurrogateExperiment General = SurrogateExperiment.Generalisation();

    [Test]
    public void Curvature_at_the_start_is_as_published()
    {
        double[] bursts = [0.35889096, 0.33982578, 0.32869379];
        double[] general = [9.97887445, 7.22944163, 4.37196261];
        var (s1, s2) = (Measured(Bursts, 1), Measured(General, 1));
        Assert.That(s1.Values.ToArray(), Is.EqualTo(bursts).Within(1e-6));
        Assert.That(s1.Smallest, Is.EqualTo(-0.09306537).Within(1e-6));
        Assert.That(s2.Values.ToArray(), Is.EqualTo(general).Within(1e-6));
        Assert.That(s2.Smallest, Is.EqualTo(-1.64177802).Within(1e-6));
        Assert.That(Measured(Bursts, 2).Sharpness, Is.EqualTo(0.34924207).Within(1e-6));
        Assert.That(Measured(General, 2).Sharpness, Is.EqualTo(13.68846249).Within(1e-6));
    }

    // Of κ only signs and ranks are reproducible; single values jump at the kinks of the rectifiers.
    [Test]
    public void The_first_burst_is_as_published()
    {
        var series = new DirectionalSeries(Bursts.Architecture, Bursts.Split.Training);
        var recording = BurstRecorder.Record(
            Bursts.Problem(new ManagedEngine()).Training,
            Bursts.Start(1),
            new BurstPlan(),
            series.FourthDerivative
        );
        var records = recording.Records;
        Assert.That(recording.FirstStep + recording.Episode!.Cross, Is.EqualTo(920));
        Assert.That(recording.FirstStep + recording.Episode.Peak, Is.EqualTo(963));
        var first = Enumerable.Range(0, records.Count).First(r => recording.SharpnessRatio(r) >= 0.9);
        int[] unstable = [.. Enumerable.Range(first, 90).Where(r => recording.SharpnessRatio(r) > 1)];
        Assert.That(unstable, Has.Length.EqualTo(31));
        Assert.That(unstable.Count(r => records[r + 1].FourthDerivative > records[r].FourthDerivative), Is.EqualTo(14));
    }

    [TestCase(0.64, 1ul, 0.599)]
    [TestCase(0.64, 5ul, 0.577)]
    [TestCase(1.28, 3ul, 0.645)]
    public void Runs_generalise_as_published(double rate, ulong seed, double accuracy)
    {
        var run = TrainingRun.Of(
            General.Problem(new ManagedEngine()),
            General.Start(seed),
            TrainingPlan.GradientDescent(rate)
        );
        Assert.That(run.Outcome, Is.EqualTo(TrainingOutcome.Reached));
        Assert.That(run.TrainingAccuracy, Is.EqualTo(1));
        Assert.That(run.ValidationAccuracy, Is.EqualTo(accuracy).Within(0.0005));
    }

    private static SharpnessTracker Measured(SurrogateExperiment experiment, ulong seed)
    {
        var start = experiment.Start(seed);
        var tracker = new SharpnessTracker(start.Length, 60);
        using var curvature = experiment.Problem(new ManagedEngine()).Training.Linearize(start);
        tracker.Measure(curvature);
        return tracker;
    }
}
