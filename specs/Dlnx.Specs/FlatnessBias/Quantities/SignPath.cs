using System.Globalization;
using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/sign-string",
    "The states along one string of signs, and the drop that is claimed for it",
    Source = "D/prop-F.11, D/lem-F.7"
)]
public sealed class SignPath : Quantity
{
    [Parameter("delta", Description = "Δ: " + StepLawChoice.Words + "; fractions such as 1/2 are exact")]
    public string Delta { get; set; } = "affine(1,1/2)";

    [Parameter("x0", Description = "start, a number or a fraction such as 1/3")]
    public string Start { get; set; } = "0";

    [Parameter("string", Description = "signs + and -, at most 30, the first one first")]
    public string Signs { get; set; } = "++--";

    public override void Validate()
    {
        StepLawChoice.Parse("delta", Delta);
        SignStringChoice.Parse("string", Signs, SignString.MaximalLength);
        if (!double.IsFinite(StartNumber))
            throw new ParameterException("x0", $"is '{Start}'; expected a number or a fraction such as 1/3.");
    }

    public override Outputs Evaluate()
    {
        var law = StepLawChoice.Parse("delta", Delta);
        var signs = SignStringChoice.Parse("string", Signs, SignString.MaximalLength);
        var states = signs.States(law, StartNumber);
        return new Outputs
        {
            { "x_t", Defined.OrNull(states[^1]) },
            { "x_t_exact", Exact(signs) },
            { "states", states.Select(Defined.OrNull).ToArray() },
            { "drop", Defined.OrNull(states[0] - states[^1]) },
            { "bound_evaluated", Bound(law, signs, states[..^1]) },
            { "bound_hull", Bound(law, signs, states) },
        };
    }

    private double StartNumber =>
        Rational.TryParse(Start, out var fraction) ? (double)fraction
        : double.TryParse(Start, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : double.NaN;

    private string? Exact(SignString signs) =>
        RationalStepChoice.TryParse(Delta) is { } law && Rational.TryParse(Start, out var start)
            ? signs.States(law, start)[^1].ToString()
            : null;

    private static double? Bound(StepLaw law, SignString signs, double[] states)
    {
        if (signs.Sum > 0 || states.Length == 0)
            return null;
        var gap = UniformGap.On(law, new(states.Min(), states.Max()));
        return gap.SmallestStep > 0 && gap.SmallestSlope >= 0 ? Defined.OrNull(gap.Drop(signs)) : null;
    }
}
