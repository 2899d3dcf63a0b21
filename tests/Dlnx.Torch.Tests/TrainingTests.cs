using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Torch.Tests;

/// <summary>The settings of the claims catalogue, against its published numbers (section 3.7) and the managed engine.</summary>
public sealed class TrainingTests
{
    private static readonly int[] At = [0, 1, 5, 10, 20, 50];

    [TestCase(
        1UL,
        1.3869564776094656,
        1.3869105415738563,
        1.3867362833629833,
        1.3865334325714767,
        1.3861805564477065,
        1.3853593485284292
    )]
    public void The_burst_setting_trains_as_published(ulong seed, params double[] losses) =>
        Assert.That(Losses(SurrogateExperiment.Bursts(), Engines.Torch(), seed), Is.EqualTo(losses).Within(1e-12));

    [TestCase(
        1UL,
        2.778411203038692,
        2.6113585498008764,
        2.321234686568238,
        2.1454400725337073,
        1.9257137869237704,
        1.4253104981103526
    )]
    public void The_generalisation_setting_trains_as_published(ulong seed, params double[] losses) =>
        Assert.That(
            Losses(SurrogateExperiment.Generalisation(), Engines.Torch(), seed),
            Is.EqualTo(losses).Within(1e-11)
        );

    [Test]
    public void Fifty_steps_agree_with_the_managed_engine([Values(1UL, 2UL, 3UL)] ulong seed, [Values] bool isBurst)
    {
        var experiment = isBurst ? SurrogateExperiment.Bursts() : SurrogateExperiment.Generalisation();
        var (found, expected) = (
            Run(experiment, Engines.Torch(), seed).Parameters,
            Run(experiment, Engines.Managed, seed).Parameters
        );

        Assert.That(found.Zip(expected, (a, b) => Math.Abs(a - b)).Max() / expected.Max(Math.Abs), Is.LessThan(1e-7));
    }

    [Test]
    public void The_leading_eigenvalues_are_the_published_ones()
    {
        Assert.That(Sharpness(SurrogateExperiment.Bursts(), 1), Is.EqualTo(0.35889096).Within(1e-6));
        Assert.That(Sharpness(SurrogateExperiment.Generalisation(), 1), Is.EqualTo(9.97887445).Within(1e-6));
        Assert.That(Sharpness(SurrogateExperiment.Generalisation(), 2), Is.EqualTo(13.68846249).Within(1e-6));
    }

    [Test]
    public void The_small_convolutional_network_starts_as_published()
    {
        var network = Architectures.Convolutional(new(1, 14, 14), [new(8, 1), new(16, 1)], 10, ghostSize: 50);
        var examples = SurrogateSet.Generalisation().Split().Training.Slice(0, 100);
        var objective = Engines.Torch().Objective(network, examples, LossFunction.CrossEntropy);
        var start = InitialParameters.Draw(network, InitialScheme.Convolutional, 1);

        Assert.That(objective.Evaluate(start).Loss, Is.EqualTo(2.444486269634545).Within(1e-13));
    }

    private static double Sharpness(SurrogateExperiment experiment, ulong seed)
    {
        var objective = experiment.Problem(Engines.Torch()).Training;
        var tracker = new SharpnessTracker(objective.ParameterCount, 60, leading: 1);
        using var curvature = objective.Linearize(experiment.Start(seed));
        tracker.Measure(curvature);
        return tracker.Sharpness;
    }

    private static double[] Losses(SurrogateExperiment experiment, ITrainingEngine engine, ulong seed)
    {
        var losses = Run(experiment, engine, seed).Losses;
        return [.. At.Select(t => losses[t])];
    }

    private static TrainingRun Run(SurrogateExperiment experiment, ITrainingEngine engine, ulong seed) =>
        TrainingRun.Of(
            experiment.Problem(engine),
            experiment.Start(seed),
            TrainingPlan.GradientDescent(0.04) with
            {
                StopLoss = 0,
                MaximumSteps = At[^1],
                TerminalLanczosSteps = 0,
            }
        );
}
