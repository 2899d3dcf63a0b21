using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/x-1",
    "Flattest over all global minima",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper (Theorem 4.2, Proposition 4.1)",
    DependsOn = ["A/prop-4.1", "A/thm-4.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        No alignment and no balance is assumed: at every global minimum of the loss with $P$ pathways of depth $L$
        $$\lambda_{\mathrm{max}}(\nabla^2\mathcal L) \ge L\sigma_1^{2-2/L}P^{-(1-2/L)},$$
        and the balanced point of the singular-vector-stationary set attains the bound.
        """,
    Explanation = """
        Proof: take the test direction $u_1v_1^\top$, so $\lambda_{\mathrm{max}} \ge \sum_{p,l} a_{p,l}^2b_{p,l}^2$ with
        $a_{p,l} = \|u_1^\top W_L\cdots W_{l+1}\|$ and $b_{p,l} = \|W_{l-1}\cdots W_1v_1\|$;
        $|u_1^\top W^{(p)}v_1| \le a_{p,l}b_{p,l+1}$ gives $\prod_l a_lb_l \ge |s_p|^{L-1}$; the inequality of arithmetic and
        geometric means and the convexity of $s^{2-2/L}$ do the rest.
        """
)]
public sealed class FlattestOverAllMinima : ClaimSpec
{
    private const int Draws = 400;

    [Parameter("d", Min = 1, Max = 4, Description = "width of the layers")]
    public int Width { get; set; } = 2;

    [Parameter("P", Min = 1, Max = 4, Description = "P")]
    public int Pathways { get; set; } = 2;

    [Parameter("L", Min = 1, Max = 6, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Min = 0, Description = "seed of the weights")]
    public int Seed { get; set; }

    [Check]
    public void Random_weights_are_never_below_the_bound()
    {
        var stream = new RandomStream(StreamSeed());
        double[] scales = [0.5, 1, 1.5];
        double[] ratios =
        [
            .. Enumerable
                .Range(0, Draws)
                .Select(n =>
                    Ratio(
                        Weights(
                            stream.NextInt32(2, 4),
                            stream.NextInt32(1, 4),
                            stream.NextInt32(2, 5),
                            scales[n % 3],
                            stream
                        )
                    )
                ),
        ];
        Evidence.AtLeast($"smallest λ_max over the bound, {Draws} random weight sets", ratios.Min(), 1 - 1e-12);
        Evidence.Above("largest λ_max over the bound: it is not an equality", ratios.Max(), 2);
    }

    [Check]
    public void The_balanced_point_attains_it_and_noise_only_sharpens()
    {
        foreach (var (d, P, L) in new[] { (2, 2, 3), (3, 3, 3), (3, 2, 4) })
        {
            var stream = new RandomStream(StreamSeed());
            var minimum = Balanced(d, P, L, stream);
            Evidence
                .Agrees(
                    $"d = {d}, P = {P}, L = {L}: λ_max over the bound at the balanced point",
                    Ratio(minimum.Network),
                    1,
                    Relative(1e-12)
                )
                .Rejects("the bound without P, Lσ₁^(2−2/L)", 1 / PathwaySharpness.ReductionFactor(L, P));
            var smallest = double.PositiveInfinity;
            for (var n = 0; n < 100; n++)
                smallest = Math.Min(smallest, Ratio(PerturbedMinimum.Start(minimum, 1e-3, stream)));
            Evidence.AtLeast(
                $"d = {d}, P = {P}, L = {L}: the smallest with noise 10⁻³ on all weights, 100 draws",
                smallest,
                1 - 1e-12
            );
        }
    }

    [Check]
    public void Without_the_factor_of_P_the_bound_would_be_wrong()
    {
        var minimum = Balanced(2, 4, 3, new RandomStream(StreamSeed()));
        var dense = Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Of(minimum.Network, minimum.Target))[0];
        Evidence.Below(
            "P = 4, L = 3: explicit λ_max at the balanced point over Lσ₁^(2−2/L)",
            dense / PathwaySharpness.Single(3, 1),
            1
        );
    }

    [Check]
    public void At_the_given_size_too()
    {
        var stream = new RandomStream(StreamSeed(Seed));
        var ratios = Enumerable.Range(0, 100).Select(_ => Ratio(Weights(Width, Pathways, Depth, 1, stream))).ToArray();
        Evidence.AtLeast("smallest λ_max over the bound, 100 random weight sets", ratios.Min(), 1 - 1e-12);
        Evidence.Agrees(
            "λ_max over the bound at the balanced point",
            Ratio(Balanced(Width, Pathways, Depth, stream).Network),
            1,
            Relative(1e-12)
        );
    }

    private static MultiPathwayNetwork Weights(int width, int pathways, int depth, double scale, RandomStream stream) =>
        MultiPathwayNetworks.Gaussian(DepthChoice.For([depth], pathways, "P"), width, scale, stream);

    // σ = 1, 0.7, 0.49, … split equally.
    private static AlignedMinimum Balanced(int width, int pathways, int depth, RandomStream stream) =>
        AlignedMinimum.EqualSplit(
            depth,
            pathways,
            [.. Enumerable.Range(0, width).Select(i => Math.Pow(0.7, i))],
            stream
        );

    // Every weight set is a global minimum for the target it realises.
    private static double Ratio(MultiPathwayNetwork network)
    {
        var sharpness = MinimumSharpness.Of(network).Value;
        var sigma = Factorizations.SingularValues(network.Product())[0];
        return sharpness / PathwaySharpness.Minimum(network.Depths[0], sigma, network.Pathways);
    }
}
