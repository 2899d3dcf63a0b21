using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/cons-51",
    "\"Balanced allocations are the only stable zero-loss solutions\"",
    Kind = ClaimKind.Remark,
    Source = "Section D.2, “Consequence”, eq. (51)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/prop-D.1", "A/thm-4.2"],
    Verdict = Verdict.Refuted,
    Statement = """
        For $2/\lambda^{sp} < \eta \le 2/\lambda^{\mathrm{min}}$ stability alone rules out sparse allocations of a mode, and leaves the
        balanced ones as the only stable solutions of zero loss.
        """,
    Corrected = """
        In the window the single path is unstable and the equal split is stable. The stable set is
        $\{s : \sum_p s_p^{2-2/L} \le 2/(\eta L)\}$, a continuum of allocations around the equal split, and a single point only at
        $\eta = 2/\lambda^{\mathrm{min}}$. With $q = \eta\lambda^{sp}$, $k$ equal pathways are stable iff $q \le 2k^{1-2/L}$.
        """,
    Readings = [
        "A: “balanced” means the equal split, as in Theorem D.2. This is the reading judged: refuted.",
        "B: “balanced” means “not single-path”. Then only the exclusion of the single path is claimed, which holds; but sparse "
            + "allocations over two of four pathways survive, and Section E.6 itself admits partially balanced end points.",
    ],
    Explanation = """
        Stability excludes $\sum_p s_p^{2-2/L} > 2/(\eta L)$ and nothing more. For $L = 3$, $P = 4$, $\sigma = 1$ and
        $\eta = 0.8$ two equal pathways of four are stable; for $P = 2$ and $q = 2.4$ every share up to $0.7345$ is.
        """
)]
public sealed partial class StableAllocations : ClaimSpec
{
    [Parameter("L", Min = 3, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("P", Min = 2, Max = 64, Description = "P")]
    public int Pathways { get; set; } = 4;

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Parameter("eta", Above = 0, Description = "learning rate η")]
    public double Rate { get; set; } = 0.8;

    [Parameter("k", Min = 1, Max = 64, Description = "pathways with equal shares, at most P")]
    public int Carrying { get; set; } = 2;

    public override void Validate() => _ = AllocationChoice.Equal(Carrying, Pathways, Sigma);

    [Check(Role = Role.Counterexample)]
    public void Two_of_four_pathways_are_stable_inside_the_window()
    {
        var window = (Low: 2 / PathwaySharpness.Single(3, 1), High: 2 / PathwaySharpness.Minimum(3, 1, 4));
        Evidence.Golden("L=3, P=4: lower end 2/λ^sp of the window", window.Low, Absolute(1e-10));
        Evidence.Golden("L=3, P=4: upper end 2/λ^min of the window", window.High, Absolute(1e-10));
        Evidence.Above("η = 0.8 against the lower end", 0.8, window.Low);
        Evidence.Below("η = 0.8 against the upper end", 0.8, window.High);
        var sparse = 0.8 * FullSharpness(3, [0.5, 0.5, 0, 0]);
        Evidence.Golden("ηλ_max of the full Hessian, s = (½, ½, 0, 0)", sparse, Absolute(1e-10));
        Evidence
            .Matches("stable allocations among ¼·(1, 1, 1, 1) and ½·(1, 1, 0, 0)", CountStable(), 2)
            .Rejects("only the equal split", 1);
        Evidence.Above("ηλ_max of the single path", 0.8 * FullSharpness(3, [1, 0, 0, 0]), 2);
    }

    [Check(Role = Role.Counterexample)]
    public void A_continuum_of_shares_is_stable()
    {
        var largest = StoppingShare.At(3, 2, 2.4);
        Evidence.Golden("L=3, P=2, q=2.4: largest stable share", largest, Absolute(1e-10));
        var eta = 2.4 / PathwaySharpness.Single(3, 1);
        Evidence
            .Agrees(
                "ηλ_max of the full Hessian there",
                eta * FullSharpness(3, [largest, 1 - largest]),
                2,
                Relative(1e-10)
            )
            .Rejects("only the equal split is stable: ηλ at .5", eta * FullSharpness(3, [0.5, 0.5]));
    }

    [Check(Role = Role.Counterexample)]
    public void Gradient_descent_stays_at_two_of_four()
    {
        var end = Run(TwoOfFour(), 0.8, 20_000);
        Evidence
            .Agrees(
                "shares after 20000 steps near ½·(1, 1, 0, 0), η = 0.8",
                end.Shares(),
                [0.51119, 0.48881, 0, 0],
                Absolute(1e-4)
            )
            .Rejects("only the equal split is stable", 0.25, 0.25, 0.25, 0.25);
        Evidence.Below("share of the third pathway", end.Shares()[2], 1e-8);
        Evidence.Below("share of the fourth pathway", end.Shares()[3], 1e-8);
        Evidence.Below("|e| at the end", Math.Abs(end.Residual), 1e-12);
        Evidence.Golden("two of four: ηλ at the end", 0.8 * end.Sharpness, Absolute(1e-5));
        for (var p = 0; p < 2; p++)
            Evidence.Golden($"two of four: share {p + 1} at the end", end.Shares()[p], Absolute(1e-5));
    }

    [Check]
    public void Unequal_pairs_stay_or_leave_as_their_sharpness_says()
    {
        var limit = StoppingShare.At(3, 2, 2.4);
        foreach (var share in new[] { 0.70, 0.73, 0.76 })
        {
            var end = Run(NearPair(share), 0.8, 20_000).Shares()[0];
            Evidence.Golden($"pair from share {share}: share at the end", end, Absolute(1e-5));
            if (share < limit)
                Evidence
                    .Agrees($"from share {share}, stable: it stays", end, share, Absolute(1e-3))
                    .Rejects("to the equal split", 0.5);
            else
                Evidence.Below(
                    $"from share {share}, unstable: it leaves, and ends below the limit {limit:F5}",
                    end,
                    limit
                );
        }
    }

    [Check]
    public void Stability_is_the_sum_of_powers_and_nothing_else()
    {
        Evidence
            .ForAll(
                "full Hessian: ηλ_max ≤ 2 iff Σ s_p^(2−2/L) ≤ 2/(ηL), L = 3…12, P ≤ 8, q in [2, 2P^(1−2/L)]; disagreements",
                SplitCase.Dirichlet(3, fewestPathways: 2).ToArbitrary(),
                c => StableByHessian(c) == StableBySum(c) ? 0 : 1,
                Absolute(0)
            )
            .Rejects("only the equal split is stable", c => StableByHessian(c) ? 1 : 0)
            .Rejects("Σ s_p^(2−1/L) ≤ 2/(ηL)", c => StableByHessian(c) == StableBySum(c, power: 1) ? 0 : 1);
    }

    [Check]
    public void In_the_window_the_single_path_is_unstable_and_the_equal_split_stable() =>
        Evidence
            .ForAll(
                "full Hessian, η between 2/λ^sp and 2/λ^min: cases with a stable single path or an unstable equal split",
                SplitCase.Dirichlet(3, fewestPathways: 2).ToArbitrary(),
                c => RateOf(c) * FullSharpness(c.Depth, SinglePath(c)) > 2 && EqualIsStable(c) ? 0 : 1,
                Absolute(0)
            )
            .Rejects("the equal split is the only stable one: nor is the drawn split", c => StableByHessian(c) ? 1 : 0);

    [Check]
    public void Equal_pathways_are_stable_up_to_their_own_bound()
    {
        foreach (var L in new[] { 3, 4, 6 })
        {
            double[] bounds = [.. Enumerable.Range(1, 4).Select(k => LargestStable(L, k))];
            Evidence
                .Agrees(
                    $"L = {L}, k = 1…4 of 4 pathways: largest stable q, from the full Hessian",
                    bounds,
                    [.. Enumerable.Range(1, 4).Select(k => 2 * Math.Pow(k, 1 - (2.0 / L)))],
                    Relative(1e-12)
                )
                .Rejects("2 for every sparse one", 2, 2, 2, bounds[3])
                .Rejects("2k^(1−1/L)", [.. Enumerable.Range(1, 4).Select(k => 2 * Math.Pow(k, 1 - (1.0 / L)))]);
        }
    }

    [Check]
    public void At_the_given_setting_stability_is_as_the_formula_says()
    {
        var split = AllocationChoice.Equal(Carrying, Pathways, Sigma);
        var measured = Rate * FullSharpness(Depth, split);
        var q = Rate * PathwaySharpness.Single(Depth, Sigma);
        var bound = 2 * Math.Pow(Carrying, 1 - (2.0 / Depth));
        Evidence.Agrees(
            $"ηλ_max of the full Hessian, {Carrying} of {Pathways} pathways",
            measured,
            2 * q / bound,
            Relative(1e-12)
        );
        if (Math.Abs((q / bound) - 1) > 1e-9)
            Evidence.Matches("stable", measured <= 2, q <= bound);
    }

    // λ_max in all weights, with a second mode of half the size that the pathways share equally.
    private double FullSharpness(int depth, double[] split)
    {
        var depths = DepthChoice.For([depth], split.Length, "s");
        double[][] coefficients = [.. split.Select(s => (double[])[s, split.Sum() / (2 * split.Length)])];
        var minimum = AlignedMinimum.Random(depths, coefficients, new RandomStream(StreamSeed()));
        return MinimumSharpness.Of(minimum.Network).Value;
    }

    private int CountStable() =>
        new double[][] { [0.25, 0.25, 0.25, 0.25], [0.5, 0.5, 0, 0] }.Count(s => 0.8 * FullSharpness(3, s) <= 2);

    private double LargestStable(int depth, int carrying) =>
        2 * PathwaySharpness.Single(depth, 1) / FullSharpness(depth, AllocationChoice.Equal(carrying, 4, 1));

    // A step inside the window, placed by the case's seed.
    private static double RateOf(SplitCase c)
    {
        var place = new RandomStream(c.Seed).Substream("rate").NextDouble();
        return 2 / (c.Minimum + (place * (c.Single - c.Minimum)));
    }

    private bool StableByHessian(SplitCase c) => RateOf(c) * FullSharpness(c.Depth, c.Split) <= 2;

    private static double[] SinglePath(SplitCase c) => AllocationChoice.Equal(1, c.Pathways, c.Sigma);

    private bool EqualIsStable(SplitCase c) =>
        RateOf(c) * FullSharpness(c.Depth, AllocationChoice.Equal(c.Pathways, c.Pathways, c.Sigma)) <= 2;

    private static bool StableBySum(SplitCase c, int power = 2) =>
        c.Split.Sum(s => Math.Pow(s, 2 - ((double)power / c.Depth))) <= 2 / (RateOf(c) * c.Depth);

    private PathwayMode Run(PathwayMode mode, double eta, int steps)
    {
        for (var t = 0; t < steps; t++)
        {
            if (t % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            mode.Step(eta);
        }
        return mode;
    }

    private static PathwayMode TwoOfFour()
    {
        var half = 1 / Math.Cbrt(2);
        return PathwayMode.Homogeneous(3, 1, [1.01 * half, 0.995 * half, 1e-3, 1e-3]);
    }

    private static PathwayMode NearPair(double share) =>
        PathwayMode.Homogeneous(3, 1, [1.001 * Math.Cbrt(share), Math.Cbrt(1 - share)]);
}
