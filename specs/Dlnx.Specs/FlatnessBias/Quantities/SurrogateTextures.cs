using Dlnx.Data;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "N/gen-tex",
    "Surrogate textures of 3 × 32 × 32: sums and checksum of consecutive records",
    Source = "N, Section 2.3"
)]
public sealed class SurrogateTextures : SurrogateRecords
{
    [Parameter(Min = 0, Max = 256, Description = "A: amplitude of the noise")]
    public int Noise { get; set; } = 64;

    [Parameter("cjit", Min = 0, Max = 127, Description = "J: largest distance of a colour from grey")]
    public int ColourJitter { get; set; } = 96;

    public override Outputs Evaluate()
    {
        var records = Records(new TexGenerator(Classes, Seed, Noise, ColourJitter));
        var scaling = Scaling(records, 4);
        var outputs = Summary(records);
        outputs.Add("channel_mean", scaling.Means);
        outputs.Add("channel_std", scaling.Deviations);
        return outputs;
    }
}
