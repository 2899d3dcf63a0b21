using Dlnx.Networks;

namespace Dlnx.Data;

/// <summary>Downscaling by the mean over square boxes: exact sums of octets, divided once.</summary>
public static class BoxMean
{
    /// <summary>The shape that remains.</summary>
    /// <param name="shape">the shape of the images</param>
    /// <param name="side">side of a box in pixels, ≥ 1; must divide height and width</param>
    /// <exception cref="ArgumentException">the side does not divide the shape</exception>
    public static FeatureShape Shrink(FeatureShape shape, int side)
    {
        return side >= 1 && shape.Height % side == 0 && shape.Width % side == 0
            ? new FeatureShape(shape.Channels, shape.Height / side, shape.Width / side)
            : throw new ArgumentException($"A box of side {side} must divide the height and width of {shape}.");
    }

    /// <summary>The means of all boxes of all images, image after image, channel after channel, row after row.</summary>
    /// <param name="images">the images</param>
    /// <param name="side">side of a box in pixels, ≥ 1; must divide height and width</param>
    /// <exception cref="ArgumentException">the side does not divide the shape</exception>
    public static double[] Of(LabelledImages images, int side)
    {
        ArgumentNullException.ThrowIfNull(images);
        var small = Shrink(images.Shape, side);
        var values = new double[images.Count * small.Size];
        for (var i = 0; i < values.Length; i++)
        {
            var (row, column) = Math.DivRem(i, small.Width);
            // Rows of boxes run through channels and images alike: each takes `side` rows of pixels.
            var corner = (((long)row * images.Shape.Width) + column) * side;
            values[i] = SumOf(images.Pixels, corner, side, images.Shape.Width) / (double)(side * side);
        }

        return values;
    }

    private static int SumOf(ReadOnlySpan<byte> pixels, long corner, int side, int width)
    {
        var sum = 0;
        for (var row = 0; row < side; row++)
        {
            foreach (var octet in pixels.Slice((int)corner + (row * width), side))
                sum += octet;
        }

        return sum;
    }
}
