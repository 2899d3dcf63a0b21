using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-6-worst",
    "A concentrated single path is the worst case",
    Kind = ClaimKind.Remark,
    Source = "Section 6, \"The binding constraint\"; Appendix F.1",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-6.2", "A/eq-54"],
    Verdict = Verdict.Confirmed,
    Statement = """
        At $\eta = \eta_{WCR}$, over all states $r_1 \ge r_2 = \dots = r_P \ge 0$ with $\sum_p r_p^L < \sigma$, one step gives
        $$Q = \eta e' \max_p r_p'^{L-2} \le 1,$$
        with 1 reached only by $r_2 = \dots = r_P = 0$ ($L \ge 3$); for $L = 2$ every direction is equivalent. $Q < 1$ means
        that no pathway crosses zero at the following step. $P$ equal paths follow the chain with the smaller
        $\kappa P^{-(1-2/L)}$.
        """,
    Explanation = "Checked numerically on grids of states; no proof."
)]
public sealed class ConcentratedWorstCase : ClaimSpec
{
    private const int ReferenceGrid = 401;
    private static readonly int[] Depths = [2, 3, 4, 5, 6, 8, 12];

    [Parameter("L", Min = 2, Max = 12, Description = "L, number of layers")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 4, Description = "P, number of pathways")]
    public int Pathways { get; set; } = 2;

    [Parameter(Min = 41, Max = 2001, Description = "ratios r₂/r₁ from 0 to 1; ten times as many totals")]
    public int Grid { get; set; } = ReferenceGrid;

    [Check(Tier.Standard)]
    public void The_worst_state_of_a_grid_is_concentrated()
    {
        foreach (var P in new[] { 2, 3 })
            Assess(Depths, P, ReferenceGrid);
    }

    [Check(Tier.Standard)]
    public void So_it_is_at_the_setting()
    {
        Assess([Depth], Pathways, Grid);
        double[] ratios = [.. Enumerable.Range(0, 101).Select(i => i / 100.0)];
        var largest = ratios.Select(ratio =>
            WorstOvershoot.AtRatio(Depth, Pathways, Threshold(Depth), ratio, Totals(Grid))
        );
        Figure("How close the paths come to zero", Axis.Linear("r₂/r₁"), Axis.Linear("largest Q over totals"))
            .Points($"L = {Depth}, P = {Pathways}", ratios, [.. largest.Select(state => state.Largest)])
            .Level("a path crosses zero", 1);
    }

    [Check]
    public void For_two_layers_every_direction_is_equivalent()
    {
        double[] ratios = [0, 0.1, 0.5, 0.9, 1];
        double[] largest =
        [
            .. ratios.Select(ratio => WorstOvershoot.AtRatio(2, Pathways, Threshold(2), ratio, Totals(Grid)).Largest),
        ];
        Evidence.Agrees(
            "largest Q at r₂/r₁ = 0, 0.1, 0.5, 0.9, 1 against that at 0",
            largest,
            [.. ratios.Select(_ => largest[0])],
            Absolute(1e-13)
        );
    }

    [Check]
    public void Equal_paths_follow_a_chain_with_a_smaller_step()
    {
        var cases =
            from L in Draw.Integer(2, 12)
            from P in Draw.Integer(2, 6)
            from kappaL in Draw.Between(0.2, 8)
            from u in Draw.Between(0.05, 1.2)
            select new Case(L, P, kappaL, u);
        Evidence
            .ForAll(
                "a step of P equal paths is one of the chain with κP^(−(1−2/L))",
                cases.ToArbitrary(),
                c => Defect(c, 1 - (2.0 / c.L)),
                Absolute(1e-13)
            )
            .Rejects("κ/P", c => Defect(c, 1))
            .Rejects("κ itself", c => Defect(c, 0));
    }

    private void Assess(int[] depths, int pathways, int grid)
    {
        var worst = depths
            .Select(L => WorstOvershoot.OnGrid(L, pathways, Threshold(L), grid, Totals(grid), Cancellation))
            .ToArray();
        double[] largest = [.. worst.Select(state => state.Largest)];
        // Next to its maximum Q falls with the square of the distance, so with that of the grid's spacing.
        var resolution = 1e-6 * Math.Pow((double)ReferenceGrid / grid, 2);
        var name = $"P = {pathways}, L = {string.Join(", ", depths)}";
        var agreement = Evidence.Agrees(
            $"{name}: largest Q on the grid",
            largest,
            [.. depths.Select(_ => 1.0)],
            Absolute(resolution)
        );
        Evidence.AtMost($"{name}: largest of them", largest.Max(), 1 + 1e-9);
        // For two layers every ratio is as bad as any other.
        var deeper = worst.Zip(depths).Where(pair => pair.Second > 2).ToArray();
        if (deeper.Length == 0)
            return;
        agreement.Rejects(
            "worst at equal paths",
            [.. depths.Select(L => WorstOvershoot.AtRatio(L, pathways, Threshold(L), ratio: 1, Totals(grid)).Largest)]
        );
        Evidence.AtMost(
            $"{name}: largest (r₂/r₁)^L of the worst states of more than two layers",
            deeper.Max(pair => Math.Pow(pair.First.Ratio, pair.Second)),
            // A coarser grid of totals cannot tell apart what changes Q by less than its resolution.
            grid >= ReferenceGrid
                ? 1e-9
                : resolution
        );
    }

    private static int Totals(int grid) => (10 * (grid - 1)) + 1;

    private static double Threshold(int depth) => ReturnThreshold.OfDepth(depth).LearningRate(sigma: 1);

    private static double Defect(Case c, double power)
    {
        // At σ = 1 the balanced point is r_* = P^(−1/L).
        var balanced = Math.Pow(c.P, -1.0 / c.L);
        var mode = PathwayMode.Homogeneous(c.L, 1, [.. Enumerable.Repeat(c.U * balanced, c.P)]);
        mode.Step(c.KappaL / c.L);
        var next = new BalancedMap(c.L, c.KappaL * Math.Pow(c.P, -power)).Apply(c.U);
        return Math.Abs((mode.Scales[0] / balanced) - next) / (c.U + Math.Abs(next - c.U));
    }

    private sealed record Case(int L, int P, double KappaL, double U);
}
