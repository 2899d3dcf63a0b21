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
        var predicted = GapAfterStep(network, target, Rate(start, target));
        network.Step(target.Matrix, Rate(start, target));
        Evidence.Above("layer gap at the start", before, 1e-4);
        // Entries of order 1 are right to some 1e-15.
        Evidence
            .Agrees(
                "layer gap after a step, by the layer update of each mode",
                PathwayLayers.Gap(network),
                predicted,
                Absolute(1e-13)
            )
            .Rejects("a step balances the layers", 0)
            .Rejects("a step keeps the gap", before);
    }

    // w_l ← w_l − η e_i ∏_(k≠l) w_k with e_i = Σ_p ∏_l w_l − σ_i, in each mode i and pathway p.
    private static double GapAfterStep(MultiPathwayNetwork network, TargetMatrix target, double eta)
    {
        var frame = target.Left;
        double[][][] pathways =
        [
            .. network.Depths.Select(
                (depth, p) =>
                    Enumerable
                        .Range(0, depth)
                        .Select(l => (frame.Transpose() * network.LayerMatrix(p, l) * frame).DiagonalEntries())
                        .ToArray()
            ),
        ];
        var gaps = pathways.Select(layers => new double[layers.Length]).ToArray();
        for (var i = 0; i < target.Width; i++)
        {
            var residual =
                pathways.Sum(layers => layers.Aggregate(1.0, (all, w) => all * w[i])) - target.SingularValues[i];
            foreach (var (layers, squares) in pathways.Zip(gaps))
            {
                var product = layers.Aggregate(1.0, (all, w) => all * w[i]);
                double Moved(int l) => layers[l][i] - (eta * residual * product / layers[l][i]);
                for (var l = 1; l < layers.Length; l++)
                    squares[l] += Math.Pow(Moved(l) - Moved(0), 2);
            }
        }
        return Math.Sqrt(gaps.Max(squares => squares.Max()));
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
