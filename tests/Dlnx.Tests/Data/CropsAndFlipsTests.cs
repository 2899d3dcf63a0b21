using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Tests.Data;

public sealed class CropsAndFlipsTests
{
    private static readonly LabelledImages Images = new TexGenerator(10, 3).Generate(0, 20);
    private static readonly ChannelScaling Scaling = ChannelScaling.Of(BoxMean.Of(Images, 1), Images.Shape);
    private static readonly LabelledExamples Augmented = CropsAndFlips.Augment(Images, Scaling, copies: 10);
    private static readonly int Size = Images.Shape.Size;

    [Test]
    public void Begins_with_the_images_as_they_are()
    {
        var plain = DataSplit.Of(Images, Images).Training;

        Assert.That(Augmented.Count, Is.EqualTo(200));
        Assert.That(Read(0, 20), Is.EqualTo(plain.Inputs.ToArray()));
        Assert.That(Augmented.Labels.ToArray(), Is.EqualTo(Enumerable.Range(0, 200).Select(i => plain.Labels[i % 20])));
    }

    [Test]
    public void Agrees_with_a_padded_image_that_is_cut_and_mirrored([Values(20, 57, 199)] int index)
    {
        var draws = new SplitMix64(SurrogateGenerator.RecordSeed(1, index));
        var (left, top, mirrored) = (draws.Below(9), draws.Below(9), draws.Below(2) == 1);
        var image = Images.Image(index % 20).ToArray();
        var padded = new double[3, 40, 40];
        for (var i = 0; i < Size; i++)
            padded[i / 1024, 4 + (i / 32 % 32), 4 + (i % 32)] = image[i];
        var expected = new List<double>();
        for (var i = 0; i < Size; i++)
        {
            var column = mirrored ? 31 - (i % 32) : i % 32;
            var pixel = padded[i / 1024, top + (i / 32 % 32), left + column];
            expected.Add((pixel - Scaling.Means[i / 1024]) / Scaling.Deviations[i / 1024]);
        }

        Assert.That(Read(index, 1), Is.EqualTo(expected));
    }

    [Test]
    public void Every_draw_occurs_and_copies_differ()
    {
        var copies = Enumerable.Range(1, 9).Select(copy => string.Join(' ', Read((20 * copy) + 3, 1))).ToList();

        Assert.That(copies.Distinct().Count(), Is.GreaterThan(7));
    }

    [Test]
    public void An_input_is_the_same_wherever_reading_starts()
    {
        var all = Read(0, 200);

        Assert.That(Read(57, 1), Is.EqualTo(all[(57 * Size)..(58 * Size)]));
        Assert.That(Read(15, 100), Is.EqualTo(all[(15 * Size)..(115 * Size)]));
    }

    [Test]
    public void Streamed_inputs_train_as_the_same_inputs_in_memory([Values] EnginePrecision precision)
    {
        var network = Architectures.Vgg10([2, 3, 4], ghostSize: 20);
        var kept = LabelledExamples.Classification(Images.Shape, Read(0, 200), Augmented.Labels.ToArray(), 10);
        var start = InitialParameters.Draw(network, InitialScheme.Convolutional, 1);
        var direction = InitialParameters.Draw(network, InitialScheme.Torch, 2);

        Assert.That(Products(Augmented), Is.EqualTo(Products(kept)));

        (double, double, double[]) Products(LabelledExamples examples)
        {
            var engine = new ManagedEngine { Precision = precision, Workers = 2 };
            var objective = engine.Objective(network, examples, LossFunction.CrossEntropy);
            using var curvature = objective.Linearize(start);
            var product = new double[start.Length];
            curvature.Apply(direction, product);
            return (objective.Evaluate(start).Loss, curvature.Loss, product);
        }
    }

    [Test]
    public void What_needs_all_inputs_at_once_refuses()
    {
        Assert.That(Augmented.IsStreamed);
        Assert.That(() => Augmented.Inputs, Throws.InvalidOperationException);
        Assert.That(() => Augmented.Slice(0, 3), Throws.InvalidOperationException);
        Assert.That(() => Augmented.Read(199, new double[2 * Size]), Throws.ArgumentException);
        Assert.That(() => Augmented.Read(0, new double[Size - 1]), Throws.ArgumentException);
    }

    [TestCase(0, 4)]
    [TestCase(10, -1)]
    public void Impossible_numbers_are_refused(int copies, int margin) =>
        Assert.That(() => CropsAndFlips.Augment(Images, Scaling, copies, margin), Throws.ArgumentException);

    private static double[] Read(int first, int count)
    {
        var inputs = new double[count * Size];
        Augmented.Read(first, inputs);
        return inputs;
    }
}
