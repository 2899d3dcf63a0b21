using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/prop-F.10",
    "Two-step gaps",
    Kind = ClaimKind.Proposition,
    Source = "Proposition F.10",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $g_{+-} = \Delta(x_0 + \Delta(x_0)) - \Delta(x_0)$, $g_{-+} = \Delta(x_0) - \Delta(x_0 - \Delta(x_0))$ and
        $g_{--} = \Delta(x_0) + \Delta(x_0 - \Delta(x_0))$. For $0 < \varepsilon \le \min(g_{+-}, g_{-+}, g_{--}) = \min(g_{+-}, g_{-+})$:
        $F_2(x_0 - \varepsilon) \ge \tfrac34$, with equality, since $++$ moves right.
        """
)]
public sealed class TwoStepGapBound : PointStartSpec
{
    private static readonly SignString[] Falling =
    [
        SignString.Parse("+-"),
        SignString.Parse("-+"),
        SignString.Parse("--"),
    ];

    [Check]
    public void Three_of_four_paths_fall_by_the_smallest_gap_exactly() =>
        Evidence
            .ForAll(
                "|F₂(x₀ − ε) − ¾| at ε = min g, in fractions",
                ExactStart.Any,
                c => Off(c, gaps => gaps.Min()),
                Absolute(0)
            )
            .Rejects("ε = 1.001·min g", c => Off(c, gaps => gaps.Min() * new Rational(1001, 1000)))
            .Rejects("ε up to max(g₊₋, g₋₊)", c => Off(c, gaps => gaps[0] > gaps[1] ? gaps[0] : gaps[1]));

    [Check]
    public void Gaps_are_the_drops_of_steep_laws() =>
        Evidence
            .ForAll(
                "gaps against x₀ − T(x₀), over max(1, Δ)",
                SteepStart.Any,
                c => Distance(c.Law, c.Start),
                Absolute(1e-13)
            )
            .Rejects(
                "g₋₋ = Δ(x₀) − Δ(x₀ − Δ(x₀))",
                c => Math.Abs(TwoStepGaps.At(c.Law, c.Start).DownDown - TwoStepGaps.At(c.Law, c.Start).DownUp)
            );

    [Check]
    public void The_chosen_law_falls_by_its_gaps()
    {
        RequireIncreasing(2);
        var gaps = TwoStepGaps.At(Law, Start);
        var law = EndpointLaw.From(Law, Start, 2);
        Evidence
            .Agrees(
                "g₊₋, g₋₊, g₋₋",
                [gaps.UpDown, gaps.DownUp, gaps.DownDown],
                Drops(Law, Start),
                Absolute(1e-13 * Scale(Law, Start))
            )
            .Rejects("no gaps, as for constant Δ", 0, 0, 2 * Law.At(Start));
        // The nearest end point below x₀ is x₀ − min g without the rounding of the gap.
        var level = law.Sorted[2];
        Evidence.Agrees("x₀ − min g", level, Start - gaps.Smallest, Absolute(1e-13 * Scale(Law, Start)));
        Evidence.Agrees("F₂(x₀ − min g)", law.Cumulative(level), 0.75, Absolute(0)).Rejects("1", 1).Rejects("½", 0.5);
        Evidence.Below("F₂(x₀ − ε) at ε = 1.001·min g", law.ProbabilityBelow(level), 0.75);
    }

    [Check]
    public void Reference_gaps()
    {
        var gaps = TwoStepGaps.At(Reference, ReferenceStart);
        Evidence.Golden("g₊₋", gaps.UpDown, Absolute(1e-13));
        Evidence.Golden("g₋₊", gaps.DownUp, Absolute(1e-13));
        Evidence.Golden("g₋₋", gaps.DownDown, Absolute(1e-13));
        var law = EndpointLaw.From(Reference, ReferenceStart, 2);
        Evidence
            .Agrees("F₂(x₀ − 0.999·min g)", law.Cumulative(ReferenceStart - (0.999 * gaps.Smallest)), 0.75, Absolute(0))
            .Rejects("1", 1);
        Evidence
            .Agrees("F₂(x₀ − 1.001·min g)", law.Cumulative(ReferenceStart - (1.001 * gaps.Smallest)), 0.5, Absolute(0))
            .Rejects("¾", 0.75);
    }

    private static double Off(ExactStart c, Func<Rational[], Rational> epsilon)
    {
        var (here, up, down) = (c.Law.At(c.Start), c.Law.At(c.Law.Up(c.Start)), c.Law.At(c.Law.Down(c.Start)));
        var level = c.Start - epsilon([up - here, here - down, here + down]);
        return Math.Abs((c.Endpoints(2).Count(x => x <= level) / 4.0) - 0.75);
    }

    private static double Distance(StepLaw law, double x)
    {
        var gaps = TwoStepGaps.At(law, x);
        double[] formula = [gaps.UpDown, gaps.DownUp, gaps.DownDown];
        return formula.Zip(Drops(law, x), (gap, drop) => Math.Abs(gap - drop)).Max() / Scale(law, x);
    }

    private static double[] Drops(StepLaw law, double x) => [.. Falling.Select(signs => x - signs.Apply(law, x))];

    private static double Scale(StepLaw law, double x) => Math.Max(1, Math.Max(Math.Abs(x), law.At(x)));
}
