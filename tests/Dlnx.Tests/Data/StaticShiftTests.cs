using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Numerics;
using NUnit.Framework;

namespace Dlnx.Tests.Data;

public sealed class StaticShiftTests
{
    private static readonly FeatureShape Shape = new(2, 3, 4);

    [Test]
    public void Agrees_with_moving_pixel_by_pixel()
    {
        var examples = Examples(5);
        var augmented = StaticShifts.Augment(examples, copies: 3, reach: 5, seed: 99);
        var draws = new SplitMix64(99);
        Assert.That(augmented.Count, Is.EqualTo(20));
        Assert.That(augmented.Inputs[..(5 * Shape.Size)].ToArray(), Is.EqualTo(examples.Inputs.ToArray()));
        for (var i = 5; i < augmented.Count; i++)
        {
            var (right, down) = (draws.Between(-5, 5), draws.Between(-5, 5));
            var original = examples.Slice(i % 5, 1);
            Assert.That(augmented.Labels[i], Is.EqualTo(original.Labels[0]));
            Assert.That(augmented.Slice(i, 1).Inputs.ToArray(), Is.EqualTo(Moved(original, right, down)));
        }
    }

    [Test]
    public void Without_reach_every_copy_is_the_original()
    {
        var examples = Examples(4);
        var augmented = StaticShifts.Augment(examples, copies: 2, reach: 0, seed: 1);
        double[] once = examples.Inputs.ToArray();
        Assert.That(augmented.Inputs.ToArray(), Is.EqualTo(new[] { once, once, once }.SelectMany(copy => copy)));
    }

    [TestCase(-1, 0)]
    [TestCase(0, -1)]
    public void Refuses_negative_numbers(int copies, int reach) =>
        Assert.That(() => StaticShifts.Augment(Examples(1), copies, reach, 1), Throws.ArgumentException);

    private static LabelledExamples Examples(int count)
    {
        var random = new SplitMix64(7);
        var inputs = new double[count * Shape.Size];
        foreach (ref var input in inputs.AsSpan())
            input = random.Unit();
        return LabelledExamples.Classification(Shape, inputs, [.. Enumerable.Range(0, count).Select(i => i % 3)], 3);
    }

    private static double[] Moved(LabelledExamples image, int right, int down)
    {
        var source = image.Inputs.ToArray();
        var smallest = Examples(5).Inputs.ToArray().Min();
        var target = new double[source.Length];
        for (var c = 0; c < Shape.Channels; c++)
        {
            for (var y = 0; y < Shape.Height; y++)
            {
                for (var x = 0; x < Shape.Width; x++)
                {
                    var (fromX, fromY) = (x - right, y - down);
                    var isInside = fromX >= 0 && fromX < Shape.Width && fromY >= 0 && fromY < Shape.Height;
                    target[Index(c, y, x)] = isInside ? source[Index(c, fromY, fromX)] : smallest;
                }
            }
        }

        return target;
    }

    private static int Index(int channel, int y, int x) => (((channel * Shape.Height) + y) * Shape.Width) + x;
}
