using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/bt-sharpness",
    "Exact sharpness and flattest minima",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper (Lemma 1); cf. Kamber & Parhi, arXiv 2509.25783; Mulayoff & Michaeli 2020",
    DependsOn = ["B/lem-1", "B/lem-7"],
    Verdict = Verdict.Confirmed,
    Statement = """
        At any global minimum
        $$\lambda_{\max}(\nabla^2 f) = \lambda_{\max}\Big(\sum_\ell W_{\ell-1:1}^\top W_{\ell-1:1} \otimes
          W_{L:\ell+1}W_{L:\ell+1}^\top\Big) \ge L\sigma_1^{2-2/L};$$
        for $L = 2$ it equals $\|W_1\|_2^2 + \|W_2\|_2^2$. Sufficient for equality is
        $\|W_{L:\ell+1}\|_2\|W_{\ell-1:1}\|_2 = \sigma_1^{1-1/L}$ for all $\ell$. Strictly balanced minima attain it, but so do
        others.
        """
)]
public sealed class FlattestMinima : ClaimSpec
{
    private const int LargestHessian = 400;

    [Parameter("W", Description = "layers [W₁, …, W_L], square, as lists of rows")]
    public double[][][] Layers { get; set; } =
    [
        [
            [2, 0.5],
            [0, 1],
        ],
        [
            [1, 0],
            [0.3, 2],
        ],
        [
            [1, 1],
            [0, 1],
        ],
    ];

    [Parameter(Min = 1, Max = 10_000, Description = "random minima in the identity and the bound")]
    public int Cases { get; set; } = 200;

    public override void Validate()
    {
        var width = Layers.Length == 0 ? 0 : Layers[0].Length;
        if (width == 0 || Layers.Any(layer => layer.Length != width || layer.Any(row => row.Length != width)))
            throw new ParameterException("W", "must be a list of square matrices of one size, as lists of rows.");
        if (Layers.Length * width * width > LargestHessian)
        {
            var size = Layers.Length * width * width;
            throw new ParameterException("W", $"has {size} entries; at most {LargestHessian} here.");
        }
    }

    [Check]
    public void The_given_minimum_has_the_sharpness_of_the_small_matrix()
    {
        var network = DeepLinearNetworks.FromLayers([.. Layers.Select(rows => Matrix.FromRows(rows))]);
        var target = network.Product();
        var dense = Dense(network, target);
        Evidence.Agrees("λ_max(∇²f)", dense, MinimumSharpness.Of(network).Value, Relative(1e-12));
        Evidence.AtLeast("λ_max(∇²f) against Lσ₁^(2−2/L)", dense, LowerBound(network, target) * (1 - 1e-12));
        if (network.Depth == 2)
            Evidence.Agrees("‖W₁‖² + ‖W₂‖²", dense, SquaredNorms(network), Relative(1e-12));
    }

    [Check]
    public void The_identity_and_the_bound_hold_at_random_minima()
    {
        var stream = new RandomStream(StreamSeed());
        List<double> dense = [];
        List<double> formula = [];
        List<double> rankOne = [];
        List<double> bounds = [];
        for (var i = 0; i < Cases; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var draw = stream.Substream((ulong)i);
            var (depth, width) = (draw.NextInt32(2, 5), draw.NextInt32(2, 4));
            var target = RandomMatrices.Gaussian(width, width, draw);
            var network = RandomMinimum(depth, target, draw);
            dense.Add(Dense(network, target));
            formula.Add(MinimumSharpness.Of(network).Value);
            rankOne.Add(MinimumSharpness.OverRankOne(network));
            bounds.Add(LowerBound(network, target));
        }
        Evidence
            .Agrees($"λ_max(∇²f) at {Cases} random minima", [.. dense], [.. formula], Relative(1e-12))
            .Rejects("maximum over rank-one uvᵀ only", [.. rankOne])
            .Rejects("Lσ₁^(2−2/L) at every minimum", [.. bounds]);
        Evidence.Above("smallest ratio to Lσ₁^(2−2/L)", dense.Zip(bounds, (value, bound) => value / bound).Min(), 1);
    }

    [Check]
    public void Two_layers_have_the_sum_of_squared_norms()
    {
        var cases = from d in Draw.Integer(2, 4) from seed in Draw.Seed() select new MinimumCase(d, seed);
        Evidence
            .ForAll(
                "λ_max(∇²f) against ‖W₁‖² + ‖W₂‖²",
                cases.ToArbitrary(),
                c => Math.Abs((c.Sharpness / SquaredNorms(c.Network)) - 1),
                Relative(1e-12)
            )
            .Rejects("2‖W₁‖‖W₂‖", c => Math.Abs((c.Sharpness / (2 * Norm(c.Network, 0) * Norm(c.Network, 1))) - 1));
    }

    [Check]
    public void Equal_norms_alone_are_not_enough()
    {
        var network = DeepLinearNetworks.FromLayers(Diagonal(2, 1), Diagonal(1, 2));
        var target = network.Product();
        Evidence.Agrees("‖W₁‖₂ and ‖W₂‖₂", Norm(network, 0), Norm(network, 1), Absolute(1e-15));
        Evidence.Agrees(
            "‖W₁‖_F and ‖W₂‖_F",
            network.LayerMatrix(0).FrobeniusNorm(),
            network.LayerMatrix(1).FrobeniusNorm(),
            Absolute(1e-15)
        );
        Evidence
            .Agrees(
                "W₂ = diag(1, 2), W₁ = diag(2, 1): sharpness",
                Dense(network, target),
                2 * (2.0 * 2.0),
                Relative(1e-12)
            )
            .Rejects("Lσ₁^(2−2/L), equal norms suffice", LowerBound(network, target));
        Evidence.Golden("diag(1, 2)·diag(2, 1): sharpness", Dense(network, target), Absolute(1e-12));
    }

    [Check]
    public void Flattest_minima_need_not_be_balanced()
    {
        var network = DeepLinearNetworks.FromLayers(Diagonal(2, 1.9), Diagonal(2, 1.9), Diagonal(2, 1 / 3.61));
        var target = network.Product();
        var imbalance = network.LayerMatrix(1).FrobeniusNorm() - network.LayerMatrix(2).FrobeniusNorm();
        Evidence.Above("difference of the layers' Frobenius norms", imbalance, 0.1);
        Evidence
            .Agrees(
                "W₁ = W₂ = diag(2, 1.9), W₃ = diag(2, 1/3.61): sharpness",
                Dense(network, target),
                LowerBound(network, target),
                Relative(1e-12)
            )
            .Rejects("only balanced minima are flattest: more than 1 % above", 1.01 * LowerBound(network, target));
        Evidence.Golden("diag(2, 1.9) twice and diag(2, 1/3.61): sharpness", Dense(network, target), Absolute(1e-10));
        foreach (var L in new[] { 2, 3, 4, 5 })
        {
            var balanced = TargetMatrix.Rotated(3, new RandomStream(StreamSeed(L)), 3, 2, 1);
            var minimum = GlobalMinimum.Of(MinimumForm.Balanced, L, balanced, 0);
            Evidence.Agrees(
                $"L = {L}: sharpness of the balanced minimum",
                Dense(minimum, balanced.Matrix),
                LowerBound(minimum, balanced.Matrix),
                Relative(1e-12)
            );
        }
    }

    [Check]
    public void The_top_eigenmatrix_is_in_general_not_of_rank_one()
    {
        var stream = new RandomStream(StreamSeed());
        var second = 0.0;
        var shortfall = 0.0;
        for (var i = 0; i < 40; i++)
        {
            var network = RandomMinimum(3, RandomMatrices.Gaussian(3, 3, stream), stream);
            var sharpness = MinimumSharpness.Of(network);
            second = Math.Max(second, Factorizations.SingularValues(sharpness.Eigenmatrix)[1]);
            var ratio = MinimumSharpness.OverRankOne(network) / sharpness.Value;
            Evidence.AtMost($"minimum {i + 1}: rank-one maximum over the sharpness", ratio, 1 + 1e-12);
            shortfall = Math.Max(shortfall, 1 - ratio);
        }
        Evidence.Above("largest second singular value of the top eigenmatrix, of 40", second, 1e-3);
        // A thousand times the tolerance of the identity above.
        Evidence.Above("largest relative shortfall of the rank-one maximum, of 40", shortfall, 1e-9);
    }

    private static Matrix Diagonal(params double[] values) => Matrix.Diagonal(values.Length, values.Length, values);

    // Lower layers with singular values in (0.5, 2): the last layer is then known to a few units of rounding.
    private static DeepLinearNetwork RandomMinimum(int depth, Matrix target, RandomStream stream)
    {
        Matrix Lower()
        {
            var left = RandomMatrices.Orthogonal(target.Rows, stream);
            double[] values = [.. Enumerable.Range(0, target.Rows).Select(_ => stream.NextUniform(0.5, 2))];
            return left * Diagonal(values) * RandomMatrices.Orthogonal(target.Rows, stream);
        }
        return GlobalMinimum.Above([.. Enumerable.Range(1, depth - 1).Select(_ => Lower())], target);
    }

    private static double Dense(DeepLinearNetwork network, Matrix target) =>
        Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, target))[0];

    private static double LowerBound(DeepLinearNetwork network, Matrix target) =>
        StepChoice.Sharpness(network.Depth, Factorizations.SingularValues(target)[0]);

    private static double Norm(DeepLinearNetwork network, int layer) =>
        Factorizations.SingularValues(network.LayerMatrix(layer))[0];

    private static double SquaredNorms(DeepLinearNetwork network) =>
        (Norm(network, 0) * Norm(network, 0)) + (Norm(network, 1) * Norm(network, 1));

    private sealed record MinimumCase(int Width, ulong Seed)
    {
        public DeepLinearNetwork Network { get; } = Random(Width, Seed);

        public double Sharpness => Dense(Network, Network.Product());

        private static DeepLinearNetwork Random(int width, ulong seed)
        {
            var stream = new RandomStream(seed);
            return RandomMinimum(2, RandomMatrices.Gaussian(width, width, stream), stream);
        }
    }
}
