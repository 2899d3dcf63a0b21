using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-54",
    "Scalar recursion",
    Kind = ClaimKind.Definition,
    Source = "eqs. (53), (54), (70)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/prop-B.4"],
    Verdict = Verdict.Confirmed,
    Statement = """
        On the depth-balanced manifold gradient descent on the weights is, in each mode, exactly
        $$r_p \leftarrow r_p - \eta\,e\,r_p^{L_p-1}, \qquad e = \sum_q r_q^{L_q} - \sigma .$$
        There is no factor $L$: each layer receives the derivative of the product by one factor. For pathways of one depth,
        $(\sigma, \alpha_p, \eta) \to (1,\ \alpha_p\sigma^{-1/L},\ \eta\sigma^{2-2/L})$ maps trajectories onto each other with
        $r \to r\sigma^{-1/L}$.
        """
)]
public sealed class ScalarRecursion : ClaimSpec
{
    [Parameter(Min = 1, Max = 12, Description = "L_p, one for all pathways or one for each")]
    public int[] Depths { get; set; } = [4];

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 1;

    [Parameter(Above = 0, Below = 10, Description = "α_p, the scale of each pathway at the start")]
    public double[] Alpha { get; set; } = [0.22, 0.20];

    [Parameter("eta", Above = 0, Description = "learning rate η")]
    public double Rate { get; set; } = 0.625;

    [Parameter(Min = 1, Max = 100_000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 200;

    public override void Validate() => _ = OfPathways;

    private int[] OfPathways => DepthChoice.For(Depths, Alpha.Length, "alpha");

    [Check]
    public void Matrix_gradient_descent_is_the_recursion()
    {
        var cases =
            from d in Draw.Integer(1, 3)
            from P in Draw.Integer(1, 3)
            from depths in Draw.Integer(1, 4).ArrayOf(P)
            from sigma in Draw.Spectrum(d, 0.2, 4)
            from q in Draw.Between(0.2, 1.8)
            from seed in Draw.Seed()
            select new AlignedStart(depths, sigma, d, q, seed);
        Evidence
            .ForAll(
                "200 steps: largest |Q_lᵀW_lQ_{l−1} − diag(r)|; d ≤ 3, P ≤ 3, L_p = 1…4 mixed, q in [.2, 1.8]",
                cases.ToArbitrary(),
                c => c.Run().LargestDifference(200, Cancellation, every: 5),
                Absolute(1e-12)
            )
            .Rejects("r − ηeL·r^(L−1)", c => c.Run().WithFactorDepth().LargestDifference(200, Cancellation, every: 50));
    }

    [Check]
    public void At_the_given_setting_too()
    {
        RequireContraction();
        var run = Run([Sigma, Sigma / 2]);
        Evidence.Agrees(
            $"d = 2, {Steps} steps: largest |Q_lᵀW_lQ_{{l−1}} − diag(r)|",
            run.LargestDifference(Steps, Cancellation, Math.Max(1, Steps / 500)),
            0,
            Absolute(1e-12 * Math.Max(1, Math.Max(Steps / 200.0, Alpha.Max())))
        );
    }

    [Check(Tier.Standard)]
    public void A_long_run_through_the_oscillations_agrees_to_ten_digits()
    {
        var stream = new RandomStream(StreamSeed());
        var target = TargetMatrix.Rotated(2, stream, 1, 0.5);
        var frame = PathwayFrame.Random([4, 4], target.Left, target.Right, stream);
        double[] alpha = [0.22, 0.20];
        var start = frame.Network((p, _) => [alpha[p], alpha[p]]);
        var run = new MatrixAgainstModes(start, frame, target.SingularValues, 2.5 / 4);
        Evidence
            .Agrees(
                "q = 2.5, L = 4, d = 2, 20000 steps: largest |Q_lᵀW_lQ_{l−1} − diag(r)|, compared every 10 steps",
                run.LargestDifference(20_000, Cancellation, every: 10),
                0,
                Absolute(1e-10)
            )
            .Rejects("r − ηeL·r^(L−1)", run.WithFactorDepth().LargestDifference(200, Cancellation));
    }

    [Check(Tier.Standard)]
    public void So_does_a_network_of_width_30()
    {
        var stream = new RandomStream(StreamSeed());
        double[] sigma = [.. Enumerable.Range(0, 30).Select(i => 1 - (i / 40.0))];
        var target = TargetMatrix.Rotated(30, stream, sigma);
        var frame = PathwayFrame.Random([4, 4], target.Left, target.Right, stream);
        double[] alpha = [0.22, 0.20];
        var start = frame.Network((p, _) => [.. Enumerable.Repeat(alpha[p], 30)]);
        var run = new MatrixAgainstModes(start, frame, sigma, 0.5 / 4);
        Evidence
            .Agrees(
                "q = 0.5, L = 4, d = 30, 3000 steps: largest |Q_lᵀW_lQ_{l−1} − diag(r)|, compared every 50 steps",
                run.LargestDifference(3000, Cancellation, every: 50),
                0,
                Absolute(1e-12)
            )
            .Rejects("r − ηeL·r^(L−1)", run.WithFactorDepth().LargestDifference(400, Cancellation, every: 50));
    }

    [Check]
    public void Trajectories_scale_with_the_target()
    {
        foreach (var q in new[] { 0.5, 2.5 })
        {
            foreach (var sigma in new[] { 0.1, 1, 7 })
            {
                Evidence
                    .Agrees(
                        $"L = 4, q = {q}, σ = {sigma}: largest |r σ^(−1/L) − r at σ = 1| over 500 steps",
                        ScalingDefect(sigma, q, 4, sigma),
                        0,
                        Absolute(1e-10)
                    )
                    .Rejects(
                        "r/σ instead, or at σ = 1 another step",
                        ScalingDefect(sigma, q, 1, sigma == 1 ? 2 : sigma)
                    );
            }
        }
    }

    // Rounding grows where gradient descent does not settle on a minimum.
    private void RequireContraction()
    {
        var flattest =
            LearningRate.IsHomogeneous(OfPathways) ? PathwaySharpness.Minimum(OfPathways[0], Sigma, Alpha.Length)
            : OfPathways.Contains(1) ? OfPathways.Max(depth => PathwaySharpness.Single(depth, Sigma))
            : OptimalAllocation.Of(OfPathways, Sigma).Sharpness;
        var start = new PathwayMode(OfPathways, Sigma, Alpha).Sharpness;
        if (Rate * Math.Max(flattest, start) > 2)
            Skip(
                "No minimum is stable at this step, or the start is beyond the stable range: rounding errors may grow."
            );
    }

    private MatrixAgainstModes Run(double[] sigma)
    {
        var stream = new RandomStream(StreamSeed());
        var target = TargetMatrix.Rotated(sigma.Length, stream, sigma);
        var frame = PathwayFrame.Random(OfPathways, target.Left, target.Right, stream);
        var start = frame.Network((p, _) => [.. Enumerable.Repeat(Alpha[p], sigma.Length)]);
        return new(start, frame, sigma, Rate);
    }

    // The run at σ against the run at 1, whose scales are those at σ over σ^(1/root).
    private static double ScalingDefect(double sigma, double q, int root, double asIf)
    {
        const int L = 4;
        var (unit, alpha) = (Math.Pow(asIf, 1.0 / root), Math.Pow(sigma, 1.0 / L));
        var scaled = PathwayMode.Homogeneous(L, sigma, [0.22 * alpha, 0.20 * alpha]);
        var reference = PathwayMode.Homogeneous(L, 1, [0.22, 0.20]);
        var worst = 0.0;
        for (var t = 0; t < 500; t++)
        {
            scaled.Step(q / PathwaySharpness.Single(L, sigma));
            reference.Step(q / PathwaySharpness.Single(L, 1));
            for (var p = 0; p < 2; p++)
                worst = Math.Max(worst, Math.Abs((scaled.Scales[p] / unit) - reference.Scales[p]));
        }
        return worst;
    }
}
