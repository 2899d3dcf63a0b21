using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class DeepLinearEnsembleTests
{
    [Test]
    public void Every_network_takes_the_steps_it_takes_alone(
        [Values(1, 2, 3, 4)] int depth,
        [Values(1, 2, 4, 5, 6, 9, 10, 13, 50)] int width,
        [Values(1, 8, 11)] int count
    )
    {
        var problems = Problems(depth, width, count);
        var ensemble = Ensemble(problems);
        for (var steps = 0; steps < 3; steps++)
        {
            ensemble.Advance(steps, workers: 1 + (steps % 2));
            for (var step = 0; step < steps; step++)
                foreach (var (network, target, rate) in problems)
                    network.Step(target, rate);
        }

        foreach (var (i, (network, _, _)) in problems.Index())
            Assert.That(Parameters(ensemble, i), Is.EqualTo(network.Parameters.ToArray()), $"network {i}");
    }

    [Test]
    public void One_that_diverges_disturbs_no_other()
    {
        var problems = Problems(3, 4, 3);
        problems[1] = problems[1] with { Rate = 1e6 };
        var ensemble = Ensemble(problems);
        var (other, target, rate) = problems[2];
        for (var step = 0; step < 40; step++)
        {
            ensemble.Advance(1);
            other.Step(target, rate);
        }

        Assert.That(Parameters(ensemble, 1), Has.Some.Matches<double>(value => !double.IsFinite(value)));
        Assert.That(Parameters(ensemble, 2), Is.EqualTo(other.Parameters.ToArray()));
    }

    [Test]
    public void Impossible_requests_are_refused()
    {
        var ensemble = new DeepLinearEnsemble(2, 3, 4);
        var network = new DeepLinearNetwork(2, 3);
        Assert.That(() => new DeepLinearEnsemble(0, 3, 4), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => ensemble.Set(4, network, Matrix.Identity(3), 0.1),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
        Assert.That(
            () => ensemble.Set(0, network, Matrix.Identity(2), 0.1),
            Throws.ArgumentException.With.Message.Contains("3 × 3")
        );
        Assert.That(
            () => ensemble.CopyTo(0, new DeepLinearNetwork(3, 3)),
            Throws.ArgumentException.With.Message.Contains("depth 2 and width 3; found depth 3")
        );
        Assert.That(() => ensemble.Advance(1, workers: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ensemble.Advance(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Stops_when_cancelled([Values(1, 2)] int workers)
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var ensemble = new DeepLinearEnsemble(3, 10, 64);
        Assert.That(
            () => ensemble.Advance(int.MaxValue, workers, source.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    private static Problem[] Problems(int depth, int width, int count)
    {
        var stream = new RandomStream(1);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new Problem(
                    DeepLinearNetworks.Gaussian(depth, width, 1 / Math.Sqrt(width), stream),
                    RandomMatrices.Gaussian(width, width, stream),
                    0.001 * (i + 1)
                )),
        ];
    }

    private static DeepLinearEnsemble Ensemble(Problem[] problems)
    {
        var first = problems[0].Network;
        var ensemble = new DeepLinearEnsemble(first.Depth, first.Width, problems.Length);
        foreach (var (i, (network, target, rate)) in problems.Index())
            ensemble.Set(i, network, target, rate);
        return ensemble;
    }

    private static double[] Parameters(DeepLinearEnsemble ensemble, int index)
    {
        var network = new DeepLinearNetwork(ensemble.Depth, ensemble.Width);
        ensemble.CopyTo(index, network);
        return network.Parameters.ToArray();
    }

    private sealed record Problem(DeepLinearNetwork Network, Matrix Target, double Rate);
}
