using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Linear;

public sealed class MultiPathwayNetworkTests
{
    private static Gen<Problem> Problems =>
        from depths in Gen.Choose(1, 4).NonEmptyListOf()
        from width in Gen.Choose(1, 4)
        from seed in Gen.Choose(0, 1_000_000)
        select new Problem([.. depths.Take(3)], width, (ulong)seed);

    [Test]
    public void Gradient_matches_central_differences() =>
        Laws.Hold(
            Problems,
            problem =>
            {
                var (network, target) = (problem.Network(), problem.Target());
                var gradient = new double[network.ParameterCount];
                network.Gradient(target, gradient);
                var scale = 1 + gradient.Max(Math.Abs) + network.Loss(target);
                return Enumerable
                    .Range(0, gradient.Length)
                    .All(i => Math.Abs(gradient[i] - CentralDifference(network, target, i, 1e-5)) <= 1e-8 * scale);
            },
            40
        );

    [Test]
    public void Hessian_vector_product_matches_the_explicit_Hessian() =>
        Laws.Hold(
            Problems,
            problem =>
            {
                var (network, target) = (problem.Network(), problem.Target());
                var direction = new double[network.ParameterCount];
                new RandomStream(problem.Seed).Substream("direction").FillNormal(direction);
                var product = new double[direction.Length];
                network.HessianVectorProduct(target, direction, product);
                var column = new Matrix(direction.Length, 1, direction);
                var expected = MultiPathwayHessian.Of(network, target) * column;
                return (new Matrix(product.Length, 1, product) - expected).FrobeniusNorm()
                    <= 1e-12 * (1 + expected.FrobeniusNorm());
            },
            40
        );

    [Test]
    public void Hessian_vector_product_matches_differences_of_gradients() =>
        Laws.Hold(
            Problems,
            problem =>
            {
                var (network, target) = (problem.Network(), problem.Target());
                var direction = new double[network.ParameterCount];
                new RandomStream(problem.Seed).Substream("direction").FillNormal(direction);
                var product = new double[direction.Length];
                network.HessianVectorProduct(target, direction, product);
                var (above, below) = (Shifted(network, direction, 1e-5), Shifted(network, direction, -1e-5));
                var (plus, minus) = (new double[product.Length], new double[product.Length]);
                above.Gradient(target, plus);
                below.Gradient(target, minus);
                var scale = 1 + product.Max(Math.Abs) + network.Loss(target);
                return Enumerable
                    .Range(0, product.Length)
                    .All(i => Math.Abs(product[i] - ((plus[i] - minus[i]) / 2e-5)) <= 1e-6 * scale);
            },
            40
        );

    [Test]
    public void A_step_moves_along_the_gradient() =>
        Laws.Hold(
            Problems,
            problem =>
            {
                var (network, target) = (problem.Network(), problem.Target());
                var expected = network.Parameters.ToArray();
                var gradient = new double[expected.Length];
                network.Gradient(target, gradient);
                for (var i = 0; i < expected.Length; i++)
                    expected[i] = Math.FusedMultiplyAdd(gradient[i], -0.03, expected[i]);
                network.Step(target, 0.03);
                return network.Parameters.SequenceEqual(expected);
            },
            40
        );

    [Test]
    public void One_pathway_is_the_deep_linear_network()
    {
        var single = new Problem([3], 3, 5);
        var (network, target) = (single.Network(), single.Target());
        var deep = DeepLinearNetworks.FromLayers([.. Enumerable.Range(0, 3).Select(l => network.LayerMatrix(0, l))]);
        for (var t = 0; t < 20; t++)
        {
            network.Step(target, 0.01);
            deep.Step(target, 0.01);
        }

        Assert.That(network.Parameters.ToArray(), Is.EqualTo(deep.Parameters.ToArray()));
    }

    [Test]
    public void An_aligned_start_follows_the_scalar_recursion()
    {
        var target = TargetMatrix.Rotated(3, new RandomStream(1), 3, 2, 1);
        int[] depths = [3, 2, 4];
        double[][] scales =
        [
            [0.5, 0.4, 0.3],
            [0.2, 0.3, 0.4],
            [0.6, 0.5, 0.5],
        ];
        var network = MultiPathwayNetworks.Aligned(depths, scales, target, new RandomStream(2));
        PathwayMode[] modes =
        [
            .. target.SingularValues.Select((s, i) => new PathwayMode(depths, s, [.. scales.Select(row => row[i])])),
        ];
        for (var t = 0; t < 60; t++)
        {
            network.Step(target.Matrix, 0.1);
            Array.ForEach(modes, mode => mode.Step(0.1));
        }

        for (var p = 0; p < depths.Length; p++)
        {
            var found = target.Left.Transpose() * network.PathwayProduct(p) * target.Right;
            var expected = Matrix.Diagonal(3, 3, [.. modes.Select(mode => mode.Coefficient(p))]);
            Assert.That((found - expected).MaximumMagnitude(), Is.LessThan(1e-12));
        }
    }

    [Test]
    public void Gram_has_the_nonzero_eigenvalues_of_the_Hessian_at_a_minimum()
    {
        var network = new Problem([3, 2], 2, 9).Network();
        var hessian = Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Of(network, network.Product()));
        var gram = Factorizations.SymmetricEigenvalues(MultiPathwayHessian.Gram(network));
        Assert.That(
            hessian.OrderDescending().Take(4).ToArray(),
            Is.EqualTo(gram.OrderDescending().ToArray()).Within(1e-12 * gram.Max())
        );
    }

    [Test]
    public void Steps_and_Hessian_vector_products_allocate_nothing()
    {
        var network = new Problem([3, 2], 4, 1).Network();
        var (target, direction, product) = (Matrix.Identity(4), new double[80], new double[80]);
        Descend();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 50; t++)
            Descend();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Descend()
        {
            network.Step(target, 1e-4);
            network.HessianVectorProduct(target, direction, product);
        }
    }

    [Test]
    public void Wrong_sizes_are_named()
    {
        var network = new MultiPathwayNetwork([3, 2], 2);
        Assert.That(() => network.Gradient(Matrix.Identity(2), new double[3]), Throws.ArgumentException);
        Assert.That(() => network.Loss(Matrix.Identity(3)), Throws.ArgumentException);
        Assert.That(() => new MultiPathwayNetwork([], 2), Throws.ArgumentException);
        Assert.That(() => new MultiPathwayNetwork([0], 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static MultiPathwayNetwork Shifted(MultiPathwayNetwork network, double[] direction, double by)
    {
        var shifted = network.Copy();
        for (var i = 0; i < direction.Length; i++)
            shifted.Parameters[i] += by * direction[i];
        return shifted;
    }

    private static double CentralDifference(MultiPathwayNetwork network, Matrix target, int index, double h)
    {
        ref var parameter = ref network.Parameters[index];
        var value = parameter;
        parameter = value + h;
        var above = network.Loss(target);
        parameter = value - h;
        var below = network.Loss(target);
        parameter = value;
        return (above - below) / (2 * h);
    }

    private sealed record Problem(int[] Depths, int Width, ulong Seed)
    {
        public MultiPathwayNetwork Network() =>
            MultiPathwayNetworks.Gaussian(Depths, Width, 0.7, new RandomStream(Seed));

        public Matrix Target() => RandomMatrices.Gaussian(Width, Width, new RandomStream(Seed).Substream("target"));
    }
}
