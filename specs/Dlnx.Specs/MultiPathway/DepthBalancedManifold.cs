using Dlnx.Linear;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/def-B.3",
    "Depth-balanced manifold",
    Kind = ClaimKind.Definition,
    Source = "Definition B.3, eqs. (12), (31), (38), (45)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/def-3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        An SVS point is depth-balanced when the layers of each pathway agree in every mode,
        $\varsigma_{1,i}^{(p)} = \dots = \varsigma_{L_p,i}^{(p)} = s_{p,i}^{1/L_p} =: r_{p,i}$. Every SVS point has exactly one
        depth-balanced point with the same $s_{p,i}$ and the same bases: the geometric means over the layers.
        """
)]
public sealed class DepthBalancedManifold : ClaimSpec
{
    [Check]
    public void The_geometric_mean_over_the_layers_keeps_every_coefficient() =>
        Evidence
            .ForAll(
                "largest |s_{p,i} of the balanced network − s_{p,i}|; d = 2…4, P ≤ 3, L_p ≤ 4",
                StationaryCase.Any().ToArbitrary(),
                c => Change(c, values => Math.Pow(values.Aggregate((a, b) => a * b), 1.0 / values.Length)),
                Absolute(1e-13)
            )
            .Rejects("arithmetic mean", c => Change(c, values => values.Average()));

    [Check]
    public void Balanced_layers_have_equal_singular_values() =>
        Evidence
            .ForAll(
                "spread of the singular values over the layers of a pathway, after the projection",
                StationaryCase.Any().ToArbitrary(),
                c =>
                    PathwayLayers.Spread(
                        Balanced(c, values => Math.Pow(values.Aggregate((a, b) => a * b), 1.0 / values.Length))
                    ),
                Absolute(1e-13)
            )
            .Rejects("before it", c => PathwayLayers.Spread(c.Network()));

    private static MultiPathwayNetwork Balanced(StationaryCase c, Func<double[], double> mean) =>
        c.Frame.Network(
            (p, _) =>
                [.. Enumerable.Range(0, c.Width).Select(i => mean(Array.ConvertAll(c.Values[p], layer => layer[i])))]
        );

    private static double Change(StationaryCase c, Func<double[], double> mean)
    {
        var network = Balanced(c, mean);
        var worst = 0.0;
        for (var p = 0; p < c.Depths.Length; p++)
        {
            var seen = (c.Frame.Left.Transpose() * network.PathwayProduct(p) * c.Frame.Right).DiagonalEntries();
            for (var i = 0; i < c.Width; i++)
                worst = Math.Max(worst, Math.Abs(seen[i] - c.Coefficient(p, i)));
        }
        return worst;
    }
}
