using System.Numerics.Tensors;
using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

// The spectrum at sizes where no dense Hessian fits: single eigenpairs, the trace, and the top by Lanczos.
public sealed partial class HessianAtConvergence
{
    [Check]
    public void At_width_100_every_pair_of_directions_is_an_eigenvector()
    {
        var stream = new RandomStream(StreamSeed());
        var target = Target(stream, LargeWidth, Sigma);
        var (d, r) = (target.Width, target.Rank);
        var network = GlobalMinimum.Of(Form.ToForm(), Depth, target, Alpha);
        var spectrum = HessianSpectrum.AtMinimum(Form.ToForm(), Depth, d, target.SingularValues, Alpha);
        var hessian = new HessianOperator(network, target.Matrix);
        // All pairs of singular directions, then pairs with null directions on either side and on both.
        var pairs = (
            from i in Enumerable.Range(0, Math.Min(r, 8))
            from j in Enumerable.Range(0, Math.Min(r, 8))
            select (i, j)
        ).ToList();
        for (var n = 0; n < 20 && d > r; n++)
        {
            pairs.Add((stream.NextInt32(0, r), stream.NextInt32(r, d)));
            pairs.Add((stream.NextInt32(r, d), stream.NextInt32(0, r)));
            pairs.Add((stream.NextInt32(r, d), stream.NextInt32(r, d)));
        }
        var predicted = pairs.Select(pair => spectrum.PairEigenvalue(pair.i, pair.j)).ToArray();
        var tried = pairs
            .Zip(predicted, (pair, lambda) => Try(hessian, Direction(network, target, pair.i, pair.j), lambda))
            .ToArray();
        double[] measured = [.. tried.Select(pair => pair.Rayleigh)];
        Evidence
            .Agrees($"d = {d}: eigenvalue of the direction uᵢvⱼᵀ", measured, predicted, Scaled(predicted))
            .Rejects(
                "σᵢ^(2−2/L) for every pair",
                [.. pairs.Select(p => Math.Pow(p.i < r ? target.SingularValues[p.i] : 0, 2 - (2.0 / Depth)))]
            );
        var residual = tried.Max(pair => pair.Residual);
        Evidence.Below($"d = {d}: largest ‖Hv − λv‖/‖v‖", residual, 1e-9 * Math.Max(1, spectrum.Sharpness));
        Evidence
            .Agrees($"d = {d}: trace of the Hessian", Trace(network), spectrum.Eigenvalues.Sum(), Relative(1e-10))
            .Rejects(
                "cross values λᵢⱼ once instead of twice",
                r > 1 ? WithCrossValuesOnce(spectrum).Sum() : double.NaN
            );
    }

    [Check]
    public void At_width_100_Lanczos_finds_the_top_of_it()
    {
        var target = Target(new RandomStream(StreamSeed()), LargeWidth, Sigma);
        var network = GlobalMinimum.Of(Form.ToForm(), Depth, target, Alpha);
        var closed = HessianSpectrum.AtMinimum(Form.ToForm(), Depth, target.Width, target.SingularValues, Alpha);
        var count = Math.Min(3, closed.Eigenvalues.Length);
        var top = Lanczos.Eigenvalues(
            new HessianOperator(network, target.Matrix).Apply,
            network.ParameterCount,
            new RandomStream(StreamSeed(1)),
            new LanczosOptions { Count = count }
        );
        var agreement = Evidence.Agrees(
            $"d = {target.Width}: the {count} largest eigenvalues, of {network.ParameterCount:N0}",
            [.. top.Eigenvalues],
            closed.Eigenvalues.AsSpan(0, count),
            Relative(1e-8)
        );
        if (target.Rank > 1)
            agreement.Rejects("λ₁₂ once instead of twice", WithCrossValuesOnce(closed).AsSpan(0, count));
    }

    private const int LargeWidth = 100;

    private const double Vanishing = 1e-10;

    // v = Jᵀ(uᵢvⱼᵀ): the gradient when the residual is uᵢvⱼᵀ.
    private static double[] Direction(DeepLinearNetwork network, TargetMatrix target, int i, int j)
    {
        var shifted = network.Product();
        var (u, v) = (target.Left.Column(i), target.Right.Column(j));
        for (var row = 0; row < target.Width; row++)
        {
            for (var column = 0; column < target.Width; column++)
                shifted[row, column] -= u[row] * v[column];
        }
        var direction = new double[network.ParameterCount];
        network.Gradient(shifted, direction);
        return direction;
    }

    // vᵀHv/‖v‖² and ‖Hv − λv‖/‖v‖, from one product Hv. As v = Jᵀc with ‖c‖ = 1, ‖v‖² is the eigenvalue itself: where v
    // vanishes up to rounding (two null directions in form B) it has no direction, and ‖v‖² stands for the first.
    private static (double Rayleigh, double Residual) Try(HessianOperator hessian, double[] direction, double lambda)
    {
        var norm = TensorPrimitives.Norm<double>(direction);
        if (norm < Vanishing)
            return (norm * norm, norm);
        var image = new double[direction.Length];
        hessian.Apply(direction, image);
        var rayleigh = TensorPrimitives.Dot<double>(direction, image) / (norm * norm);
        TensorPrimitives.MultiplyAdd(direction, -lambda, image, image);
        return (rayleigh, TensorPrimitives.Norm<double>(image) / norm);
    }

    // At a minimum H = JᵀJ, whose trace is Σ_ℓ ‖W_{L:ℓ+1}‖²‖W_{ℓ−1:1}‖².
    private static double Trace(DeepLinearNetwork network)
    {
        var layers = Enumerable.Range(0, network.Depth).Select(network.LayerMatrix).ToArray();
        var identity = Matrix.Identity(network.Width);
        return Enumerable
            .Range(0, layers.Length)
            .Sum(l =>
            {
                var above = layers[(l + 1)..].Aggregate(identity, (product, layer) => layer * product);
                var below = layers[..l].Aggregate(identity, (product, layer) => layer * product);
                return Math.Pow(above.FrobeniusNorm() * below.FrobeniusNorm(), 2);
            });
    }
}
