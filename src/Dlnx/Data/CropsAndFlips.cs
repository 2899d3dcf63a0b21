using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Data;

/// <summary>
/// Static augmentation made on the fly: a fixed number of copies of every image, the first one as it is, each other one cut
/// out of the image with a black margin at a place, and mirrored or not, that are drawn once for copy and image. The same
/// images whenever they are read, whatever was read before (D, Appendix K).
/// </summary>
public sealed class CropsAndFlips : IInputSource
{
    private readonly LabelledImages images;
    private readonly ChannelScaling scaling;
    private readonly int copies;
    private readonly int margin;
    private readonly ulong seed;

    private CropsAndFlips(LabelledImages images, ChannelScaling scaling, int copies, int margin, ulong seed)
    {
        this.images = images;
        this.scaling = scaling;
        this.copies = copies;
        this.margin = margin;
        this.seed = seed;
    }

    /// <inheritdoc/>
    public int Count => copies * images.Count;

    /// <summary>The augmented set: all images as they are, then copy after copy of all of them.</summary>
    /// <param name="images">the images</param>
    /// <param name="scaling">the normalisation, which black pixels of the margin take part in</param>
    /// <param name="copies">of each image, ≥ 1; the first one is the image</param>
    /// <param name="margin">pixels on each side, ≥ 0</param>
    /// <param name="seed">
    /// of the draws: for each copy and image one SplitMix64, seeded as record copy·N + image of the surrogates, gives the
    /// column and the row of the cut, from 0 to twice the margin, and whether it is mirrored
    /// </param>
    /// <exception cref="ArgumentException">a number is out of range, or the normalisation is of another shape</exception>
    public static LabelledExamples Augment(
        LabelledImages images,
        ChannelScaling scaling,
        int copies = 10,
        int margin = 4,
        ulong seed = 1
    )
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(scaling);
        if (copies < 1 || margin < 0 || scaling.Shape != images.Shape)
            throw new ArgumentException(
                $"Augmentation makes 1 or more copies with a margin of 0 or more pixels, normalised for {images.Shape}; found "
                    + $"{copies}, {margin} and {scaling.Shape}."
            );
        var source = new CropsAndFlips(images, scaling, copies, margin, seed);
        var labels = new int[checked(copies * images.Count)];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = images.Labels[i % images.Count];
        return LabelledExamples.Streamed(images.Shape, source, labels, images.Classes);
    }

    /// <inheritdoc/>
    public void Read(int first, Span<double> inputs)
    {
        var size = images.Shape.Size;
        for (var start = 0; start < inputs.Length; start += size)
            Write(first + (start / size), inputs.Slice(start, size));
        scaling.Apply(inputs);
    }

    private void Write(int index, Span<double> pixels)
    {
        var image = images.Image(index % images.Count);
        if (index < images.Count)
        {
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = image[i];
            return;
        }

        var draws = new SplitMix64(SurrogateGenerator.RecordSeed(seed, index));
        var right = draws.Between(0, 2 * margin) - margin;
        var down = draws.Between(0, 2 * margin) - margin;
        Cut(image, pixels, right, down, isMirrored: draws.Below(2) == 1);
    }

    private void Cut(ReadOnlySpan<byte> image, Span<double> pixels, int right, int down, bool isMirrored)
    {
        var (height, width) = (images.Shape.Height, images.Shape.Width);
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, column) = Math.DivRem(i, width);
            var (channel, y) = Math.DivRem(row, height);
            var x = (isMirrored ? width - 1 - column : column) + right;
            y += down;
            var isInside = x >= 0 && x < width && y >= 0 && y < height;
            pixels[i] = isInside ? image[(((channel * height) + y) * width) + x] : 0;
        }
    }
}
