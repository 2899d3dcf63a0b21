namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>Generated images of ten classes.</summary>
public enum ImageChoice
{
    /// <summary>Grey strokes, 14 × 14.</summary>
    Glyph,

    /// <summary>Coloured figures before stripes, 8 × 8.</summary>
    Tex,
}
