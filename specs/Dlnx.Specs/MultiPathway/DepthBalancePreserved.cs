using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/lem-E.2",
    "Depth balance preserved",
    Kind = ClaimKind.Lemma,
    Source = "Lemma E.2",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/lem-E.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For $M = U\Sigma U^\top$ and layers diagonal in $U$: if the layers of a pathway are equal at step $t$, they are equal at
        step $t+1$.
        """
)]
public sealed class DepthBalancePreserved : ClaimSpec
{
    private const int Steps = 60;

    [Check]
    public void Equal_layers_stay_equal()
    {
        var cases =
            from d in Draw.Integer(1, 4)
            from depths in Draw.Integer(2, 4).ArrayOf(2)
            from seed in Draw.Seed()
            select new SymmetricCase(depths, d, seed);
        Evidence
            .ForAll(
                $"largest ‖W_l − W_1‖_F of a pathway over {Steps} steps; U = V, d ≤ 4, two pathways, L_p = 2…4",
                cases.ToArbitrary(),
                c => LargestGap(c, 0),
                Absolute(1e-12)
            )
            .Rejects("one step balances layers from any start: 10⁻³ apart at the start", c => LargestGap(c, 1e-3));
    }

    [Check]
    public void Unequal_layers_do_not_become_equal_in_a_step()
    {
        var start = new SymmetricCase([3, 3], 3, StreamSeed());
        var (network, target) = Start(start, 1e-3);
        var before = PathwayLayers.Gap(network);
        network.Step(target.Matrix, Rate(start, target));
        var after = PathwayLayers.Gap(network);
        Evidence.Above("layer gap at the start", before, 1e-4);
        Evidence.Above("layer gap after a step, over that before", after / before, 0.5);
    }

    private double LargestGap(SymmetricCase c, double imbalance)
    {
        Cancellation.ThrowIfCancellationRequested();
        var (network, target) = Start(c, imbalance);
        var eta = Rate(c, target);
        var worst = 0.0;
        for (var t = 0; t < Steps; t++)
        {
            network.Step(target.Matrix, eta);
            worst = Math.Max(worst, PathwayLayers.Gap(network));
        }
        return worst;
    }

    private static double Rate(SymmetricCase c, TargetMatrix target) =>
        0.4 / c.Depths.Max(depth => PathwaySharpness.Single(depth, target.SingularValues.Max()));

    private static (MultiPathwayNetwork Network, TargetMatrix Target) Start(SymmetricCase c, double imbalance)
    {
        var stream = new RandomStream(c.Seed);
        double[] Uniform(double low, double high) =>
            [.. Enumerable.Range(0, c.Width).Select(_ => stream.NextUniform(low, high))];
        var target = TargetMatrix.SymmetricPositive(c.Width, stream, Uniform(0.2, 3));
        double[][] scales = [.. c.Depths.Select(_ => Uniform(0.1, 0.6))];
        var network = PathwayFrame
            .TurningFirst(c.Depths, target.Left, target.Left)
            .Network((p, l) => Array.ConvertAll(scales[p], r => r + (imbalance * l)));
        return (network, target);
    }

    private sealed record SymmetricCase(int[] Depths, int Width, ulong Seed)
    {
        public override string ToString() => $"L = ({string.Join(", ", Depths)}), d = {Width}, seed {Seed}";
    }
}
