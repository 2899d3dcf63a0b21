using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class MinimumSharpnessTests
{
    [Test]
    public void Is_the_largest_eigenvalue_of_the_dense_Hessian([Values(2, 3, 4)] int depth, [Values(1, 2, 3)] int width)
    {
        var network = DeepLinearNetworks.Gaussian(depth, width, 1, new RandomStream((ulong)(10 + depth + width)));
        var dense = Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, network.Product()))[0];
        Assert.That(MinimumSharpness.Of(network).Value, Is.EqualTo(dense).Within(1e-12 * dense));
    }

    [Test]
    public void Of_pathways_is_the_largest_eigenvalue_of_their_dense_Hessian()
    {
        var network = MultiPathwayNetworks.Gaussian([3, 2], 2, 1, new RandomStream(21));
        var dense = Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Of(network, network.Product()))[0];
        Assert.That(MinimumSharpness.Of(network).Value, Is.EqualTo(dense).Within(1e-12 * dense));
    }

    [Test]
    public void Two_layers_have_the_sum_of_squared_norms()
    {
        var network = DeepLinearNetworks.FromLayers(Matrix.Diagonal(2, 2, [2, 1]), Matrix.Diagonal(2, 2, [1, 2]));
        Assert.That(MinimumSharpness.Of(network).Value, Is.EqualTo(8).Within(1e-14));
        Assert.That(MinimumSharpness.OverRankOne(network), Is.EqualTo(8).Within(1e-14));
    }

    // A grid over all unit u and v of the plane is an independent maximum.
    [Test]
    public void The_rank_one_maximum_agrees_with_a_grid_search()
    {
        var network = DeepLinearNetworks.Gaussian(3, 2, 1, new RandomStream(77));
        var best = 0.0;
        for (var a = 0; a < 720; a++)
        {
            for (var b = 0; b < 720; b++)
            {
                best = Math.Max(best, Value(network, Math.PI * a / 720, Math.PI * b / 720));
            }
        }

        Assert.That(MinimumSharpness.OverRankOne(network), Is.EqualTo(best).Within(1e-4 * best));
        Assert.That(MinimumSharpness.OverRankOne(network), Is.GreaterThanOrEqualTo(best));
    }

    [Test]
    public void A_minimum_above_given_layers_has_the_target_as_product()
    {
        var stream = new RandomStream(78);
        Matrix[] lower = [RandomMatrices.Gaussian(3, 3, stream), RandomMatrices.Gaussian(3, 3, stream)];
        var target = RandomMatrices.Gaussian(3, 3, stream);
        var network = GlobalMinimum.Above(lower, target);
        Assert.That((network.Product() - target).MaximumMagnitude(), Is.LessThan(1e-12));
        Assert.That(network.LayerMatrix(1).Span.ToArray(), Is.EqualTo(lower[1].Span.ToArray()));
    }

    [Test]
    public void Singular_lower_layers_are_refused() =>
        Assert.That(
            () => GlobalMinimum.Above([new Matrix(2, 2)], Matrix.Identity(2)),
            Throws.ArgumentException.With.Message.Contains("singular")
        );

    private static double Value(DeepLinearNetwork network, double alpha, double beta)
    {
        Matrix[] w = [network.LayerMatrix(0), network.LayerMatrix(1), network.LayerMatrix(2)];
        var u = new Matrix(2, 1, [Math.Cos(alpha), Math.Sin(alpha)]);
        var v = new Matrix(2, 1, [Math.Cos(beta), Math.Sin(beta)]);
        static double Square(Matrix x) => x.FrobeniusNorm() * x.FrobeniusNorm();
        return Square((w[2] * w[1]).Transpose() * u)
            + (Square(w[2].Transpose() * u) * Square(w[0] * v))
            + Square(w[1] * w[0] * v);
    }
}
