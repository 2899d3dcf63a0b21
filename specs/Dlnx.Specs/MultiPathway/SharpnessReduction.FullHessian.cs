using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

// The factor as the largest eigenvalue of the Hessian in all weights shows it.
public sealed partial class SharpnessReduction
{
    private static readonly int[] DrawnPathways = [1, 2, 3, 4, 6, 8];

    [Check]
    public void The_full_Hessian_shows_the_factor()
    {
        var figure = Figure(
            "Sharpness of the equal split over that of a single pathway",
            Axis.Log("P, number of pathways"),
            Axis.Log("λ_max(∇²𝓛) / λ^sp")
        );
        double[] ps = [.. Enumerable.Range(0, 61).Select(i => Math.Pow(8, i / 60.0))];
        foreach (var L in new[] { 2, 3, 4, 6 })
        {
            var measured = DrawnPathways.Select(P => FullFactor(L, P, [1, 0.5])).ToArray();
            double[] predicted = [.. DrawnPathways.Select(P => PathwaySharpness.ReductionFactor(L, P))];
            var agreement = Evidence.Agrees(
                $"L = {L}, d = 2, P = 1, 2, 3, 4, 6, 8: λ_max of the Hessian in all weights over λ^sp",
                measured,
                predicted,
                Relative(1e-9)
            );
            agreement
                .Rejects("P^(−1)", [.. DrawnPathways.Select(P => 1.0 / P)])
                .Rejects("P^(−(1−1/L))", [.. DrawnPathways.Select(P => Math.Pow(P, (1.0 / L) - 1))]);
            figure
                .Line($"P^(2/L−1), L = {L}", ps, [.. ps.Select(P => PathwaySharpness.ReductionFactor(L, P))])
                .Points($"full Hessian, L = {L}", [.. DrawnPathways.Select(P => (double)P)], measured);
        }
    }

    [Check(Tier.Standard)]
    public void At_width_30_Lanczos_on_the_full_Hessian_shows_it_too()
    {
        double[] sigma = [.. Enumerable.Range(0, 30).Select(i => 1 - (i / 40.0))];
        foreach (var P in new[] { 1, 2, 4 })
        {
            Evidence
                .Agrees(
                    $"L = 3, d = 30, P = {P}: λ_max over λ^sp, {2700 * P:N0} weights",
                    FullFactor(3, P, sigma),
                    PathwaySharpness.ReductionFactor(3, P),
                    Relative(1e-9)
                )
                .Rejects("P^(−1) or, for one pathway, the second mode", P == 1 ? Math.Pow(sigma[1], 4.0 / 3) : 1.0 / P);
        }
    }

    // λ_max at the aligned minimum that splits every mode equally, over λ^sp of the first mode.
    private double FullFactor(int depth, int pathways, double[] sigma)
    {
        var minimum = AlignedMinimum.EqualSplit(depth, pathways, sigma, new RandomStream(StreamSeed()));
        return Curvature.Sharpness(minimum.Network, minimum.Target) / PathwaySharpness.Single(depth, sigma[0]);
    }
}
