using Dlnx.Data;
using Dlnx.Networks;

namespace Dlnx.Tests.Data;

/// <summary>Downscaling and normalisation, held against the constants of the claims catalogue and against plain loops.</summary>
public sealed class ScalingTests
{
    private static readonly LabelledImages Glyphs = new GlyphGenerator(10, 1, 6, 96, 5).Generate(0, 300);
    private static readonly LabelledImages Textures = new TexGenerator(4, 1).Generate(0, 200);

    [Test]
    public void Glyph_constants_agree_with_the_catalogue()
    {
        var scaling = ChannelScaling.Of(BoxMean.Of(Glyphs, 2), BoxMean.Shrink(Glyphs.Shape, 2));
        Assert.That(scaling.Means, Is.EqualTo([57.49378401360544]).Within(1e-12));
        Assert.That(scaling.Deviations, Is.EqualTo([62.6801404603581]).Within(1e-12));
    }

    [Test]
    public void Tex_constants_agree_with_the_catalogue()
    {
        var scaling = ChannelScaling.Of(BoxMean.Of(Textures, 4), BoxMean.Shrink(Textures.Shape, 4));
        double[] means = [128.36373046875, 129.6318359375, 127.6557373046875];
        double[] deviations = [58.25851764231973, 60.11363627850549, 60.71501845947197];
        Assert.That(scaling.Means, Is.EqualTo(means).Within(1e-12));
        Assert.That(scaling.Deviations, Is.EqualTo(deviations).Within(1e-12));
    }

    [Test]
    public void Boxes_agree_with_a_plain_loop()
    {
        var values = BoxMean.Of(Textures, 4);
        for (var (image, i) = (0, 0); image < Textures.Count; image++)
        {
            for (var channel = 0; channel < 3; channel++)
            for (var y = 0; y < 32; y += 4)
            for (var x = 0; x < 32; x += 4, i++)
            {
                var sum = 0;
                for (var k = 0; k < 16; k++)
                    sum += Textures.Image(image)[(channel * 1024) + ((y + (k / 4)) * 32) + x + (k % 4)];
                Assert.That(values[i], Is.EqualTo(sum / 16.0));
            }
        }
    }

    [Test]
    public void What_cannot_be_scaled_is_refused()
    {
        var grey = new FeatureShape(1, 1, 2);
        Assert.That(() => BoxMean.Of(Glyphs, 3), Throws.ArgumentException.With.Message.Contains("side 3"));
        Assert.That(
            () => ChannelScaling.Of([1, 2, 3], grey),
            Throws.ArgumentException.With.Message.Contains("3 numbers")
        );
        Assert.That(
            () => ChannelScaling.Of([4, 4], grey),
            Throws.ArgumentException.With.Message.Contains("is 4 in every")
        );
    }
}
