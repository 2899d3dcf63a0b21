using Dlnx.Escape;
using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

public sealed class PerceptronObjectiveTests
{
    private static readonly NetworkArchitecture Rectified = Architectures.MultilayerPerceptron([13, 9, 17, 4]);

    private static IEnumerable<TestCaseData> Cases =>
        from loss in Enum.GetValues<LossFunction>()
        from network in new[] { "relu", "relu without bias", "tanh", "gelu", "linear" }
        select new TestCaseData(loss, network);

    [TestCaseSource(nameof(Cases))]
    public void Matches_central_differences(LossFunction loss, string kind)
    {
        var network = Network(kind);
        var objective = Objective(network, loss, 24);
        var start = InitialParameters.Draw(network, InitialScheme.Torch, 3);
        var direction = Objectives.Uniform(start.Length, 5);
        Assert.That(Objectives.GradientError(objective, start, direction), Is.LessThan(1e-7));
        Assert.That(Objectives.ProductError(objective, start, direction), Is.LessThan(1e-7));
        Assert.That(
            Objectives.Asymmetry(objective, start, direction, Objectives.Uniform(start.Length, 6)),
            Is.LessThan(1e-13)
        );
    }

    [Test]
    public void Weighted_gradients_add_up_example_by_example([Values] LossFunction loss)
    {
        var objective = Objective(Rectified, loss, 12);
        var start = InitialParameters.Draw(Rectified, InitialScheme.He, 2);
        var weights = Objectives.Uniform(objective.Examples, 4);
        var expected = new double[start.Length];
        var expectedLoss = 0.0;
        var part = new double[start.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var single = new double[weights.Length];
            single[i] = 1;
            expectedLoss += weights[i] * objective.WeightedGradient(start, single, part);
            for (var j = 0; j < part.Length; j++)
                expected[j] += weights[i] * part[j];
        }

        Assert.That(objective.WeightedGradient(start, weights, part), Is.EqualTo(expectedLoss).Within(1e-14));
        Assert.That(part, Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void The_same_bits_for_any_number_of_workers([Values] EnginePrecision precision)
    {
        var results = new[] { 1, 2, 4 }.Select(workers =>
        {
            var engine = new ManagedEngine { Workers = workers, Precision = precision };
            var examples = Objectives.Random(Rectified, LossFunction.CrossEntropy, 1500);
            var objective = engine.Objective(Rectified, examples, LossFunction.CrossEntropy);
            var start = InitialParameters.Draw(Rectified, InitialScheme.He, 1);
            var gradient = new double[start.Length];
            double[] loss = [objective.Gradient(start, gradient)];
            return loss.Concat(gradient).Concat(Objectives.Product(objective, start, gradient)).ToArray();
        });
        var all = results.ToArray();
        Assert.That(all[1], Is.EqualTo(all[0]));
        Assert.That(all[2], Is.EqualTo(all[0]));
    }

    [Test]
    public void Blocks_that_are_run_again_give_the_bits_of_blocks_that_were_kept()
    {
        var examples = Objectives.Random(Rectified, LossFunction.CrossEntropy, 1000);
        var start = InitialParameters.Draw(Rectified, InitialScheme.He, 1);
        var direction = Objectives.Uniform(start.Length, 9);
        var kept = new ManagedEngine().Objective(Rectified, examples, LossFunction.CrossEntropy);
        var again = new ManagedEngine { KeptBytes = 0 }.Objective(Rectified, examples, LossFunction.CrossEntropy);
        Assert.That(
            Objectives.Product(again, start, direction),
            Is.EqualTo(Objectives.Product(kept, start, direction))
        );
    }

    [Test]
    public void Single_precision_agrees_to_its_digits([Values] LossFunction loss)
    {
        var examples = Objectives.Random(Rectified, loss, 40);
        var start = InitialParameters.Draw(Rectified, InitialScheme.He, 1);
        var exact = new double[start.Length];
        var rounded = new double[start.Length];
        var single = new ManagedEngine { Precision = EnginePrecision.Single }.Objective(Rectified, examples, loss);
        var value = single.Gradient(start, rounded);
        Assert.That(value, Is.EqualTo(Objective(Rectified, loss, 40).Gradient(start, exact)).Within(1e-5).Percent);
        Assert.That(rounded, Is.EqualTo(exact).Within(1e-5 * Objectives.Norm(exact)));
    }

    [Test]
    public void Several_points_are_alive_at_once([Values(0, 1L << 30)] long keptBytes)
    {
        var examples = Objectives.Random(Rectified, LossFunction.CrossEntropy, 24);
        var engine = new ManagedEngine { KeptBytes = keptBytes };
        var objective = engine.Objective(Rectified, examples, LossFunction.CrossEntropy);
        var start = InitialParameters.Draw(Rectified, InitialScheme.He, 1);
        var other = InitialParameters.Draw(Rectified, InitialScheme.He, 2);
        var direction = Objectives.Uniform(start.Length, 9);
        var alone = Objectives.Product(objective, start, direction);
        using var first = objective.Linearize(start);
        using var second = objective.Linearize(other);
        objective.Gradient(other, new double[start.Length]);
        second.Apply(direction, new double[start.Length]);
        var product = new double[start.Length];
        first.Apply(direction, product);
        Assert.That(product, Is.EqualTo(alone));
    }

    [Test]
    public void Evaluate_counts_the_largest_outputs()
    {
        var objective = Objective(Rectified, LossFunction.CrossEntropy, 24);
        var examples = Objectives.Random(Rectified, LossFunction.CrossEntropy, 24);
        var start = InitialParameters.Draw(Rectified, InitialScheme.He, 1);
        var z = new double[24 * 4];
        objective.Outputs(start, z);
        var correct = Enumerable
            .Range(0, 24)
            .Count(i => z[(4 * i)..(4 * (i + 1))].Max() == z[(4 * i) + examples.Labels[i]]);
        var evaluation = objective.Evaluate(start);
        Assert.That(evaluation.Accuracy, Is.EqualTo(correct / 24.0));
        Assert.That(evaluation.Loss, Is.EqualTo(objective.Gradient(start, new double[start.Length])));
    }

    [Test]
    public void The_same_bits_wherever_in_memory_its_numbers_lie(
        [Values(LossFunction.CrossEntropy, LossFunction.PairScore)] LossFunction loss,
        [Values] EnginePrecision precision
    )
    {
        var network = Network("linear");
        // For some examples the outputs are so far apart that an exponential underflows.
        var start = InitialParameters.Draw(network, InitialScheme.He, 1);
        start[39] = 3000;
        var between = new List<byte[]>();
        var results = Enumerable
            .Range(0, 64)
            .Select(i =>
            {
                between.Add(new byte[8 * i]);
                var objective = new ManagedEngine { Precision = precision }.Objective(
                    network,
                    Objectives.Random(network, loss, 200),
                    loss
                );
                var gradient = new double[start.Length];
                var value = objective.Gradient(start, gradient);
                return string.Join(' ', gradient.Prepend(value));
            });

        Assert.That(results.Distinct().Count(), Is.EqualTo(1));
        GC.KeepAlive(between);
    }

    [Test]
    public void Divergence_shows_in_the_loss([Values] LossFunction loss, [Values] EnginePrecision precision)
    {
        var engine = new ManagedEngine { Precision = precision };
        var objective = engine.Objective(Rectified, Objectives.Random(Rectified, loss, 24), loss);
        var start = InitialParameters.Draw(Rectified, InitialScheme.He, 1);
        start[0] = double.NaN;
        Assert.That(objective.Evaluate(start).Loss, Is.NaN);
        Assert.That(objective.Gradient(start, new double[start.Length]), Is.NaN);
    }

    [Test]
    public void Data_that_do_not_fit_are_refused()
    {
        var engine = new ManagedEngine();
        var examples = Objectives.Random(Rectified, LossFunction.CrossEntropy, 4);
        var wider = Architectures.MultilayerPerceptron([14, 4]);
        var moreClasses = Architectures.MultilayerPerceptron([13, 5]);
        Assert.That(
            () => engine.Objective(wider, examples, LossFunction.CrossEntropy),
            Throws.ArgumentException.With.Message.Contains("14")
        );
        Assert.That(
            () => engine.Objective(moreClasses, examples, LossFunction.CrossEntropy),
            Throws.ArgumentException.With.Message.Contains("5 classes")
        );
        Assert.That(() => engine.Objective(Rectified, examples, LossFunction.PairScore), Throws.ArgumentException);
        var objective = engine.Objective(Rectified, examples, LossFunction.CrossEntropy);
        Assert.That(() => objective.Gradient(new double[3], new double[3]), Throws.ArgumentException);
        Assert.That(() => objective.Linearize(new double[3]), Throws.ArgumentException);
    }

    private static ITrainingObjective Objective(NetworkArchitecture network, LossFunction loss, int count) =>
        new ManagedEngine().Objective(network, Objectives.Random(network, loss, count), loss);

    private static NetworkArchitecture Network(string kind) =>
        kind switch
        {
            "relu" => Rectified,
            "relu without bias" => Architectures.MultilayerPerceptron([13, 9, 4], BiasTerm.None),
            "linear" => Architectures.MultilayerPerceptron([13, 4]),
            _ => Architectures.MultilayerPerceptron([13, 9, 17, 4], activation: new Pointwise(Activations.Find(kind))),
        };
}
