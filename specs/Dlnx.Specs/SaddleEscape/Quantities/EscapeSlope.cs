using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/escape-slope", "Slopes of the escape time with r layers in the bottleneck", Source = "C/thm-6")]
public sealed class EscapeSlope : Quantity
{
    [Parameter("phi", Description = "φ, with a slope at 0 and φ(0) = 0")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 5;

    [Parameter("r", Min = 1, Max = 12, Description = "layers in the bottleneck, at most L")]
    public int BottleneckSize { get; set; } = 3;

    [Parameter(Description = "where they are: first, last, or a list of r layers from 1")]
    public string Position { get; set; } = "first";

    [Parameter(Min = 0.1, Max = 10, Description = "scale of the other layers")]
    public double Other { get; set; } = 1;

    [Parameter(Above = 0, Max = 1.5, Description = "a⋆ of the bottleneck, above epsMax")]
    public double Threshold { get; set; } = 0.5;

    [Parameter("epsMin", Min = 1e-6, Max = 0.3, Description = "smallest ε")]
    public double SmallestEps { get; set; } = EscapeSetting.SmallestEps;

    [Parameter("epsMax", Min = 1e-6, Max = 0.3, Description = "largest ε")]
    public double LargestEps { get; set; } = EscapeSetting.LargestEps;

    [Parameter(Min = 2, Max = 100, Description = "values of ε")]
    public int Points { get; set; } = 7;

    public override void Validate()
    {
        _ = Setting();
        EscapeSetting.RequireWindow(SmallestEps, LargestEps);
        EscapeSetting.RequireThreshold(Threshold, LargestEps);
    }

    public override Outputs Evaluate()
    {
        var start = Setting();
        var scales = EscapeSetting.LogSpaced(SmallestEps, LargestEps, Points);
        var times = Escape.EscapeSweep.Times([.. scales.Select(start.At)]);
        double[] inverse = EscapeSetting.Inverse(scales);
        double[]? escaped = times.Contains(null) ? null : [.. times.Select(time => time!.Value)];
        return new Outputs
        {
            { "slope", escaped is null ? null : LineFit.PowerLaw(inverse, escaped).Slope },
            { "slopeError", escaped is null ? null : LineFit.PowerLaw(inverse, escaped).SlopeError },
            { "localSlopes", escaped is null ? null : LineFit.LocalSlopes(inverse, escaped) },
            { "tau", times },
            { "predicted", Math.Max(0, BottleneckSize - 2) },
        };
    }

    private BottleneckStart Setting()
    {
        var layers = EscapeSetting.Bottleneck(Position, Depth, BottleneckSize);
        return new(EscapeSetting.Resolve(Phi), Depth, layers, Other) { Threshold = Threshold };
    }
}
