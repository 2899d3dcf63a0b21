using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Data;

/// <summary>
/// Coloured figures before stripes, 32 × 32 × 3: the class is one of five figures (disk, square, diamond, ring, cross) and
/// one of two stripe directions; place, size, colours, period, contrast and light vary, under octet noise. Stands in for
/// CIFAR-10. At 8 × 8 a multi-layer perceptron memorises it without generalising: for curvature, never for accuracy.
/// </summary>
/// <param name="classes">1 to 10</param>
/// <param name="seed">any value</param>
/// <param name="noise">A: amplitude of the noise, 0 to 256</param>
/// <param name="colourJitter">J: largest distance of a colour from grey, 0 to 127</param>
public sealed class TexGenerator(int classes, ulong seed, int noise = 64, int colourJitter = 96)
    : SurrogateGenerator(classes, seed)
{
    private const int Side = 32;
    private const int Channels = 3;

    /// <inheritdoc/>
    public override FeatureShape Shape { get; } = Checked(noise, colourJitter);

    /// <inheritdoc/>
    protected override void Paint(int label, SplitMix64 draws, Span<byte> pixels)
    {
        var figure = new TexFigure(label % 5, draws.Between(10, 21), draws.Between(10, 21), draws.Between(6, 11));
        var period = draws.Between(8, 14);
        var phase = draws.Below(period);
        Span<int> background = [Colour(ref draws), Colour(ref draws), Colour(ref draws)];
        Span<int> foreground = [Colour(ref draws), Colour(ref draws), Colour(ref draws)];
        var contrast = draws.Between(24, 64);
        var light = draws.Between(-2, 2);
        draws.Fill(pixels);
        for (var i = 0; i < pixels.Length; i++)
        {
            var (channel, place) = Math.DivRem(i, Side * Side);
            var (y, x) = Math.DivRem(place, Side);
            var along = label < 5 ? y : x;
            var stripe = 2 * ((along + phase) % period) < period ? contrast : -contrast;
            var value = figure.Covers(x, y) ? foreground[channel] : background[channel] + stripe;
            pixels[i] = WithNoise(value + (light * (x - 16)), pixels[i], noise);
        }
    }

    private int Colour(ref SplitMix64 draws) => draws.Between(128 - colourJitter, 128 + colourJitter);

    private static FeatureShape Checked(int noise, int colourJitter)
    {
        Limit(nameof(noise), noise, 0, 256);
        Limit("colour jitter", colourJitter, 0, 127);
        return new FeatureShape(Channels, Side, Side);
    }
}
