using System.Runtime.InteropServices;
using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Networks.Engines;

namespace Dlnx.Torch.Tests;

public sealed class DeviceTests
{
    private static readonly NetworkArchitecture Vgg = Architectures.Vgg10([2, 2, 2], ghostSize: 100);

    [Test]
    public void The_engine_describes_itself()
    {
        var engine = Engines.Opened();

        Assert.That(engine.Device, Does.StartWith("cpu").Or.StartWith("cuda:"));
        Assert.That(engine.Precision, Is.EqualTo("float64"));
        Assert.That(engine.Versions, Does.Match(@"TorchSharp \d.*, libtorch \d.*, (CUDA \d|without CUDA)"));
        Assert.That(engine.Engine.Name, Does.Match("torch, (cpu|cuda), float64"));
    }

    [TestCase(EnginePrecision.Single, EnginePrecision.Double, "mixed, TF32, fastest algorithms")]
    [TestCase(EnginePrecision.Single, EnginePrecision.Single, "float32, TF32, fastest algorithms")]
    public void Results_say_how_it_computes(EnginePrecision training, EnginePrecision curvature, string precision)
    {
        var settings = new EngineSettings
        {
            Training = training,
            Curvature = curvature,
            Arithmetic = MatrixArithmetic.Reduced,
            Algorithms = Algorithms.Fastest,
        };

        Assert.That(Engines.Opened(settings).Precision, Is.EqualTo(precision));
    }

    [Test]
    public void An_unknown_device_is_refused() =>
        Assert.That(
            Assert.Throws<EngineException>(() => new TorchPlugIn().Open(new() { Device = "tpu" }))!.Message,
            Is.EqualTo("There is no device 'tpu'; the devices are cpu, cuda, cuda:0, cuda:1, ….")
        );

    [Test]
    public void A_missing_gpu_has_a_remedy()
    {
        if (Engines.Opened().Device.StartsWith("cuda", StringComparison.Ordinal))
            Assert.Ignore("There is a GPU.");
        var refusal = Assert.Throws<EngineException>(() => new TorchPlugIn().Open(new() { Device = "cuda" }))!;

        Assert.That(refusal.Message, Does.EndWith("or compute on the processor: --engine-set device=cpu"));
    }

    [TestCase(1000, "does not hold 1000 examples of this network at the same time. Try --engine-set block=500")]
    [TestCase(700, "does not hold 700 examples of this network at the same time. Try --engine-set block=300")]
    [TestCase(null, "does not hold 100 examples of this network at the same time. That is one ghost block")]
    public void Full_memory_names_the_block_to_try(int? block, string message)
    {
        var examples = LabelledExamples.Classification(Vgg.Input, new double[1000 * 3072], new int[1000], 10);
        var shape = ObjectiveShape.Of(Vgg, examples, LossFunction.CrossEntropy);
        var blocks = TorchBlocks.For(Vgg, shape, block);

        var refusal = Assert.Throws<EngineException>(() => DeviceMemory.Guard(blocks, Exhausted))!;
        Assert.That(refusal.Message, Does.Contain(message));
    }

    [Test]
    public void Streamed_inputs_agree_with_the_managed_engine()
    {
        var images = new TexGenerator(10, 3).Generate(0, 20);
        var scaling = ChannelScaling.Of(BoxMean.Of(images, 1), images.Shape);
        var streamed = CropsAndFlips.Augment(images, scaling, copies: 10);
        var network = Architectures.Vgg10([2, 3, 4], ghostSize: 20);
        var start = InitialParameters.Draw(network, InitialScheme.Convolutional, 1);

        var found = Engines.Torch().Objective(network, streamed, LossFunction.CrossEntropy).Evaluate(start);

        var expected = Engines.Managed.Objective(network, streamed, LossFunction.CrossEntropy).Evaluate(start);
        Assert.That(Math.Abs((found.Loss / expected.Loss) - 1), Is.LessThan(1e-10));
        Assert.That(found.Accuracy, Is.EqualTo(expected.Accuracy));
    }

    // What TorchSharp throws for every error of libtorch.
#pragma warning disable CA2201
    private static int Exhausted() => throw new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB");
#pragma warning restore CA2201
}
