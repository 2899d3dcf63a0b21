using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Specs.DataSets;
using Dlnx.Verify.DataSets;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>A source of training images, of which a run takes the first ones; its text names it among shared results.</summary>
public sealed class TrainingImages
{
    private readonly string source;
    private readonly int boxSide;
    private readonly Func<int, LabelledImages> first;
    private readonly Func<int, SurrogateSet>? surrogate;

    private TrainingImages(string source, Func<int, SurrogateSet> surrogate)
        : this(source, surrogate(1).BoxSide, count => surrogate(count).TrainingImages()) => this.surrogate = surrogate;

    private TrainingImages(string source, int boxSide, Func<int, LabelledImages> first)
    {
        this.source = source;
        this.boxSide = boxSide;
        this.first = first;
    }

    /// <summary>Textures of ten classes, seed 1, as 3 × 8 × 8.</summary>
    public static TrainingImages Textures { get; } = new("textures", count => SurrogateSet.Tex(10, count, 1));

    /// <summary>Glyphs of ten classes, seed 1, of strong jitter, noise and shift, as 14 × 14.</summary>
    public static TrainingImages Glyphs { get; } =
        new("glyphs", count => SurrogateSet.Glyph(count, new(10, 1, jitter: 6, noise: 96, shift: 5)));

    /// <summary>Whether nobody has to download them.</summary>
    public bool IsGenerated => surrogate is not null;

    /// <summary>The generated images of a choice.</summary>
    public static TrainingImages Of(ImageChoice choice) => choice == ImageChoice.Glyph ? Glyphs : Textures;

    /// <summary>A published set, from every class as many images; the same downscaling as its surrogate.</summary>
    /// <param name="set">the set</param>
    /// <param name="folder">a copy of it</param>
    /// <param name="boxSide">side of the boxes whose means remain</param>
    public static TrainingImages Published(ImageData set, DataFolder folder, int boxSide)
    {
        ArgumentNullException.ThrowIfNull(set);
        var all = new Lazy<LabelledImages>(() => set.Training(folder));
        return new(set.Name, boxSide, count => all.Value.FirstPerClass(10, count / 10));
    }

    /// <summary>The name of the data set that the first images are.</summary>
    /// <param name="count">how many</param>
    public string Name(int count) => surrogate is null ? source : surrogate(count).Name;

    /// <summary>The first images, downscaled and normalised by their own mean and deviation of each channel.</summary>
    /// <param name="count">how many; a multiple of 10 of a published set</param>
    public LabelledExamples First(int count)
    {
        var images = first(count);
        return DataSplit.Of(images, images, boxSide).Training;
    }

    /// <inheritdoc/>
    public override string ToString() => source;
}
