using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Specs.DataSets;
using Dlnx.Verify.DataSets;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>A source of training images, of which a run takes the first ones; its text is its name.</summary>
/// <param name="name">for reports</param>
/// <param name="boxSide">side of the boxes whose means remain</param>
/// <param name="first">the first images, so many</param>
public sealed class TrainingImages(string name, int boxSide, Func<int, LabelledImages> first)
{
    /// <summary>Textures of ten classes, seed 1, as 3 × 8 × 8.</summary>
    public static TrainingImages Textures { get; } = new("tex:10", 4, n => new TexGenerator(10, 1).Generate(0, n));

    /// <summary>Glyphs of ten classes, seed 1, of strong jitter, noise and shift, as 14 × 14.</summary>
    public static TrainingImages Glyphs { get; } =
        new("glyph:10,J6,A96,S5", 2, n => new GlyphGenerator(10, 1, jitter: 6, noise: 96, shift: 5).Generate(0, n));

    /// <summary>A published set, from every class as many images; the same downscaling as its surrogate.</summary>
    /// <param name="set">the set</param>
    /// <param name="folder">a copy of it</param>
    /// <param name="boxSide">side of the boxes whose means remain</param>
    public static TrainingImages Published(ImageData set, DataFolder folder, int boxSide)
    {
        var all = new Lazy<LabelledImages>(() => set.Training(folder));
        return new(set.Name, boxSide, n => all.Value.FirstPerClass(10, n / 10));
    }

    /// <summary>The first images, downscaled and normalised by their own mean and deviation of each channel.</summary>
    /// <param name="count">how many; a multiple of 10 of a published set</param>
    public LabelledExamples First(int count)
    {
        var images = first(count);
        return DataSplit.Of(images, images, boxSide).Training;
    }

    /// <inheritdoc/>
    public override string ToString() => name;
}
