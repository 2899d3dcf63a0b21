using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/E6-davis-kahan",
    "Perturbation bound for the dominant block",
    Kind = ClaimKind.Proposition,
    Source = "App. E.6",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/E6-two-term"],
    Verdict = Verdict.Corrected,
    Statement = """
        If one product dominates a sum, $|z_A| \gg |z_B|$, the leading eigenvector of the Hessian is close to that of the block
        $H_{AA}$, padded with zeros: the sine of the angle is at most the size of the rest of the Hessian over the spectral gap
        inside $H_{AA}$.
        """,
    Corrected = """
        With $\tilde\lambda = \lambda_1(H_{AA})$, $\tilde v$ its padded eigenvector, $r = H\tilde v - \tilde\lambda\tilde v$ and
        $E = H - H_{AA}\oplus0$: if $\tilde\lambda > \lambda_2(H)$ then
        $$\sin\angle(\tilde v, v_1(H)) \le \frac{\|r\|}{\tilde\lambda - \lambda_2(H)}
          \le \frac{\|E\|_2}{\tilde\lambda - \lambda_2(H)}.$$
        A block dominates when $\|\nabla z_A\| \gg \|\nabla z_B\|$.
        """,
    Readings = [
        "The gap λ₁(H_AA) − λ₂(H_AA) inside the dominant block: false, with E the blocks off the diagonal and, less often, "
            + "with E everything but H_AA.",
        "The gap λ̃ − max(λ₂(H_AA), λ₁(H_BB)) with E the blocks off the diagonal: true wherever it is positive, by the "
            + "tan 2θ theorem of Davis and Kahan.",
    ],
    Explanation = """
        The gap must be to the rest of the whole spectrum. $|z_A| \gg |z_B|$ does not make $A$ dominant: for $A = (1, 1)$ and
        $B = (0.001, 5)$ at $\ell' = 0$, $z_A = 200z_B$, yet the leading eigenvector has 93 % of its weight on $B$.
        """
)]
public sealed partial class DominantBlockBound : ClaimSpec
{
    private const int FastDraws = 1000;
    private const int Draws = 20_000;

    [Parameter(Description = "the parameters of every product, one row each, " + FactorRules.Magnitudes)]
    public double[][] Blocks { get; set; } =
    [
        [1, 1],
        [0.001, 5],
    ];

    [Parameter("lp", Min = -1e6, Max = 1e6, Description = "ℓ′")]
    public double Slope { get; set; }

    [Parameter("lpp", Min = -1e6, Max = 1e6, Description = "ℓ″")]
    public double Curvature { get; set; } = 1;

    [Parameter(Min = 1, Max = 8, Description = "the block A, counted from 1")]
    public int Dominant { get; set; } = 1;

    public override void Validate()
    {
        FactorRules.RequireBlocks(Blocks);
        if (Blocks.Length < 2)
            throw new ParameterException("blocks", "has one row; give at least two products.");
        FactorRules.RequireIndex("dominant", Dominant, Blocks.Length);
    }

    [Check]
    public void The_residual_over_the_whole_gap_bounds_the_angle() => RequireBounds(FastDraws);

    [Check(Tier.Standard)]
    public void It_bounds_the_angle_of_20000_draws() => RequireBounds(Draws);

    [Check]
    public void The_blocks_set_obey_it()
    {
        var compared = new DisjointSum(Blocks, new(Slope, Curvature)).Compare(Dominant - 1);
        if (!(compared.Gap > 0))
            Skip($"λ̃ − λ₂(H) = {compared.Gap:G6} is not positive at the blocks set: the bound says nothing there.");
        // The bound says more the larger the block A is against the others.
        BlockPerturbation[] larger =
        [
            .. new double[] { 1, 3, 10, 30 }
                .Select(Enlarged)
                .Where(pair => pair.Gap > 0),
        ];
        var agreement = Evidence.Agrees(
            "sine above its bound, A times 1, 3, 10, 30",
            larger.Max(pair => Math.Max(0, pair.Sine - pair.Bound)),
            0,
            Absolute(1e-8)
        );
        var half = larger.Max(pair => pair.Sine - (0.5 * pair.Bound));
        if (half > 1e-7)
            agreement.Rejects("half the bound", half);
        Evidence.Agrees(
            "‖r‖ above ‖E‖₂, over ‖E‖₂",
            larger.Max(pair => Math.Max(0, (pair.Residual / pair.Perturbation) - 1)),
            0,
            Absolute(1e-8)
        );
    }

    private BlockPerturbation Enlarged(double factor)
    {
        double[][] blocks = [.. Blocks.Select((row, i) => i == Dominant - 1 ? [.. row.Select(x => factor * x)] : row)];
        return new DisjointSum(blocks, new(Slope, Curvature)).Compare(Dominant - 1);
    }

    [Check]
    public void The_gap_between_the_blocks_suits_the_coupling_alone()
    {
        var compared = RandomPairs(FastDraws).Where(pair => pair.GapOfBlocks > 0).ToArray();
        Evidence
            .Matches(
                $"violations, of {compared.Length}",
                compared.Count(pair => Exceeds(pair, pair.Coupling, pair.GapOfBlocks)),
                0
            )
            .Rejects("half the bound", compared.Count(pair => Exceeds(pair, pair.Coupling / 2, pair.GapOfBlocks)));
    }

    private void RequireBounds(int draws)
    {
        var all = RandomPairs(draws).ToArray();
        var compared = all.Where(pair => pair.Gap > 0).ToArray();
        var coupled = all.Count(pair => Exceeds(pair, pair.Coupling, pair.GapInside));
        var everything = all.Count(pair => Exceeds(pair, pair.Perturbation, pair.GapInside));
        Evidence
            .Matches(
                $"sine above ‖r‖/gap, of {compared.Length}",
                compared.Count(pair => pair.Sine > pair.Bound + 1e-8),
                0
            )
            .Rejects("gap inside the dominant block, E off the diagonal", coupled);
        Evidence
            .Matches(
                $"sine above ‖E‖/gap, of {compared.Length}",
                compared.Count(pair => Exceeds(pair, pair.Perturbation, pair.Gap)),
                0
            )
            .Rejects("gap inside the dominant block, E everything else", everything);
        Evidence.AtMost("largest ‖r‖ less ‖E‖₂", compared.Max(pair => pair.Residual - pair.Perturbation), 1e-8);
        Evidence.Above("share that violates the gap inside, E off the diagonal", (double)coupled / draws, 0.5);
    }

    private static bool Exceeds(BlockPerturbation pair, double size, double gap) => pair.Sine > (size / gap) + 1e-8;

    // Two blocks of 2 or 3 normal parameters, target normal.
    private IEnumerable<BlockPerturbation> RandomPairs(int draws)
    {
        var stream = new RandomStream(StreamSeed());
        for (var k = 0; k < draws; k++)
        {
            if (k % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            double[][] blocks = [Normals(stream), Normals(stream)];
            yield return DisjointSum.At(new SquaredLoss(stream.NextNormal()), blocks).Compare(0);
        }
    }

    private static double[] Normals(RandomStream stream)
    {
        var values = new double[stream.NextInt32(2, 4)];
        stream.FillNormal(values);
        return values;
    }
}
