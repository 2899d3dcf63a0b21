using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/fig-6",
    "c_L against depth",
    Kind = ClaimKind.Figure,
    Source = "Figure 6 (caption lost)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/prop-6.3", "A/thm-4.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The return threshold $c_L$ grows with depth like $2W(2L)$, closer $2W(2eL) - 2$, and far more slowly than $2\ln L$. The
        window of normalised steps $q = \eta\lambda^{sp}$ in which concentration is broken is
        $2 < q < \min(c_L, 2P^{1-2/L})$; its second ceiling, from the balanced minimum, passes the first at $L = 4$ for $P = 4$
        and never for $P = 2$.
        """
)]
public sealed class ThresholdAgainstDepth : ClaimSpec
{
    private const int Never = 0;
    private const int Searched = 1000;
    private static readonly int[] Simulated = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

    [Parameter("P", Min = 2, Max = 1000, Description = "numbers of pathways, one ceiling for each")]
    public int[] Pathways { get; set; } = [2, 4, 8];

    [Parameter("Lmax", Min = 3, Max = 1_000_000, Description = "largest depth of the first figure")]
    public int LargestDepth { get; set; } = 256;

    public override void Validate()
    {
        if (Pathways.Distinct().Count() < Pathways.Length)
            throw new ParameterException("P", "names a number of pathways twice; give each once.");
    }

    [Check]
    public void The_ceilings_cross_where_the_window_changes_its_bound()
    {
        int[] paths = [2, 4];
        Evidence
            .Matches(
                "first L with 2P^(1−2/L) > c_L for P = 2 and 4 (0: never)",
                paths.Select(P => FirstCrossing(P, 2)).ToArray(),
                [Never, 4]
            )
            .Rejects("P^(1−2/L) = c_L, no factor 2", paths.Select(P => FirstCrossing(P, 1)).ToArray());
        Evidence.Above("c₄ below the ceiling 4 of P = 4", 4, ReturnThreshold.OfDepth(4).Constant);
        // c_L increases and the ceiling stays below 2P, so that depths beyond the search need no search.
        Evidence.Above("c₅ against 2P for P = 2", ReturnThreshold.OfDepth(5).Constant, 4);
    }

    [Check]
    public void The_laws_bracket_the_threshold()
    {
        double[] depths = [.. Enumerable.Range(0, 60).Select(i => 1000 * Math.Pow(1000, i / 59.0))];
        double[] constants = [.. depths.Select(Constant)];
        Evidence
            .Agrees("c_L, L = 10³ … 10⁶, against 2W(2eL) − 2", constants, [.. depths.Select(Next)], Absolute(0.22))
            .Rejects("2 ln L", [.. depths.Select(L => 2 * Math.Log(L))])
            .Rejects("2W(L)", [.. depths.Select(L => 2 * LambertW.Principal(L))]);
        Evidence.Matches(
            "depths of the grid where c_L is not between 2W(2eL) − 2 and 2W(2L)",
            depths.Zip(constants).Count(pair => !(pair.Second > Next(pair.First) && pair.Second < Leading(pair.First))),
            0
        );
    }

    [Check]
    public void The_threshold_its_laws_and_the_second_ceiling()
    {
        DrawLaws("The threshold, its laws and the second ceiling", Depths(LargestDepth));
        DrawLaws("The same up to a million layers", Depths(1_000_000));
        Evidence.Below("c_L at 10⁶ over 2 ln L", Constant(1e6) / (2 * Math.Log(1e6)), 0.87);
    }

    [Check]
    public void The_window_of_the_step()
    {
        int[] tried = [.. Simulated.Where(L => L <= LargestDepth)];
        double[] measured = [.. tried.Select(L => SinglePathway.LargestSafeConstant(L, sigma: 1, points: 2000))];
        var depths = Depths(Math.Min(LargestDepth, 64));
        var figure = Figure("The window of the step", Axis.Log("depth L"), Axis.Linear("q = ηλ^sp"))
            .Line("c_L", depths, [.. depths.Select(Constant)])
            .Points("largest return-safe step, by simulation", [.. tried.Select(L => (double)L)], measured);
        DrawCeilings(figure, Pathways, depths);
        figure.Level("2, classical: the window lies above, below c_L and below the ceiling", 2);
        Evidence
            .Agrees(
                "largest return-safe step by simulation against c_L, the points of the figure",
                measured,
                [.. tried.Select(L => Constant(L))],
                Relative(1e-5)
            )
            .Rejects("2W(2L)", [.. tried.Select(L => Leading(L))]);
    }

    // Six lines have six colours: two ceilings here, all of them in the window's figure.
    private void DrawLaws(string title, double[] depths) =>
        DrawCeilings(
            Figure(title, Axis.Log("depth L"), Axis.Linear("q = ηλ^sp"))
                .Line("c_L", depths, [.. depths.Select(Constant)])
                .Line("2W(2L)", depths, [.. depths.Select(Leading)])
                .Line("2W(2eL) − 2", depths, [.. depths.Select(Next)])
                .Line("2 ln L", depths, [.. depths.Select(L => 2 * Math.Log(L))]),
            Pathways.Take(2),
            depths
        );

    private static void DrawCeilings(Figure figure, IEnumerable<int> pathways, double[] depths)
    {
        foreach (var P in pathways)
            figure.Line($"2P^(1−2/L), P = {P}", depths, [.. depths.Select(L => Ceiling(P, L, 2))]);
    }

    private static double[] Depths(int largest) =>
        [.. Enumerable.Range(0, 150).Select(i => 2 * Math.Pow(largest / 2.0, i / 149.0))];

    private static int FirstCrossing(int pathways, double factor) =>
        Enumerable.Range(2, Searched).FirstOrDefault(L => Ceiling(pathways, L, factor) > Constant(L), Never);

    private static double Ceiling(int pathways, double depth, double factor) =>
        factor * Math.Pow(pathways, 1 - (2 / depth));

    private static double Constant(double depth) => ReturnThreshold.OfDepth(depth).Constant;

    private static double Leading(double depth) => 2 * LambertW.Principal(2 * depth);

    private static double Next(double depth) => (2 * LambertW.Principal(2 * Math.E * depth)) - 2;
}
