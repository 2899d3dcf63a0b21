using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.SampleSpecs.Broken;

/// <summary>Fails for all integers from a limit on, which is the smallest counterexample.</summary>
[Claim(
    "Sample/failing-property",
    "A property with a counterexample",
    Kind = ClaimKind.Lemma,
    Source = "Textbook, errata",
    Verdict = Verdict.Confirmed,
    Statement = "A property with a counterexample."
)]
public sealed class FailingProperty : ClaimSpec
{
    [Parameter(Min = 1, Max = 100)]
    public int Limit { get; set; } = 17;

    [Check]
    public void Small_integers_only() =>
        Evidence.ForAll($"n < {Limit}", Integers(), n => n < Limit ? 0 : n, Absolute(0.5));

    [Check]
    public void A_deviation_that_is_not_a_number() => Evidence.ForAll("0/0", Integers(), _ => double.NaN, Absolute(1));

    [Check]
    public void A_case_that_throws() =>
        Evidence.ForAll(
            "throws",
            Integers(),
            n => n < Limit ? 0 : throw new InvalidOperationException($"{n} is too large."),
            Absolute(1)
        );

    private static Arbitrary<int> Integers() => Arb.From(Draw.Integer(0, 1000), n => n > 0 ? [n / 2, n - 1] : []);
}
