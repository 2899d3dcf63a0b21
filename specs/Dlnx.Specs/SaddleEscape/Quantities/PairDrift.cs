using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/pair-drift", "Drift of a_j² − a_i² on the reduced flow, and its leading term", Source = "C/prop-13")]
public sealed class PairDrift : Quantity
{
    [Parameter("phi", Description = "φ, any activation")]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, inner gain of φ")]
    public double Beta { get; set; } = 1;

    [Parameter("a", Min = -100, Max = 100, Description = "the scales a₁, …, a_L, 2 to 12")]
    public double[] Scales { get; set; } = [0.3, 0.5, 0.4, 0.6];

    [Parameter("i", Min = 1, Max = 11, Description = "the first layer of the pair")]
    public int First { get; set; } = 1;

    [Parameter("j", Min = 2, Max = 12, Description = "the second layer of the pair, above i")]
    public int Second { get; set; } = 2;

    [Parameter(Min = -100, Max = 100, Description = "α, scale of the teacher")]
    public double Alpha { get; set; } = 1;

    public override void Validate()
    {
        _ = ActivationChoice.Resolve(Phi, Beta);
        ChainSetting.RequireChain("a", Scales);
        PairDrifts.RequirePair(First, Second, Scales.Length);
    }

    public override Outputs Evaluate()
    {
        var activation = ActivationChoice.Resolve(Phi, Beta);
        var leading = LeadingOrder.Exists(activation) ? new LeadingOrder(activation, Scales.Length, Alpha) : null;
        return new Outputs
        {
            { "rate", PairDrifts.Of(new ReducedChain(activation, Scales.Length, Alpha), Scales, First, Second) },
            { "leading", leading?.PairDrift(Scales, First) },
            { "exponent", leading?.PairDriftDegree(First) },
        };
    }
}
