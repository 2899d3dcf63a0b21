using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/rem-not-attracting",
    "The symmetry manifold is preserved but not attracting",
    Kind = ClaimKind.Remark,
    Source = "Abstract, Section 5, Discussion",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/B.1", "C/thm-11"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The set fixed by all permutations of hidden units is invariant under the uniform flow, but from a generic start
        the weights do not approach it before escape: $\rho_l = \|W_l - \Pi W_l\|_F/\|W_l\|_F$ stays near its start.
        """
)]
public sealed class SymmetryNotAttracting : OffManifoldSpec
{
    protected override double DefaultScale => 0.1;

    [Check(Tier.Standard)]
    public void The_distance_to_it_is_as_large_at_escape_as_at_the_start()
    {
        var start = PermutationSymmetry.Distances(new BottleneckNetwork().Start());
        foreach (var (r, scale) in new[] { (3, 0.1), (3, 0.03), (4, 0.1) })
        {
            var setting = new BottleneckNetwork { Layers = r, Scale = scale };
            var end = AtEscape(setting);
            for (var l = 1; l <= 5; l++)
                Evidence.Golden($"r={r}, ε={scale}: ρ_{l} at escape", end[l - 1], Absolute(1e-3));
            Evidence.AtLeast($"r = {r}, ε = {scale}: smallest ρ_l at escape", end.Min(), 0.85);
            Evidence
                .Agrees($"r = {r}, ε = {scale}: ρ_l at escape against the start", end, start, Absolute(0.15))
                .Rejects("ρ_l → 0 before escape", [.. start.Select(_ => 0.0)]);
        }

        for (var l = 1; l <= 5; l++)
            Evidence.Golden($"ρ_{l} at the start", start[l - 1], Absolute(1e-4));
    }

    [Check(Tier.Standard)]
    public void A_start_on_it_stays_on_it()
    {
        var setting = Reference;
        var network = setting.Start();
        for (var l = 1; l <= setting.Depth; l++)
        {
            var columns = network.Widths[l - 1];
            var layer = network.Layer(l);
            for (var i = 0; i < layer.Length; i++)
                layer[i] =
                    setting.Amplitude * (l <= setting.Layers ? 0.3 : 1) * (l == 1 && i % columns == 1 ? 0.4 : 0.5);
        }

        var flow = new NetworkFlow(network, setting.Population());
        var end = flow.Run(1e6, BottleneckNetwork.Accuracy(Cancellation), flow.LossEvent(0.5 * flow.BaselineLoss));
        end.OrThrow().State.CopyTo(network.Parameters);
        Evidence
            .Agrees("largest ρ_l at escape", PermutationSymmetry.Distances(network).Max(), 0, Absolute(1e-12))
            .Rejects("as far as a generic start", PermutationSymmetry.Distances(setting.Start()).Max());
    }

    [Check(Tier.Standard)]
    public void Your_own_network_does_not_approach_it()
    {
        var start = PermutationSymmetry.Distances(Setting.Start());
        var end = AtEscape(Setting);
        for (var l = 1; l <= Setting.Depth; l++)
        {
            if (start[l - 1] < 0.5)
                continue;
            Evidence.AtLeast($"ρ_{l} at escape over its start {start[l - 1]:G4}", end[l - 1] / start[l - 1], 0.5);
        }

        Evidence.AtLeast("largest ρ_l at escape", end.Max(), 0.5);
    }

    private double[] AtEscape(BottleneckNetwork setting)
    {
        var network = setting.Start();
        setting.Escape(0.5, Cancellation).OrThrow().State.CopyTo(network.Parameters);
        return PermutationSymmetry.Distances(network);
    }
}
