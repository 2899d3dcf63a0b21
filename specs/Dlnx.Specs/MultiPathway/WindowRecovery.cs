using Dlnx.Linear;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/rem-E.12-window",
    "Recovery of the stability window",
    Kind = ClaimKind.Remark,
    Source = "Section E.6, \"Recovery of the stability window\"",
    DependsOn = ["A/prop-E.4", "A/thm-4.2"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        The stability window $(2/\lambda^{sp},\, 2/\lambda^{min}]$ is the set of learning rates at which the single pathway is
        unstable and a leaf with $\lambda(\xi) = 2/\eta$, the stopping boundary $V_{stop} \ge 0$, exists; $V_{stop} = 0$ only at its
        upper end.
        """,
    Explanation = "On leaves with a leader the sharpness takes every value in $[\\lambda_*, \\lambda^{sp})$, and no other."
)]
public sealed class WindowRecovery : ClaimSpec
{
    [Parameter("L", Min = 3, Max = 12, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter("P", Min = 2, Max = 8, Description = "P, pathways")]
    public int Pathways { get; set; } = 2;

    [Parameter(Above = 0, Max = 1e3, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter("q", Above = 0, Max = 100, Description = "q = ηλ^sp")]
    public double Step { get; set; } = 2.5;

    [Check]
    public void A_stopping_leaf_exists_exactly_inside_the_window()
    {
        var cases =
            from depth in Draw.Integer(3, 8)
            from pathways in Draw.Integer(2, 5)
            from sigma in Draw.Between(0.3, 3)
            from share in Draw.Between(0, 1)
            select new RateCase(depth, pathways, sigma, 1.5 + (share * ((1.1 * Top(depth, pathways)) - 1.5)));
        Evidence
            .ForAll(
                "a leader's leaf with λ = 2/η exists, but η is not in the window, or the reverse",
                cases.ToArbitrary(),
                c => c.HasLeaf == (c.Q > 2 && c.Q <= Top(c.Depth, c.Pathways)) ? 0 : 1,
                Absolute(0)
            )
            .Rejects("lower edge 1/λ^sp", c => c.HasLeaf == (c.Q > 1 && c.Q <= Top(c.Depth, c.Pathways)) ? 0 : 1)
            .Rejects("upper edge 2/λ^sp times P", c => c.HasLeaf == (c.Q > 2 && c.Q <= 2 * c.Pathways) ? 0 : 1);
        Evidence.ForAll(
            "ηλ − 2 on the leaf that is found",
            cases.ToArbitrary(),
            c => c.Leaf is { } leaf ? Math.Abs((c.Eta * leaf.Sharpness) - 2) : 0,
            Absolute(1e-11)
        );
    }

    [Check]
    public void The_boundary_closes_at_the_upper_end()
    {
        var top = Top(Depth, Pathways);
        var below = new RateCase(Depth, Pathways, Sigma, top * (1 - 1e-9)).Leaf;
        var y = new BalancedPoint(Depth, Pathways, Sigma).Coordinate;
        // λ grows by (L−1)/(L−2)·V/y_*² relative to itself.
        var expected = 1e-9 * (Depth - 2) / (Depth - 1);
        Evidence.Agrees(
            "V_stop/y_*² at 1 − 1e-9 of the upper end",
            (below?.Variance ?? double.NaN) / (y * y),
            expected,
            Relative(1e-3)
        );
        Evidence.Matches(
            "a leaf above the upper end",
            new RateCase(Depth, Pathways, Sigma, top * (1 + 1e-9)).HasLeaf,
            false
        );
    }

    [Check]
    public void At_your_rate_it_says_so()
    {
        var top = Top(Depth, Pathways);
        // At the lower end the leader's leaf recedes to infinity, at the upper end it closes: both are limits.
        if (Math.Abs(Step - 2) < 1e-6 || Math.Abs((Step / top) - 1) < 1e-12)
            Skip("q is the end of the window to rounding; choose one inside or outside.");
        double[] rates = [1.99, Step, 0.5 * (2 + top), 1.01 * top];
        bool[] found = [.. rates.Select(q => new RateCase(Depth, Pathways, Sigma, q).HasLeaf)];
        bool[] Inside(double lower, double upper) => [.. rates.Select(q => q > lower && q < upper)];
        Evidence
            .Matches(
                $"a stopping leaf exists at q = {string.Join(", ", rates.Select(q => $"{q:G6}"))}",
                found,
                Inside(2, top)
            )
            .Rejects("lower edge 1/λ^sp", Inside(1, top))
            .Rejects("upper edge 2/λ^sp times P", Inside(2, 2 * Pathways));
    }

    // 2P^(1−2/L): the upper end of the window in units of 1/λ^sp.
    private static double Top(int depth, int pathways) => 2 / PathwaySharpness.ReductionFactor(depth, pathways);

    private sealed record RateCase(int Depth, int Pathways, double Sigma, double Q)
    {
        public double Eta => Q / PathwaySharpness.Single(Depth, Sigma);

        // The leaf of a leader with λ = 2/η, sought once for each case.
        public Leaf? Leaf { get; } =
            Dlnx.Linear.Leaf.WithSharpness(
                Depth,
                Sigma,
                [1.0 - Pathways, .. Enumerable.Repeat(1.0, Pathways - 1)],
                2 / (Q / PathwaySharpness.Single(Depth, Sigma))
            );

        public bool HasLeaf => Leaf is not null;

        public override string ToString() => $"L = {Depth}, P = {Pathways}, σ = {Sigma:R}, q = {Q:R}";
    }
}
