using FsCheck.Fluent;

namespace Dlnx.SampleSpecs.Running;

/// <summary>A property whose cases take so long that a run is cancelled in the middle of them.</summary>
[Claim(
    "Sample/slow-property",
    "A property that takes long",
    Kind = ClaimKind.Conjecture,
    Source = "Textbook, Conjecture 8",
    Verdict = Verdict.Confirmed,
    Statement = "Many cases need many steps."
)]
public sealed class SlowProperty : ClaimSpec
{
    [Check(Tier.Standard)]
    public void Every_case_takes_a_while() =>
        Evidence.ForAll("slow cases", Draw.Between(0, 1).ToArbitrary(), Wait, Absolute(1));

    private static double Wait(double share)
    {
        Thread.Sleep(100);
        return share;
    }
}
