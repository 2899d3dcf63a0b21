namespace Dlnx.Data;

/// <summary>The ten glyphs as strokes on a grid of 7 × 7 points: columns to the right, rows down.</summary>
internal static class GlyphStrokes
{
    // A point is written as two digits, column and row.
    private static readonly int[][][] Digits =
    [
        [
            [10, 50, 56, 16, 10],
        ],
        [
            [30, 36],
            [16, 56],
        ],
        [
            [10, 50, 16, 56],
        ],
        [
            [10, 53, 16],
        ],
        [
            [10, 13, 53],
            [50, 56],
        ],
        [
            [50, 10, 13, 53, 56, 16],
        ],
        [
            [30, 06, 66, 30],
        ],
        [
            [00, 60, 36],
        ],
        [
            [00, 66],
            [60, 06],
        ],
        [
            [30, 36],
            [03, 63],
        ],
    ];

    private static readonly (int Column, int Row)[][][] Strokes = Array.ConvertAll(
        Digits,
        glyph => Array.ConvertAll(glyph, stroke => Array.ConvertAll(stroke, point => Math.DivRem(point, 10)))
    );

    /// <summary>The strokes of a class; consecutive points of a stroke are joined.</summary>
    public static (int Column, int Row)[][] Of(int label) => Strokes[label];
}
