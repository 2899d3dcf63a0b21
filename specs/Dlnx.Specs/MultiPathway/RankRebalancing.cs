using Dlnx.Linear;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/fig-8",
    "Rank-k re-balancing",
    Kind = ClaimKind.Figure,
    Source = "Figure 8, Appendix",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/eq-24"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The number of modes that leave their single path grows with the step, in the order of their singular values. (The figure
        is lost; the content is chosen here: $L = 4$, $P = 4$, $\sigma = (1.5, 1.3, 1.1, 0.6)$ at $q = 1.8$, 2.25, 2.85 and 3.6.)
        """
)]
public sealed class RankRebalancing : RankSpec
{
    [Check]
    public void One_more_mode_rebalances_in_every_panel()
    {
        List<int> counts = [];
        List<int> above = [];
        foreach (var q in ReferenceQs)
        {
            var runs = Reference.Run(q, ReferenceSteps, Cancellation);
            for (var i = 0; i < runs.Length; i++)
            {
                Evidence.Golden($"q = {q}, mode {i + 1}: D", runs[i].Mode.Dominance, Absolute(1e-5));
                PlotShares(Reference, i, q, runs[i]);
            }
            counts.Add(Reference.Rebalanced([.. runs.Select(run => run.Mode)]));
            above.Add(Enumerable.Range(0, runs.Length).Count(i => Reference.StepOf(i, q) / 2 > 1.1));
        }
        Evidence
            .Matches("modes with D < D_GF − 0.02 at q = 1.8, 2.25, 2.85, 3.6", counts.ToArray(), [0, 1, 2, 3])
            .Rejects("one mode more", [1, 2, 3, 4])
            .Rejects("one mode fewer", [0, 0, 1, 2]);
        Evidence.Matches("modes with ηλ_i^sp/2 > 1.1", above.ToArray(), [0, 1, 2, 3]);
    }

    [Check]
    public void Final_allocation_against_the_step()
    {
        double[] qs = [.. Enumerable.Range(0, 60).Select(i => 0.5 + ((Reference.Window.High - 0.52) * i / 59))];
        var ends = Reference.Sweep(qs, ReferenceSteps, Cancellation);
        var shares = Edges(Figure("Share of the dominant pathway", Axis.Linear("q = ηλ₁^sp"), Axis.Linear("D_i")));
        var sharpness = Edges(Figure("Sharpness of the modes", Axis.Linear("q = ηλ₁^sp"), Axis.Linear("ηλ_i/2")));
        for (var i = 0; i < Reference.Sigma.Length; i++)
        {
            var flow = Reference.Flow(i).Dominance;
            shares
                .Points($"mode {i + 1}", qs, [.. ends.Select(end => end[i].Dominance)])
                .Line($"gradient flow, mode {i + 1}", [qs[0], qs[^1]], [flow, flow]);
            sharpness
                .Points($"mode {i + 1}", qs, [.. ends.Select((end, k) => Reference.Rate(qs[k]) * end[i].Sharpness / 2)])
                .Line($"gradient flow, mode {i + 1}", qs, [.. qs.Select(q => Reference.FlowEtaLambdaHalf(i, q))]);
        }
        var settled = Enumerable.Range(0, qs.Length).Where(k => qs[k] < SettledRun.LargestStep(Reference.Window));
        Evidence.Below(
            "largest ηλ_i/2 of all modes up to nine tenths of the window",
            settled.Max(k => ends[k].Max(end => Reference.Rate(qs[k]) * end.Sharpness / 2)),
            1.002
        );
    }

    [Check]
    public void The_same_at_this_setting()
    {
        var runs = Own.Run(Step, Steps, Cancellation);
        for (var i = 0; i < runs.Length; i++)
            PlotShares(Own, i, Step, runs[i]);
        CheckThisSetting();
    }

    private static Figure Edges(Figure figure)
    {
        for (var i = 0; i < Reference.Sigma.Length - 1; i++)
            figure.Rule(
                $"2/λ_{i + 1}^sp",
                2 * PathwaySharpness.Single(4, Reference.Sigma[0]) / PathwaySharpness.Single(4, Reference.Sigma[i])
            );
        return figure.Rule("c_L, η = η_WCR", Reference.Window.ReturnThreshold);
    }
}
