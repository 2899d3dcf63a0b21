using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/x-8",
    "c_2 = 3√3 − 2 and real-valued depth",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper; extends Lemma F.4",
    DependsOn = ["A/lem-F.4"],
    Verdict = Verdict.Confirmed,
    Statement = """
        $c_2 = 3\sqrt3 - 2$ exactly. The root equation makes sense for every real $L \ge 2$, and $c$ is smooth and increasing in
        $L$.
        """
)]
public sealed class RealDepthThreshold : ClaimSpec
{
    [Parameter("L", Min = 2, Max = 1e9, Description = "L, real, where smoothness is tried")]
    public double Depth { get; set; } = 10.5;

    [Check]
    public void Two_layers_have_a_closed_form()
    {
        var closed = (3 * Math.Sqrt(3)) - 2;
        Evidence
            .Agrees("c₂", ReturnThreshold.OfDepth(2).Constant, closed, Absolute(1e-15))
            .Rejects("3√3 − 3", closed - 1);
        Evidence.Agrees(
            "c₂ − (3√3 − 2) in 31 digits",
            (double)(ExtendedReturnThreshold.Constant(2) - ((DoubleDouble.Sqrt(3) * 3) - 2)),
            0,
            Absolute(1e-30)
        );
    }

    [Check]
    public void Between_integers_the_threshold_has_the_reference_values()
    {
        foreach (var L in new[] { 2.25, 3.5, 10.5 })
        {
            Evidence.Golden($"c_L at L={L}", ReturnThreshold.OfDepth(L).Constant, Absolute(1e-12));
            Evidence
                .Agrees(
                    $"c_L at L = {L} against the definition in 31 digits",
                    ReturnThreshold.OfDepth(L).Constant,
                    (double)ExtendedReturnThreshold.Constant(L),
                    Relative(1e-15)
                )
                .Rejects(
                    "the mean of its neighbours' values",
                    (Constant(Math.Floor(L)) + Constant(Math.Ceiling(L))) / 2
                );
        }
    }

    [Check]
    public void It_increases_over_real_depths()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => Constant(2 + (18.0 * i / 199)))];
        Evidence.Matches(
            "of 200 real depths from 2 to 20, those with c not above the one before",
            values.Zip(values.Skip(1)).Count(pair => pair.Second <= pair.First),
            0
        );
    }

    [Check]
    public void It_is_smooth()
    {
        // Central differences of a smooth function have errors in the ratio 4 : 1 when the step is halved.
        var at = Math.Clamp(Depth, 2.5, 9e8);
        var h = 0.1 * (at - 2);
        double Slope(double step) => (double)(Extended(at + step) - Extended(at - step)) / (2 * step);
        var (coarse, middle, fine) = (Slope(h), Slope(h / 2), Slope(h / 4));
        Evidence
            .Agrees(
                "ratio of the errors of the slope dc/dL when the step is halved",
                (coarse - middle) / (middle - fine),
                4,
                Absolute(0.3)
            )
            .Rejects("a corner: 2", 2);
        Evidence.Above("dc/dL", fine, 0);
    }

    private static double Constant(double depth) => ReturnThreshold.OfDepth(depth).Constant;

    private static DoubleDouble Extended(double depth) => ExtendedReturnThreshold.Constant(depth);
}
