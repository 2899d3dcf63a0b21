using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.9",
    "Negative-sum strings are negative",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.9",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.7", "D/lem-F.8"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For a positive, strictly increasing $\Delta$, $S_t < 0$ implies $T_\sigma(x) < x$; the states after the isolated minus
        signs of the first-passage decomposition are strictly decreasing.
        """
)]
public sealed class NegativeSumStrings : PointStartSpec
{
    private static readonly int[] Lengths = [1, 2, 3, 4, 6, 9, 12];

    [Parameter("t", Min = 1, Max = 16, Description = "length of the strings of the chosen law")]
    public int Steps { get; set; } = 9;

    [Check]
    public void They_end_below_the_start_exactly() =>
        Evidence
            .ForAll(
                "strings of length 1 to 5 that do not end below x₀, in fractions",
                ExactStart.Any,
                c => Exact(c, 1),
                Absolute(0)
            )
            .Rejects("the mirrored statement, S > 0 ends above", c => Exact(c, -1));

    [Check(Tier.Standard)]
    public void They_end_below_the_start_for_steep_laws() =>
        Evidence
            .ForAll("strings of length 1 to 12 that do not end below x₀", SteepStart.Any, c => NotBelow(c), Absolute(0))
            .Rejects("the mirrored statement, S > 0 ends above", NotAbove);

    [Check]
    public void States_after_isolated_minus_signs_decrease() =>
        Evidence
            .ForAll(
                "strings of length 7 whose states do not decrease",
                SteepStart.Any,
                c => Rising(c, passage => passage.Cuts),
                Absolute(0)
            )
            .Rejects(
                "the states after every sign",
                c => Rising(c, passage => Enumerable.Range(0, passage.Whole.Length))
            );

    [Check]
    public void They_end_below_the_start_of_the_chosen_law()
    {
        RequireIncreasing(Steps);
        var endpoints = PathEnumeration.Endpoints(Law, Start, Steps);
        var fact = Evidence.Matches(
            $"strings of length {Steps} with S < 0 that do not end below x₀",
            StringCensus.NotBelow<double>(endpoints, Start, sum => sum < 0),
            0
        );
        fact.Rejects("strings with S > 0", StringCensus.NotBelow<double>(endpoints, Start, sum => sum > 0));
    }

    private static double NotBelow(SteepStart c) =>
        Lengths.Sum(t => StringCensus.NotBelow<double>(c.Endpoints(t), c.Start, sum => sum < 0));

    /// <summary>Strings with S &gt; 0 that end at or below the start.</summary>
    private static double NotAbove(SteepStart c) =>
        Lengths.Sum(t => Positive(t) - StringCensus.NotBelow<double>(c.Endpoints(t), c.Start, sum => sum > 0));

    private static double Exact(ExactStart c, int below) =>
        Enumerable
            .Range(1, 5)
            .Sum(t =>
                below > 0
                    ? StringCensus.NotBelow<Rational>(c.Endpoints(t), c.Start, sum => sum < 0)
                    : Positive(t) - StringCensus.NotBelow<Rational>(c.Endpoints(t), c.Start, sum => sum > 0)
            );

    private static int Positive(int length) => SignStrings.All(length).Count(s => s.Sum > 0);

    private static double Rising(SteepStart c, Func<FirstPassage, IEnumerable<int>> steps) =>
        SignStrings
            .All(7)
            .Where(s => s.Sum < 0)
            .Select(FirstPassage.Of)
            .Count(passage => !Decrease(passage.Whole.States(c.Law, c.Start), steps(passage)));

    /// <summary>Whether x₀ and the states after the given steps decrease strictly, and the string ends no higher.</summary>
    private static bool Decrease(double[] states, IEnumerable<int> steps)
    {
        var last = states[0];
        foreach (var step in steps)
        {
            if (!(states[step + 1] < last))
                return false;
            last = states[step + 1];
        }
        return states[^1] <= last;
    }
}
