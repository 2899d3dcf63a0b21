using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

public sealed class LowRankAdaptorTests
{
    private static readonly NetworkArchitecture Network = Architectures.MultilayerPerceptron([13, 9, 7, 4]);
    private static readonly double[] Frozen = InitialParameters.Draw(Network, InitialScheme.Torch, 3);

    [Test]
    public void Matches_central_differences(
        [Values(1, 3)] int rank,
        [Values(LossFunction.CrossEntropy, LossFunction.PairScore)] LossFunction loss
    )
    {
        var objective = Objective(rank, loss);
        var adaptors = new LowRankAdaptors(Network, Frozen, rank);
        var start = adaptors.Draw(5, 0.5);
        var direction = Objectives.Uniform(start.Length, 6);
        Assert.That(start, Has.Length.EqualTo(rank * (13 + 9 + 9 + 7 + 7 + 4)));
        Assert.That(Objectives.GradientError(objective, start, direction), Is.LessThan(1e-7));
        Assert.That(Objectives.ProductError(objective, start, direction), Is.LessThan(1e-7));
        Assert.That(
            Objectives.Asymmetry(objective, start, direction, Objectives.Uniform(start.Length, 8)),
            Is.LessThan(1e-13)
        );
    }

    [Test]
    public void Adapted_weights_are_the_frozen_ones_plus_the_product()
    {
        var adaptors = new LowRankAdaptors(Network, Frozen, 2);
        var entries = adaptors.Draw(5, 0.5);
        var adapted = new double[Frozen.Length];
        adaptors.Adapt(entries, adapted);
        // The second layer: 7 × 9 weights after 9·13 + 9 parameters, A₂ after 2(9 + 13) adaptor entries, B₂ 14 later.
        var expected =
            Frozen[126 + (9 * 2) + 4]
            + Enumerable.Range(0, 2).Sum(r => entries[44 + (2 * 2) + r] * entries[58 + (4 * 2) + r]);
        Assert.That(adapted[126 + (9 * 2) + 4], Is.EqualTo(expected).Within(1e-15));
        Assert.That(adapted[(9 * 13)..126], Is.EqualTo(Frozen[(9 * 13)..126]));
    }

    [Test]
    public void Rank_zero_and_foreign_parameters_are_refused()
    {
        Assert.That(() => new LowRankAdaptors(Network, Frozen, 0), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new LowRankAdaptors(Network, Frozen.AsSpan(1), 1), Throws.ArgumentException);
    }

    private static ITrainingObjective Objective(int rank, LossFunction loss) =>
        new LowRankAdaptors(Network, Frozen, rank).Objective(
            new ManagedEngine().Objective(Network, Objectives.Random(Network, loss, 24), loss)
        );
}
