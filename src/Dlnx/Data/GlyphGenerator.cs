using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Data;

/// <summary>
/// Handwriting-like glyphs, 28 × 28 grey: ten stroke figures, moved, scaled, sheared, of random thickness and brightness,
/// with jittered corners under octet noise. Stands in for MNIST; the generalisation surrogate.
/// </summary>
/// <param name="classes">1 to 10</param>
/// <param name="seed">any value</param>
/// <param name="jitter">J: largest move of a corner in quarter pixels, 0 to 12</param>
/// <param name="noise">A: amplitude of the noise, 0 to 256</param>
/// <param name="shift">S: largest move of the glyph in pixels, 0 to 8</param>
public sealed class GlyphGenerator(int classes, ulong seed, int jitter, int noise, int shift)
    : SurrogateGenerator(classes, seed)
{
    private const int Side = 28;

    /// <summary>J: largest move of a corner in quarter pixels.</summary>
    public int Jitter => jitter;

    /// <summary>A: amplitude of the noise.</summary>
    public int Noise => noise;

    /// <summary>S: largest move of the glyph in pixels.</summary>
    public int Shift => shift;

    /// <inheritdoc/>
    public override FeatureShape Shape { get; } = Checked(jitter, noise, shift);

    /// <inheritdoc/>
    protected override void Paint(int label, SplitMix64 draws, Span<byte> pixels)
    {
        var cell = draws.Between(20, 28);
        var x = 112 - (3 * cell) + (8 * draws.Between(-shift, shift));
        var y = 112 - (3 * cell) + (8 * draws.Between(-shift, shift));
        var shear = draws.Between(-3, 3);
        var thickness = draws.Between(8, 16);
        var brightness = draws.Between(120, 255);
        var segments = new List<GlyphSegment>();
        foreach (var stroke in GlyphStrokes.Of(label))
        {
            var points = new List<(int X, int Y)>();
            foreach (var (column, row) in stroke)
            {
                var right = 2 * draws.Between(-jitter, jitter);
                var down = 2 * draws.Between(-jitter, jitter);
                points.Add((x + (column * cell) + (shear * (row - 3)) + right, y + (row * cell) + down));
            }

            segments.AddRange(points.Zip(points.Skip(1), (a, b) => new GlyphSegment(a.X, a.Y, b.X, b.Y, thickness)));
        }

        Ink(segments, brightness, draws, pixels);
    }

    private void Ink(List<GlyphSegment> segments, int brightness, SplitMix64 draws, Span<byte> pixels)
    {
        draws.Fill(pixels);
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, column) = Math.DivRem(i, Side);
            var value = Covered(segments, (8 * column) + 4, (8 * row) + 4) ? brightness : 0;
            pixels[i] = WithNoise(value + (noise / 4), pixels[i], noise);
        }
    }

    private static bool Covered(List<GlyphSegment> segments, int x, int y)
    {
        foreach (var segment in segments)
        {
            if (segment.Covers(x, y))
                return true;
        }

        return false;
    }

    private static FeatureShape Checked(int jitter, int noise, int shift)
    {
        Limit(nameof(jitter), jitter, 0, 12);
        Limit(nameof(noise), noise, 0, 256);
        Limit(nameof(shift), shift, 0, 8);
        return new FeatureShape(1, Side, Side);
    }
}
