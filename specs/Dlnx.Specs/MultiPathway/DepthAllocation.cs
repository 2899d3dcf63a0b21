using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-18",
    "Optimal allocation for heterogeneous depth",
    Kind = ClaimKind.Proposition,
    Source = "eq. (18)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/prop-5.1"],
    Verdict = Verdict.Corrected,
    Statement = """
        The flattest minimum of a mode $\sigma$ carried by pathways of depths $L_p$ minimises
        $\lambda = \sum_p L_p s_p^{2-2/L_p}$ over $\sum_p s_p = \sigma$, $s_p \ge 0$. Its stationarity condition is
        $$2(L_p - 1)\, s_p^{1-2/L_p} = \mu \quad\text{for all } p, \qquad
          s_p = \Big(\frac{\mu}{2(L_p-1)}\Big)^{L_p/(L_p-2)}, \qquad \sum_p s_p(\mu) = \sigma.$$
        """,
    Corrected = """
        For $L_p > 2$ the problem is strictly convex and the solution is unique with all $s_p > 0$. A pathway of depth 2 has the
        constant marginal 2, so the condition need not hold with equality there: with $\mu_0$ from the deeper pathways alone and
        $\mu = \min(2, \mu_0)$, these take $s_q(\mu)$, and depth 2 takes the rest
        $\sigma - \sum_{L_q>2}(L_q-1)^{-L_q/(L_q-2)}$ where that is positive, otherwise nothing.
        """,
    Explanation = """
        With equality kept at depth 2, depths (2, 3) and $\sigma = 0.1$ give $s_3 = 1/8 > \sigma$ and a negative $s_2$. The
        exponent $L_p/(L_p-2)$ of the solution is not even defined at $L_p = 2$.
        """
)]
public sealed class DepthAllocation : ClaimSpec
{
    private const int MostPathways = 16;

    [Parameter(Min = 2, Max = 64, Description = "L_p, 2 to 16 pathways")]
    public int[] Depths { get; set; } = [3, 5];

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    private static readonly AllocationRow[] Table =
    [
        new([3, 5], 1),
        new([3, 5], 3),
        new([3, 5], 0.05),
        new([3, 4], 2),
        new([3, 6], 2),
        new([2, 3], 1),
        new([2, 3], 0.1),
        new([2, 4], 3),
        new([3, 4, 5], 2),
        new([3, 8], 5),
    ];

    public override void Validate()
    {
        if (Depths.Length is < 2 or > MostPathways)
            throw new ParameterException("depths", $"has {Depths.Length} pathways; give 2 to {MostPathways}.");
    }

    [Check]
    public void No_search_finds_a_flatter_one()
    {
        PlotShares();
        var allocation = OptimalAllocation.Of(Depths, Sigma);
        var agreement = Evidence.Agrees(
            "λ* of the formula, against a search on the simplex that knows only values of λ",
            allocation.Sharpness,
            Searched(Depths, Sigma),
            Relative(1e-10)
        );
        if (!LearningRate.IsHomogeneous(Depths))
            agreement
                .Rejects("equal split", PathwaySharpness.OfMode(Depths, Equal(Depths, Sigma)))
                .Rejects("one pathway only", allocation.SingleBest);
        var cases =
            from depths in Draw.Integer(2, 9).ArrayOf(3)
            from sigma in Draw.LogBetween(0.02, 5)
            select new AllocationRow(depths, sigma);
        Evidence
            .ForAll(
                "λ* against the search, three pathways of depth 2 to 9",
                cases.ToArbitrary(),
                c => Math.Abs((OptimalAllocation.Of(c.Depths, c.Sigma).Sharpness / Searched(c.Depths, c.Sigma)) - 1),
                Absolute(1e-10)
            )
            .Rejects("equal split", c => Excess(c, Equal(c.Depths, c.Sigma)))
            .Rejects("equal terms L_p s_p^(2−2/L_p)", c => Excess(c, EqualTerms.Of(c.Depths, c.Sigma)));
    }

    [Check]
    public void Coefficients_add_up_and_marginals_are_equal()
    {
        var cases =
            from depths in Draw.Integer(3, 64).ArrayOf(4)
            from sigma in Draw.LogBetween(1e-3, 1e3)
            select new AllocationRow(depths, sigma);
        Evidence
            .ForAll(
                "|Σs_p − σ|/max(1, σ), four pathways of depth 3 to 64",
                cases.ToArbitrary(),
                c => Unallocated(c, OptimalAllocation.Of(c.Depths, c.Sigma).Multiplier),
                Absolute(1e-13)
            )
            .Rejects(
                "μ without the factor 2",
                c => Unallocated(c, OptimalAllocation.Of(c.Depths, c.Sigma).Multiplier / 2)
            );
        Evidence
            .ForAll(
                "relative spread of the marginals 2(L_p − 1)s_p^(1−2/L_p)",
                cases.ToArbitrary(),
                c => Spread(OptimalAllocation.Of(c.Depths, c.Sigma).Marginals),
                Absolute(1e-12)
            )
            .Rejects(
                "equal terms L_p s_p^(2−2/L_p)",
                c => Spread([.. EqualTerms.Of(c.Depths, c.Sigma).Select((s, p) => Marginal(c.Depths[p], s))])
            );
        var own = OptimalAllocation.Of(Depths, Sigma);
        Evidence.Agrees("Σs_p at this setting", own.Coefficients.Sum(), Sigma, Relative(1e-13));
        var used = own.Coefficients.Zip(own.Marginals).Where(pair => pair.First > 0).Select(pair => pair.Second);
        Evidence.Below("relative spread of the marginals of all pathways in use", Spread([.. used]), 1e-12);
    }

    [Check]
    public void The_sharpness_is_that_of_the_explicit_Hessian()
    {
        var largest = 0.0;
        foreach (var row in Table)
        {
            var allocation = OptimalAllocation.Of(row.Depths, row.Sigma);
            largest = Math.Max(largest, Math.Abs((TopEigenvalue(allocation) / allocation.Sharpness) - 1));
        }
        Evidence.Below("relative deviation over the table of settings", largest, 1e-11);
        var first = OptimalAllocation.Of([3, 5], 1);
        Evidence
            .Agrees("λ*, depths 3 and 5, σ = 1", TopEigenvalue(first), first.Sharpness, Relative(1e-11))
            .Rejects("equal split", PathwaySharpness.OfMode([3, 5], [0.5, 0.5]))
            .Rejects("one pathway only", first.SingleBest);
    }

    [Check]
    public void Reference_allocations()
    {
        foreach (var row in Table)
        {
            var allocation = OptimalAllocation.Of(row.Depths, row.Sigma);
            for (var p = 0; p < row.Depths.Length; p++)
                Evidence.Golden($"{row}: s_{p + 1}", allocation.Coefficients[p], Absolute(1e-8));
            Evidence.Golden($"{row}: μ", allocation.Multiplier, Absolute(1e-12));
            Evidence.Golden($"{row}: λ*", allocation.Sharpness, Absolute(1e-12));
            Evidence.Golden($"{row}: η*", allocation.LearningRate, Relative(1e-11));
        }
    }

    [Check(Role = Role.Counterexample)]
    public void Equality_at_depth_two_gives_a_negative_coefficient()
    {
        // μ = 2 is the marginal of depth 2, whatever it carries; then depth 3 takes (2/4)³.
        var kept = 0.1 - Math.Pow(2.0 / 4, 3);
        var allocation = OptimalAllocation.Of([2, 3], 0.1);
        Evidence.Below("s of depth 2 with equality kept", kept, 0);
        Evidence
            .Agrees("s of depths 2 and 3, σ = 0.1", allocation.Coefficients, [0, 0.1], Absolute(1e-15))
            .Rejects("equality kept at depth 2", kept, 0.1 - kept);
        Evidence
            .Agrees("λ*, against the search", allocation.Sharpness, Searched([2, 3], 0.1), Relative(1e-10))
            .Rejects("equal split", PathwaySharpness.OfMode([2, 3], [0.05, 0.05]));
    }

    private void PlotShares()
    {
        double[] sigmas = [.. Enumerable.Range(0, 61).Select(i => Math.Pow(10, -3 + (i / 10.0)))];
        double[] some = [.. sigmas.Where((_, i) => i % 6 == 0)];
        var figure = Figure("Optimal shares", Axis.Log("σ"), Axis.Linear("s*_p/σ"));
        var rows = sigmas.Select(sigma => OptimalAllocation.Of(Depths, sigma)).ToArray();
        for (var p = 0; p < Depths.Length; p++)
            figure.Line($"pathway {p + 1}, L = {Depths[p]}", sigmas, [.. rows.Select(row => row.Shares[p])]);
        // The search takes seconds for many pathways.
        if (Depths.Length > 3)
            return;
        var found = some.Select(sigma => Search(Depths, sigma)).ToArray();
        for (var p = 0; p < Depths.Length; p++)
            figure.Points($"search, pathway {p + 1}", some, [.. found.Select((s, i) => s[p] / some[i])]);
    }

    private double TopEigenvalue(OptimalAllocation allocation)
    {
        // One singular mode alone: layers of width 1.
        double[][] coefficients = [.. allocation.Coefficients.Select(s => new[] { s })];
        var minimum = AlignedMinimum.Random(allocation.Depths, coefficients, new RandomStream(StreamSeed()));
        return Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Of(minimum.Network, minimum.Target))[0];
    }

    private static double[] Search(int[] depths, double sigma) =>
        SimplexMinimum.Find(s => PathwaySharpness.OfMode(depths, s), depths.Length, sigma);

    private static double Searched(int[] depths, double sigma) =>
        PathwaySharpness.OfMode(depths, Search(depths, sigma));

    private static double Excess(AllocationRow c, double[] s) =>
        (PathwaySharpness.OfMode(c.Depths, s) / OptimalAllocation.Of(c.Depths, c.Sigma).Sharpness) - 1;

    private static double Unallocated(AllocationRow c, double mu) =>
        Math.Abs(c.Depths.Sum(L => Math.Pow(mu / (2 * (L - 1)), L / (L - 2.0))) - c.Sigma) / Math.Max(1, c.Sigma);

    private static double Marginal(int depth, double s) => 2 * (depth - 1) * Math.Pow(s, 1 - (2.0 / depth));

    private static double Spread(double[] values) => (values.Max() / values.Min()) - 1;

    private static double[] Equal(int[] depths, double sigma) => [.. depths.Select(_ => sigma / depths.Length)];

    private sealed record AllocationRow(int[] Depths, double Sigma)
    {
        public override string ToString() => $"depths {string.Join(",", Depths)}, σ = {Sigma:R}";
    }
}
