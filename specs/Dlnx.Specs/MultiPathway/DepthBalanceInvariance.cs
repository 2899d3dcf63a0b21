using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/prop-B.4",
    "Depth balance is invariant under GD",
    Kind = ClaimKind.Proposition,
    Source = "Proposition B.4, eqs. (32)-(34); Lemma E.2",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/def-3", "A/def-B.3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let all iterates of gradient descent lie in the SVS set, and $e_i = s_i - \sigma_i$. With the gradient
        $$\nabla_{W_l^{(p)}}\mathcal L = (W_{L_p}\cdots W_{l+1})^\top(f - M)(W_{l-1}\cdots W_1)^\top$$
        the layer values move by $\varsigma_{l,i} \leftarrow \varsigma_{l,i} - \eta e_i\prod_{j\ne l}\varsigma_{j,i}$ within their
        pathway. So depth balance at step $t$ implies depth balance at $t+1$, for any depths $L_p$.
        """,
    Explanation = """
        Conditional on the SVS set: A/init-11 says which starts stay in it.
        """
)]
public sealed class DepthBalanceInvariance : ClaimSpec
{
    [Parameter("d", Min = 1, Max = 6, Description = "width of the layers")]
    public int Width { get; set; } = 3;

    [Parameter("P", Min = 1, Max = 6, Description = "P; 2, or as many as depths, when it is not given")]
    public int? Pathways { get; set; }

    [Parameter(Min = 2, Max = 8, Description = "L_p, one for all pathways or one for each")]
    public int[] Depths { get; set; } = [3];

    [Parameter(Above = 0, Below = 10, Description = "singular values of the target, at most d")]
    public double[] Sigma { get; set; } = [2, 1.4, 0.8];

    [Parameter("q", Above = 0, Below = 2, Description = "η times the sharpest single-path minimum's λ")]
    public double Step { get; set; } = 0.4;

    [Parameter(Min = 1, Max = 2000, Description = "steps of gradient descent")]
    public int Steps { get; set; } = 60;

    public override void Validate()
    {
        _ = OfPathways;
        if (Sigma.Length > Width)
            throw new ParameterException("sigma", $"has {Sigma.Length} values; at most d = {Width}.");
    }

    private int[] OfPathways => DepthChoice.Resolve(Depths, Pathways);

    [Check]
    public void Every_layer_follows_the_scalar_recursion()
    {
        var cases =
            from d in Draw.Integer(1, 4)
            from P in Draw.Integer(1, 3)
            from depths in Draw.Integer(2, 4).ArrayOf(P)
            from sigma in Draw.Spectrum(d, 0.2, 4)
            from q in Gen.Elements(0.4, 1.8)
            from seed in Draw.Seed()
            select new AlignedStart(depths, sigma, d, q, seed);
        Evidence
            .ForAll(
                "60 steps: largest |Q_lᵀW_lQ_{l−1} − diag(r)| of all layers; d ≤ 4, P ≤ 3, L_p = 2…4 mixed, q = 0.4 and 1.8",
                cases.ToArbitrary(),
                c => c.Run().LargestDifference(60, Cancellation, every: 5),
                Absolute(1e-12)
            )
            .Rejects("r − ηeL·r^(L−1)", c => c.Run().WithFactorDepth().LargestDifference(60, Cancellation, every: 20))
            .Rejects("r − ηe·r^L", c => c.Run().WithExtraPower().LargestDifference(60, Cancellation, every: 20));
    }

    [Check]
    public void At_the_given_setting_too()
    {
        var run = new AlignedStart(OfPathways, Sigma, Width, Step, StreamSeed()).Run();
        Evidence
            .Agrees(
                $"{Steps} steps: largest |Q_lᵀW_lQ_{{l−1}} − diag(r)|",
                run.LargestDifference(Steps, Cancellation),
                0,
                Absolute(1e-12)
            )
            .Rejects("r − ηeL·r^(L−1)", run.WithFactorDepth().LargestDifference(Steps, Cancellation));
    }

    [Check]
    public void Unbalanced_layers_follow_the_layer_update() =>
        Evidence
            .ForAll(
                "30 steps from an unbalanced SVS point: largest |Q_lᵀW_lQ_{l−1} − diag(ς_l)| against (33)",
                StationaryCase.Any().ToArbitrary(),
                c => LayerDifference(c, 1),
                Absolute(1e-12)
            )
            .Rejects("the update with a factor L̄", c => LayerDifference(c, c.Depths.Average()));

    [Check]
    public void The_gradient_formula_matches_central_differences()
    {
        var stream = new RandomStream(StreamSeed());
        var network = MultiPathwayNetworks.Gaussian([3, 2], 3, 0.7, stream);
        var target = RandomMatrices.Gaussian(3, 3, stream);
        var differences = new double[network.ParameterCount];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = Difference(network, target, i);
        var formula = Formula(network, target);
        Evidence
            .Agrees("all entries of (34), depths 3 and 2, d = 3", differences, formula, Absolute(1e-6))
            .Rejects("loss without the ½", [.. formula.Select(x => 2 * x)]);
        var gradient = new double[network.ParameterCount];
        network.Gradient(target, gradient);
        Evidence.Agrees("the library's gradient against (34)", gradient, formula, Absolute(1e-12));
    }

    private double LayerDifference(StationaryCase c, double factor)
    {
        Cancellation.ThrowIfCancellationRequested();
        var network = c.Network();
        var modes = Enumerable.Range(0, c.Width).Select(i => Mode(c, i)).ToArray();
        var eta = 0.2 / c.Depths.Max(depth => PathwaySharpness.Single(depth, c.Sigma.Max()));
        for (var t = 0; t < 30; t++)
        {
            network.Step(c.Target, eta);
            Array.ForEach(modes, mode => mode.Step(factor * eta));
        }
        var worst = 0.0;
        for (var p = 0; p < c.Depths.Length; p++)
        {
            for (var l = 0; l < c.Depths[p]; l++)
            {
                var expected = Matrix.Diagonal(c.Width, c.Width, [.. modes.Select(mode => mode.Layers(p)[l])]);
                worst = Math.Max(worst, (c.Frame.Project(network, p, l) - expected).MaximumMagnitude());
            }
        }
        return worst;
    }

    private static LayeredMode Mode(StationaryCase c, int index)
    {
        var mode = new LayeredMode(c.Depths, c.Sigma[index]);
        for (var p = 0; p < c.Depths.Length; p++)
        {
            for (var l = 0; l < c.Depths[p]; l++)
                mode.Layers(p)[l] = c.Values[p][l][index];
        }
        return mode;
    }

    private static double[] Formula(MultiPathwayNetwork network, Matrix target)
    {
        List<double> entries = [];
        var residual = network.Product() - target;
        for (var p = 0; p < network.Pathways; p++)
        {
            Matrix[] layers = [.. Enumerable.Range(0, network.Depths[p]).Select(l => network.LayerMatrix(p, l))];
            for (var l = 0; l < layers.Length; l++)
            {
                var above = layers[(l + 1)..]
                    .Aggregate(Matrix.Identity(network.Width), (product, layer) => layer * product);
                var below = layers[..l].Aggregate(Matrix.Identity(network.Width), (product, layer) => layer * product);
                entries.AddRange((above.Transpose() * residual * below.Transpose()).Span);
            }
        }
        return [.. entries];
    }

    private static double Difference(MultiPathwayNetwork network, Matrix target, int index)
    {
        const double h = 1e-5;
        var probe = network.Copy();
        probe.Parameters[index] += h;
        var above = probe.Loss(target);
        probe.Parameters[index] -= 2 * h;
        return (above - probe.Loss(target)) / (2 * h);
    }
}
