using Dlnx.Data;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "N/gen-glyph",
    "Surrogate glyphs of 28 × 28: sums and checksum of consecutive records",
    Source = "N, Section 2.2"
)]
public sealed class SurrogateGlyphs : SurrogateRecords
{
    [Parameter(Min = 0, Max = 12, Description = "J: largest move of a corner in quarter pixels")]
    public int Jitter { get; set; } = 3;

    [Parameter(Min = 0, Max = 256, Description = "A: amplitude of the noise")]
    public int Noise { get; set; } = 96;

    [Parameter(Min = 0, Max = 8, Description = "S: largest move of the glyph in pixels")]
    public int Shift { get; set; } = 3;

    public override Outputs Evaluate()
    {
        var records = Records(new GlyphGenerator(Classes, Seed, Jitter, Noise, Shift));
        var scaling = Scaling(records, 2);
        var outputs = Summary(records);
        outputs.Add("mean_box2", scaling.Means[0]);
        outputs.Add("std_box2", scaling.Deviations[0]);
        return outputs;
    }
}
