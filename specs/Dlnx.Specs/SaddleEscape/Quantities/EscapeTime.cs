using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/escape-time", "The escape time of the exact reduced flow, beside the leading order", Source = "C/thm-5")]
public sealed class EscapeTime : Quantity
{
    [Parameter("phi", Description = "φ, with a slope at 0 and φ(0) = 0")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, inner gain of φ")]
    public double Beta { get; set; } = 1;

    [Parameter("a0", Min = -1, Max = 1, Description = "a₁(0), …, a_L(0), 2 to 12, none 0")]
    public double[] Start { get; set; } = [0.1, 0.1, 0.1];

    [Parameter(Above = 0, Max = 10, Description = "α, scale of the teacher")]
    public double Alpha { get; set; } = 1;

    [Parameter(Above = 0, Max = 1.5, Description = "a⋆ of event=min")]
    public double Threshold { get; set; } = 0.5;

    [Parameter(Description = "layers that must reach a⋆: all, or a list from 1")]
    public string Bottleneck { get; set; } = "all";

    [Parameter(Description = "the smallest bottleneck scale, or the loss")]
    public EscapeEvent Event { get; set; }

    [Parameter(Above = 0, Below = 1, Description = "of the zero network's loss, for event=loss")]
    public double Fraction { get; set; } = 0.5;

    private int[] Layers => EscapeSetting.Layers("bottleneck", Bottleneck, Start.Length);

    public override void Validate()
    {
        EscapeSetting.Resolve(Phi, Beta);
        ChainSetting.RequireChain("a0", Start);
        if (Start.Contains(0))
            throw new ParameterException("a0", "has an entry 0; a layer at 0 stops the others.");
        EscapeSetting.RequireThreshold(Threshold, Layers.Min(layer => Start[layer]));
    }

    public override Outputs Evaluate()
    {
        var activation = EscapeSetting.Resolve(Phi, Beta);
        var run = new EscapeRun
        {
            Threshold = Threshold,
            Bottleneck = Layers,
            Event = Event,
            Fraction = Fraction,
        };
        var time = new EscapeCase(activation, Start) { Alpha = Alpha, Run = run }.Time();
        // The quadrature is the time of the smallest of all scales, from positive ones.
        double? lead =
            Event == EscapeEvent.Min && Start.Min() > 0
                ? EscapeSetting.LeadingTime(activation, Start, Threshold, Alpha)
                : null;
        return new Outputs
        {
            { "tau", time },
            { "lead", lead },
            { "ratio", time / lead },
        };
    }
}
