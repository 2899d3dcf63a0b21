using Dlnx.Networks;
using Dlnx.Networks.Engines;
using Samples = Dlnx.Tests.Networks.Objectives;

namespace Dlnx.Torch.Tests;

/// <summary>The same parameters and data in double precision; the managed engine has been held against central differences.</summary>
public sealed class AgreementTests
{
    private const double Tolerance = 1e-10;

    [Test]
    public void Loss_gradient_and_product_agree_with_the_managed_engine(
        [ValueSource(typeof(Model), nameof(Model.All))] Model model,
        [Values] Algorithms algorithms
    ) => RequireAgreement(model, new() { Algorithms = algorithms });

    [Test]
    public void They_do_not_depend_on_the_size_of_blocks(
        [ValueSource(typeof(Model), nameof(Model.All))] Model model,
        [Values(1, 16, 1000)] int block
    ) => RequireAgreement(model, new() { Block = block });

    [Test]
    public void Without_memory_to_keep_anything_they_agree_too(
        [ValueSource(typeof(Model), nameof(Model.All))] Model model
    )
    {
        _ = Engines.Torch();
        var engine = new TorchEngine(TorchDevices.Start(new()), EnginePrecision.Double, new())
        {
            KeptBytes = 0,
            ResidentBytes = 0,
        };
        var examples = model.Examples();
        RequireAgreement(
            engine.Objective(model.Network, examples, model.Loss),
            Engines.Managed.Objective(model.Network, examples, model.Loss),
            model.Point()
        );
    }

    [Test]
    public void Weights_of_examples_agree([ValueSource(typeof(Model), nameof(Model.All))] Model model)
    {
        var (torch, managed) = Objectives(model, new());
        var weights = Samples.Uniform(managed.Examples, 4);
        var (found, expected) = (new double[managed.ParameterCount], new double[managed.ParameterCount]);

        var loss = torch.WeightedGradient(model.Point(), weights, found);

        var reference = managed.WeightedGradient(model.Point(), weights, expected);
        Assert.That(Math.Abs((loss / reference) - 1), Is.LessThan(Tolerance));
        Assert.That(Deviation(found, expected), Is.LessThan(Tolerance));
    }

    [Test]
    public void Evaluation_and_outputs_agree([ValueSource(typeof(Model), nameof(Model.All))] Model model)
    {
        var (torch, managed) = Objectives(model, new());
        var point = model.Point();
        var (evaluation, reference) = (torch.Evaluate(point), managed.Evaluate(point));
        var (found, expected) = (new double[model.Inputs * 4], new double[model.Inputs * 4]);
        if (model.Network.Output.Size != 4)
            (found, expected) = (new double[model.Inputs * 10], new double[model.Inputs * 10]);
        torch.Outputs(point, found);
        managed.Outputs(point, expected);

        Assert.That(Math.Abs((evaluation.Loss / reference.Loss) - 1), Is.LessThan(Tolerance));
        Assert.That(evaluation.Accuracy, Is.EqualTo(reference.Accuracy));
        Assert.That(Deviation(found, expected), Is.LessThan(Tolerance));
    }

    [Test]
    public void Adaptors_agree([Values(1, 3)] int rank)
    {
        var model = Model.All.First(known => known.Loss == LossFunction.PairScore);
        var (torch, managed) = Objectives(model, new());
        var adaptors = new LowRankAdaptors(model.Network, model.Point(), rank);
        RequireAgreement(adaptors.Objective(torch), adaptors.Objective(managed), adaptors.Draw(5, 0.5));
    }

    [Test]
    public void Single_precision_is_near()
    {
        var model = Model.All.First(known => known.Name == "VGG10");
        var single = new EngineSettings { Training = EnginePrecision.Single, Curvature = EnginePrecision.Single };
        var (torch, managed) = Objectives(model, single);
        var (found, expected) = Gradients(torch, managed, model.Point());

        Assert.That(Deviation(found, expected), Is.InRange(1e-9, 1e-3));
    }

    [Test]
    public void The_same_bits_in_every_run([ValueSource(typeof(Model), nameof(Model.All))] Model model)
    {
        var (first, second) = (Objectives(model, new()).Torch, Objectives(model, new()).Torch);
        var (found, again) = Gradients(first, second, model.Point());
        var direction = Samples.Uniform(found.Length, 5);

        Assert.That(found, Is.EqualTo(again));
        Assert.That(
            Samples.Product(first, model.Point(), direction),
            Is.EqualTo(Samples.Product(second, model.Point(), direction))
        );
    }

    private static void RequireAgreement(Model model, EngineSettings settings)
    {
        var (torch, managed) = Objectives(model, settings);
        RequireAgreement(torch, managed, model.Point());
    }

    private static void RequireAgreement(ITrainingObjective torch, ITrainingObjective managed, double[] point)
    {
        var (found, expected) = Gradients(torch, managed, point);
        Assert.That(Deviation(found, expected), Is.LessThan(Tolerance), "gradient");
        using var curvature = torch.Linearize(point);
        using var reference = managed.Linearize(point);
        Assert.That(Math.Abs((curvature.Loss / reference.Loss) - 1), Is.LessThan(Tolerance), "loss");
        Assert.That(Deviation(curvature.Gradient, reference.Gradient), Is.LessThan(Tolerance), "gradient of the point");
        foreach (var seed in (ulong[])[5, 6])
        {
            var direction = Samples.Uniform(point.Length, seed);
            curvature.Apply(direction, found);
            reference.Apply(direction, expected);
            Assert.That(Deviation(found, expected), Is.LessThan(Tolerance), "product");
        }
    }

    private static (double[] Found, double[] Expected) Gradients(
        ITrainingObjective torch,
        ITrainingObjective managed,
        double[] point
    )
    {
        var (found, expected) = (new double[point.Length], new double[point.Length]);
        torch.Gradient(point, found);
        managed.Gradient(point, expected);
        return (found, expected);
    }

    private static (ITrainingObjective Torch, ITrainingObjective Managed) Objectives(
        Model model,
        EngineSettings settings
    )
    {
        var examples = model.Examples();
        return (
            Engines.Torch(settings).Objective(model.Network, examples, model.Loss),
            Engines.Managed.Objective(model.Network, examples, model.Loss)
        );
    }

    /// <summary>‖found − expected‖ / ‖expected‖.</summary>
    private static double Deviation(ReadOnlySpan<double> found, ReadOnlySpan<double> expected)
    {
        var difference = new double[found.Length];
        for (var i = 0; i < difference.Length; i++)
            difference[i] = found[i] - expected[i];
        return Samples.Norm(difference) / Samples.Norm(expected.ToArray());
    }
}
