using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/def-3",
    "Model, loss, SVS parametrisation, decoupling",
    Kind = ClaimKind.Definition,
    Source = "eqs. (1)-(10), (25)-(29), Definition B.1",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        $P$ pathways of $d \times d$ layers add up, $f = \sum_p W_{L_p}^{(p)}\cdots W_1^{(p)}$, with
        $\mathcal L = \tfrac12\|f - M\|_F^2$ and $M = U\,\mathrm{diag}(\sigma)V^\top$. The weights are singular-vector stationary
        (SVS) when
        $$W_l^{(p)} = Q_l^{(p)}\,\mathrm{diag}(\varsigma_{l,1}^{(p)}, \dots, \varsigma_{l,d}^{(p)})\,Q_{l-1}^{(p)\top}, \qquad
          Q_0^{(p)} = V, \quad Q_{L_p}^{(p)} = U, \quad \varsigma \ge 0,$$
        with fixed orthogonal $Q$. Then $U^\top W^{(p)}V = \mathrm{diag}(s_{p,i})$ with $s_{p,i} = \prod_l \varsigma_{l,i}^{(p)}$,
        and $\mathcal L = \sum_i \tfrac12(\sum_p s_{p,i} - \sigma_i)^2$.
        """
)]
public sealed class StationarySet : ClaimSpec
{
    [Parameter("d", Min = 1, Max = 8, Description = "width of the layers")]
    public int Width { get; set; } = 3;

    [Parameter("P", Min = 1, Max = 8, Description = "P; 2, or as many as depths, when it is not given")]
    public int? Pathways { get; set; }

    [Parameter(Min = 1, Max = 12, Description = "L_p, one for all pathways or one for each")]
    public int[] Depths { get; set; } = [3];

    [Parameter(Min = 0, Description = "seed of the point")]
    public int Seed { get; set; }

    public override void Validate() => _ = OfPathways;

    private int[] OfPathways => DepthChoice.Resolve(Depths, Pathways);

    [Check]
    public void Pathway_maps_are_diagonal_between_U_and_V() =>
        Evidence
            .ForAll(
                "largest |off-diagonal entry| of UᵀW^(p)V and |diagonal − s_{p,i}|; d = 2…4, P ≤ 3, L_p ≤ 4",
                StationaryCase.Any().ToArbitrary(),
                Misalignment,
                Absolute(1e-12)
            )
            .Rejects("bases that neighbouring layers do not share", WithOtherBases);

    [Check]
    public void The_loss_is_a_sum_over_modes() =>
        Evidence
            .ForAll(
                "½‖f − M‖² over Σ_i ½(s_i − σ_i)², minus 1",
                StationaryCase.Any().ToArbitrary(),
                c => Math.Abs((c.Network().Loss(c.Target) / c.ModewiseLoss) - 1),
                Absolute(1e-12)
            )
            .Rejects("loss without the ½", c => Math.Abs((c.Network().Loss(c.Target) / (2 * c.ModewiseLoss)) - 1));

    [Check]
    public void At_the_given_setting_too()
    {
        var point = new StationaryCase(OfPathways, Width, StreamSeed(Seed));
        Evidence.Agrees("off-diagonal entries and diagonals of UᵀW^(p)V", Misalignment(point), 0, Absolute(1e-12));
        Evidence
            .Agrees("loss", point.Network().Loss(point.Target), point.ModewiseLoss, Relative(1e-12))
            .Rejects("loss without the ½", 2 * point.ModewiseLoss);
    }

    private static double Misalignment(StationaryCase c) => Misalignment(c, c.Network());

    private static double Misalignment(StationaryCase c, MultiPathwayNetwork network)
    {
        var worst = 0.0;
        for (var p = 0; p < c.Depths.Length; p++)
        {
            double[] s = [.. Enumerable.Range(0, c.Width).Select(i => c.Coefficient(p, i))];
            var seen = c.Frame.Left.Transpose() * network.PathwayProduct(p) * c.Frame.Right;
            worst = Math.Max(worst, (seen - Matrix.Diagonal(c.Width, c.Width, s)).MaximumMagnitude());
        }
        return worst;
    }

    // The same diagonals between bases that are drawn anew on both sides of every layer.
    private static double WithOtherBases(StationaryCase c)
    {
        var stream = new RandomStream(c.Seed).Substream("other bases");
        var network = c.Network();
        for (var p = 0; p < c.Depths.Length; p++)
        {
            for (var l = 0; l < c.Depths[p]; l++)
            {
                var turned = network.LayerMatrix(p, l) * RandomMatrices.Orthogonal(c.Width, stream);
                turned.Span.CopyTo(network.Layer(p, l));
            }
        }
        return Misalignment(c, network);
    }
}
