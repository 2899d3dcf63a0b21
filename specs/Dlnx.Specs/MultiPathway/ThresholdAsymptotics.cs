using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-83-87",
    "Intermediate asymptotics",
    Kind = ClaimKind.Remark,
    Source = "Appendix F.6, eqs. (83)-(87)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/lem-F.4", "A/prop-6.3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        With $\delta = (1-x)/D_L$ (84) and $L \to \infty$: $x = \tfrac12 + \tfrac1c + o(1/c)$, $L\delta \approx c/4 - 1/c$,
        $$x\,e^{2L\delta} \approx D_L \quad (85), \qquad \tfrac{c}{4}e^{c/2} \approx L \quad (86), \qquad c_L = 2W(2L)(1 + o(1)).$$
        """,
    Explanation = "The convergence is logarithmic: at small depth these are no approximations, so they are tried at large ones."
)]
public sealed class ThresholdAsymptotics : ClaimSpec
{
    [Parameter("L", Min = 1e3, Max = 1e12, Description = "L, number of layers, real")]
    public double Depth { get; set; } = 1e6;

    [Check]
    public void At_a_million_layers_the_intermediate_forms_have_the_reference_gaps()
    {
        var at = ReturnThreshold.OfDepth(1e6);
        var c = at.Constant;
        Evidence.Agrees("x = u_L^L", at.StartPower, 0.5 + (1 / c), Absolute(0.004)).Rejects("½", 0.5);
        Evidence.Golden("x at L=1e6", at.StartPower, Absolute(5e-7));
        Evidence.Agrees("Lδ", 1e6 * at.Rise, (c / 4) - (1 / c), Relative(1e-2)).Rejects("c/2", c / 2);
        Evidence.Golden("ln x + 2Lδ - ln D at L=1e6", ExponentialGap(at), Absolute(1e-5));
        Evidence.Golden("c/2 + ln(c/4) - ln L at L=1e6", LambertGap(at), Absolute(1e-5));
    }

    [Check]
    public void They_hold_at_the_depth_of_the_setting()
    {
        var at = ReturnThreshold.OfDepth(Depth);
        var c = at.Constant;
        // The next term of x is −1.5/c² to −1.9/c² from 10³ to 10¹² layers.
        Evidence.Agrees("x = u_L^L against ½ + 1/c", at.StartPower, 0.5 + (1 / c), Absolute(2 / (c * c)));
        Evidence.Agrees("Lδ against c/4 − 1/c", Depth * at.Rise, (c / 4) - (1 / c), Relative(1e-2));
        Evidence
            .Agrees(
                "(85): ln D − ln x against 2Lδ",
                Math.Log(at.Denominator / at.StartPower),
                2 * Depth * at.Rise,
                Absolute(0.13)
            )
            .Rejects("e^(Lδ)", Depth * at.Rise);
        Evidence
            .Agrees("(86): ln L − ln(c/4) against c/2", Math.Log(4 * Depth / c), c / 2, Absolute(0.27))
            .Rejects("e^c", c);
    }

    [Check]
    public void The_gap_of_the_exponential_form_closes_with_depth()
    {
        double[] gaps =
        [
            .. Enumerable.Range(3, 10).Select(n => ExponentialGap(ReturnThreshold.OfDepth(Math.Pow(10, n)))),
        ];
        Evidence.Matches(
            "decades from 10³ to 10¹² over which the gap of (85) does not fall",
            gaps.Zip(gaps.Skip(1)).Count(pair => pair.Second >= pair.First),
            0
        );
        Evidence.Below("gap of (85) at 10¹²", gaps[^1], 1e-5);
        double[] lambert =
        [
            .. Enumerable.Range(5, 8).Select(n => Math.Abs(LambertGap(ReturnThreshold.OfDepth(Math.Pow(10, n))))),
        ];
        Evidence.Matches(
            "decades from 10⁵ to 10¹² over which the gap of (86) does not fall",
            lambert.Zip(lambert.Skip(1)).Count(pair => pair.Second >= pair.First),
            0
        );
    }

    private static double ExponentialGap(ReturnThreshold at) =>
        Math.Log(at.StartPower) + (2 * at.Depth * at.Rise) - Math.Log(at.Denominator);

    private static double LambertGap(ReturnThreshold at) =>
        (at.Constant / 2) + Math.Log(at.Constant / 4) - Math.Log(at.Depth);
}
