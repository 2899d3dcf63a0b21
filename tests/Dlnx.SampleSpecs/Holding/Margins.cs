namespace Dlnx.SampleSpecs.Holding;

/// <summary>Dyadic numbers, so that every margin and resolution is exact and known from mental arithmetic.</summary>
[Claim(
    "Sample/margins",
    "Deviations that are known exactly",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, Lemma 2",
    Verdict = Verdict.Confirmed,
    Statement = "Margins and resolutions follow from their definitions."
)]
public sealed class Margins : ClaimSpec
{
    [Check]
    public void Every_scale_has_its_own_unit()
    {
        Evidence.Agrees("relative", 2.5, 2, Relative(0.5));
        Evidence.Agrees("absolute", 3, 4, Absolute(4));
        Evidence.Agrees("mixed, small prediction", 0.75, 0.5, Mixed(1));
        Evidence.Agrees("mixed, large prediction", 6, 4, Mixed(2));
        Evidence.Agrees("prediction 0", 0.25, 0, Absolute(1));
    }

    [Check]
    public void A_list_reports_its_worst_entry() =>
        Evidence.Agrees("three entries", [1, 2.5, 4], [1, 2, 4.5], Relative(1)).Rejects("an eighth", 0.125, 0.25, 0.5);

    [Check]
    public void Bounds_have_relative_margins()
    {
        Evidence.Below("below", 3, 4);
        Evidence.Above("above", 5, 4);
        Evidence.AtMost("at most", 4, 4);
        Evidence.AtLeast("at least 0", 0.5, 0);
    }
}
