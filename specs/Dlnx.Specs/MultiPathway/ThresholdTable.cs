using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-82",
    "Representative values",
    Kind = ClaimKind.Table,
    Source = "eq. (82) and the sentence after it",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-6.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        $c_2 = 3.196$, $c_3 = 3.661$, $c_4 = 3.979$, $c_5 = 4.224$, $c_6 = 4.427$, $c_8 = 4.751$, $c_{10} = 5.008$,
        $c_{16} = 5.568$, $c_{32} = 6.445$, $c_{64} = 7.384$: the values increase with $L$.
        """,
    Explanation = "The printed numbers are lost; these are ours, with more digits in the golden file of A/thm-6.2."
)]
public sealed partial class ThresholdTable : ClaimSpec
{
    [Parameter("Lmax", Min = 2, Max = 1000, Description = "largest depth of the list")]
    public int LargestDepth { get; set; } = 64;

    [Check]
    public void Both_computations_give_the_same_values()
    {
        double[] depths = [.. Enumerable.Range(2, LargestDepth - 1).Select(L => (double)L)];
        double[] constants = [.. depths.Select(L => ReturnThreshold.OfDepth(L).Constant)];
        double[] extended = [.. depths.Select(L => (double)ExtendedReturnThreshold.Constant(L))];
        Evidence
            .Agrees(
                $"c_L, L = 2 … {LargestDepth}, in doubles and from the definition in 31 digits",
                constants,
                extended,
                Relative(1e-13)
            )
            .Rejects("one digit of the twelfth decimal changed", [constants[0] + 1e-12, .. constants[1..]]);
        Evidence.Matches(
            "depths whose value is not above that of the depth before",
            constants.Zip(constants.Skip(1)).Count(pair => pair.Second <= pair.First),
            0
        );
    }

    [Check]
    public void The_extended_values_begin_with_the_reference_digits()
    {
        var reference = ReferenceDigits.Split(
            [';', '\n'],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        string[] computed =
        [
            .. Enumerable
                .Range(2, reference.Length)
                .Select(L => $"{L}: {ExtendedReturnThreshold.Constant(L).ToString(decimals: 24)[..ReferenceLength]}"),
        ];
        Evidence.Matches(
            $"depths 2 … {reference.Length + 1} whose first 18 digits are those of an independent computation",
            computed.Zip(reference).Count(pair => pair.First == pair.Second),
            63
        );
        Evidence.Matches("first and last of them", [computed[0], computed[^1]], new[] { reference[0], reference[^1] });
    }
}
