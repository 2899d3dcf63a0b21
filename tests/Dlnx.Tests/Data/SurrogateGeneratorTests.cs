using Dlnx.Data;
using Dlnx.Numerics;

namespace Dlnx.Tests.Data;

/// <summary>The integer generators, held against the checksums of the claims catalogue (two other implementations).</summary>
public sealed class SurrogateGeneratorTests
{
    private static readonly GlyphGenerator Glyphs = new(10, 1, jitter: 3, noise: 96, shift: 3);
    private static readonly GlyphGenerator Generalisation = new(10, 1, jitter: 6, noise: 96, shift: 5);
    private static readonly TexGenerator Bursts = new(4, 1);

    [TestCase(0UL, new ulong[] { 0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f })]
    [TestCase(1UL, new ulong[] { 0x910a2dec89025cc1, 0xbeeb8da1658eec67, 0xf893a2eefb32555e })]
    public void Split_mix_gives_the_published_numbers(ulong seed, ulong[] expected)
    {
        var draws = new SplitMix64(seed);
        Assert.That(expected.Select(_ => draws.Next()).ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Derived_draws_agree_with_the_catalogue()
    {
        Assert.That(new SplitMix64(1).Unit(), Is.EqualTo(0.5665615751722809));
        Assert.That(SurrogateGenerator.RecordSeed(1, 0), Is.EqualTo(0x7fee3b89592d13a8));
        Assert.That(
            Enumerable.Range(5, 5).Select(s => new SplitMix64((ulong)s).Below(10)),
            Is.EqualTo([3, 7, 3, 6, 6])
        );
    }

    [TestCase(0)]
    [TestCase(7)]
    [TestCase(8)]
    [TestCase(19)]
    public void A_noise_block_is_the_draws_in_little_endian_order(int length)
    {
        var draws = new SplitMix64(11);
        var block = new byte[length];
        draws.Fill(block);
        var reference = new SplitMix64(11);
        var words = Enumerable.Range(0, (length + 7) / 8).Select(_ => reference.Next()).ToArray();
        var octets = words.SelectMany(word => Enumerable.Range(0, 8).Select(k => (byte)(word >> (8 * k))));
        Assert.That(block, Is.EqualTo(octets.Take(length)));
        Assert.That(draws.Next(), Is.EqualTo(reference.Next()));
    }

    [Test]
    public void Glyphs_have_the_catalogue_sums()
    {
        var images = Glyphs.Generate(0, 1000);
        double[] means = [67.2369, 48.6085, 58.2824, 49.4004, 54.102, 66.5306, 67.9203, 54.5432, 63.7957, 52.5765];
        Assert.That(images.Sum, Is.EqualTo(45706939));
        Assert.That(Fnv1a.Hash(images.Image(0)), Is.EqualTo(0x3fa17c599db02ad1));
        Assert.That(images.ClassMeans(), Is.EqualTo(means).Within(1e-4));
        var row = images.Image(0).Slice((14 * 28) + 8, 12).ToArray();
        Assert.That(row, Is.EqualTo(new[] { 29, 0, 55, 197, 192, 49, 16, 58, 0, 16, 29, 31 }));
    }

    [Test]
    public void The_generalisation_set_has_the_catalogue_sums()
    {
        var training = Generalisation.Generate(0, 300);
        double[] means =
        [
            66.461565,
            48.051063,
            57.813988,
            48.955612,
            53.622109,
            67.754337,
            65.482355,
            51.588095,
            61.940944,
            53.267772,
        ];
        Assert.That(training.Sum, Is.EqualTo(13522538));
        Assert.That(training.Checksum, Is.EqualTo(0x55e42d1952f294a5));
        Assert.That(training.ClassMeans(), Is.EqualTo(means).Within(1e-6));
        var validation = Generalisation.Generate(1_000_000, 1000);
        Assert.That(validation.Sum, Is.EqualTo(44801807));
        Assert.That(validation.Checksum, Is.EqualTo(0xb97ac2d055ff41f2));
    }

    [Test]
    public void The_burst_set_has_the_catalogue_sums()
    {
        var images = Bursts.Generate(0, 200);
        Assert.That(images.Sum, Is.EqualTo(78981387));
        Assert.That(images.Checksum, Is.EqualTo(0x182524029edb7b8c));
        double[] means = [125.685905, 132.667721, 127.927695, 127.920417];
        Assert.That(images.ClassMeans(), Is.EqualTo(means).Within(1e-6));
        var row = images.Image(0).Slice((16 * 32) + 8, 12).ToArray();
        Assert.That(row, Is.EqualTo(new[] { 218, 196, 221, 183, 216, 216, 191, 220, 178, 217, 187, 190 }));
    }

    [Test]
    public void Ten_classes_of_tex_have_the_catalogue_sums()
    {
        var images = new TexGenerator(10, 1).Generate(0, 1000);
        Assert.That(images.Sum, Is.EqualTo(395787411));
        Assert.That(Fnv1a.Hash(images.Pixels[..(300 * 3072)]), Is.EqualTo(0x9e5ba9bfb3d75b8e));
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(1_000_017)]
    public void A_record_depends_on_its_index_only(long index)
    {
        foreach (SurrogateGenerator generator in new SurrogateGenerator[] { Glyphs, Bursts })
        {
            var alone = generator.Generate(index, 1);
            var within = generator.Generate(Math.Max(0, index - 5), 8);
            Assert.That(alone.Pixels.SequenceEqual(within.Image((int)Math.Min(5, index))));
            Assert.That(alone.Labels[0], Is.EqualTo(index % generator.Classes));
        }
    }

    [Test]
    public void Settings_out_of_range_are_refused_with_the_limit()
    {
        Assert.That(() => new GlyphGenerator(11, 1, 3, 96, 3), Refused("classes is 11; it must be from 1 to 10"));
        Assert.That(() => new GlyphGenerator(10, 1, 13, 96, 3), Refused("jitter is 13; it must be from 0 to 12"));
        Assert.That(() => new GlyphGenerator(10, 1, 3, 257, 3), Refused("noise is 257; it must be from 0 to 256"));
        Assert.That(() => new GlyphGenerator(10, 1, 3, 96, -1), Refused("shift is -1; it must be from 0 to 8"));
        Assert.That(() => new TexGenerator(10, 1, 64, 128), Refused("colour jitter is 128; it must be from 0 to 127"));
    }

    [Test]
    public void The_first_images_of_a_class_keep_their_order()
    {
        var images = Glyphs.Generate(0, 40);
        var chosen = images.FirstPerClass(3, 2);
        Assert.That(chosen.Labels.ToArray(), Is.EqualTo(new[] { 0, 1, 2, 0, 1, 2 }));
        Assert.That(chosen.Image(4).SequenceEqual(images.Image(11)));
        Assert.That(() => images.FirstPerClass(3, 5), Refused("Class 0 has 4 images; 5 are asked for"));
    }

    private static NUnit.Framework.Constraints.Constraint Refused(string problem) =>
        Throws.InstanceOf<ArgumentException>().With.Message.Contains(problem);
}
