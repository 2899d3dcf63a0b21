using Dlnx.Networks;
using Dlnx.Networks.Engines;
using Dlnx.Specs.Engines;
using Dlnx.Verify;
using Dlnx.Verify.Engines;

namespace Dlnx.Specs.Tests.Engines;

public sealed class ManagedEnginesTests
{
    [Test]
    public void Double_precision_is_what_accepted_numbers_were_computed_with()
    {
        var engine = Open();

        Assert.That(engine.IsReference);
        Assert.That(engine.Implementation, Is.EqualTo(new ManagedEngine()));
        Assert.That(engine.Words, Is.Empty);
    }

    [Test]
    public void Single_precision_is_another_engine()
    {
        var engine = Open("precision=float32");

        Assert.That(engine.ToString(), Is.EqualTo("managed, cpu, float32"));
        Assert.That(engine.IsReference, Is.False);
        Assert.That(engine.Words, Is.EqualTo(" --engine-set precision=float32"));
    }

    [Test]
    public void Mixed_precision_trains_in_single_and_measures_curvature_in_double()
    {
        var engine = (MixedPrecisionEngine)Open("precision=mixed").Implementation!;
        var network = Architectures.MultilayerPerceptron([3, 4, 2]);
        var examples = LabelledExamples.Classification(new(3), [0.1, 0.2, 0.3, -0.5, 0.7, -1.1], [0, 1], 2);
        var point = InitialParameters.Draw(network, InitialScheme.Torch, 1);

        var objective = engine.Objective(network, examples, LossFunction.CrossEntropy);

        var (single, reference) = (new double[point.Length], new double[point.Length]);
        Of(EnginePrecision.Single).Gradient(point, reference);
        objective.Gradient(point, single);
        Assert.That(single, Is.EqualTo(reference));
        using var expected = Of(EnginePrecision.Double).Linearize(point);
        using var found = objective.Linearize(point);
        Assert.That(found.Gradient.ToArray(), Is.EqualTo(expected.Gradient.ToArray()));
        Assert.That(found.Gradient.ToArray(), Is.Not.EqualTo(single));

        ITrainingObjective Of(EnginePrecision precision) =>
            new ManagedEngine { Precision = precision }.Objective(network, examples, LossFunction.CrossEntropy);
    }

    [Test]
    public void It_has_no_device_to_choose() =>
        Assert.That(
            Assert.Throws<ProblemException>(() => Open("device=cuda"))!.Message,
            Is.EqualTo("--engine-set 'device' is none of precision.")
        );

    private static RunEngine Open(params string[] settings) =>
        EngineCatalog
            .Load([typeof(ManagedEngines).Assembly])
            .Open(new(RunEngine.ManagedName, null, Verify.Parameters.ParameterBinder.Split(settings, "--engine-set")));
}
