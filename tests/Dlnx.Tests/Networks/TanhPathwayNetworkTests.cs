using Dlnx.Networks;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Networks;

public sealed class TanhPathwayNetworkTests
{
    private static Gen<Problem> Problems =>
        from depth in Gen.Choose(2, 4)
        from width in Gen.Choose(1, 4)
        from hidden in Gen.Choose(1, 4)
        from pathways in Gen.Choose(1, 3)
        from seed in Gen.Choose(0, 1_000_000)
        select new Problem(depth, width, hidden, pathways, (ulong)seed);

    [Test]
    public void First_normals_of_seed_1_are_those_of_the_catalogue()
    {
        var normals = new PortableNormals(1);
        double[] found = [normals.Next(), normals.Next(), normals.Next(), normals.Next()];
        double[] expected = [-0.034267321791851144, -2.5000674933698677, 0.08772246831488635, -2.027134847959817];
        Assert.That(found, Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void Output_is_the_formula_written_out()
    {
        var network = new Problem(3, 2, 3, 1, 4).Network();
        var first = new Matrix(3, 2, network.Parameters[..6]);
        var second = new Matrix(3, 3, network.Parameters.Slice(6, 9));
        var third = new Matrix(2, 3, network.Parameters.Slice(15, 6));
        var expected = third * Tanh(second * Tanh(first));
        Assert.That((network.PathwayOutput(0) - expected).MaximumMagnitude(), Is.LessThan(1e-14));

        static Matrix Tanh(Matrix matrix) =>
            new(matrix.Rows, matrix.Columns, [.. matrix.Span.ToArray().Select(Math.Tanh)]);
    }

    [Test]
    public void Gradient_matches_central_differences() =>
        Laws.Hold(
            Problems,
            problem =>
            {
                var (network, target) = (problem.Network(), problem.Target());
                var gradient = new double[network.Parameters.Length];
                network.Gradient(target, gradient);
                var scale = 1 + gradient.Max(Math.Abs) + network.Loss(target);
                return Enumerable
                    .Range(0, gradient.Length)
                    .All(i => Math.Abs(gradient[i] - CentralDifference(network, target, i, 1e-5)) <= 1e-8 * scale);
            },
            30
        );

    [Test]
    public void Hessian_vector_product_matches_differences_of_gradients() =>
        Laws.Hold(
            Problems,
            problem =>
            {
                var (network, target) = (problem.Network(), problem.Target());
                var direction = problem.Direction(network.Parameters.Length, "direction");
                var product = new double[direction.Length];
                network.HessianVectorProduct(target, direction, product);
                var (above, below) = (new double[product.Length], new double[product.Length]);
                Shifted(problem, direction, 1e-5).Gradient(target, above);
                Shifted(problem, direction, -1e-5).Gradient(target, below);
                var scale = 1 + product.Max(Math.Abs);
                return Enumerable
                    .Range(0, product.Length)
                    .All(i => Math.Abs(product[i] - ((above[i] - below[i]) / 2e-5)) <= 1e-7 * scale);
            },
            30
        );

    [Test]
    public void Hessian_vector_product_is_symmetric() =>
        Laws.Hold(
            Problems,
            problem =>
            {
                var (network, target) = (problem.Network(), problem.Target());
                var (u, v) = (
                    problem.Direction(network.Parameters.Length, "u"),
                    problem.Direction(network.Parameters.Length, "v")
                );
                var (hu, hv) = (new double[u.Length], new double[u.Length]);
                network.HessianVectorProduct(target, u, hu);
                network.HessianVectorProduct(target, v, hv);
                var (left, right) = (Dot(v, hu), Dot(u, hv));
                return Math.Abs(left - right) <= 1e-12 * (1 + Math.Abs(left) + (u.Length * hu.Max(Math.Abs)));
            },
            30
        );

    [Test]
    public void Steps_allocate_nothing()
    {
        var problem = new Problem(3, 4, 4, 2, 1);
        var (network, target) = (problem.Network(), problem.Target());
        network.Step(target, 1e-3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 50; t++)
            network.Step(target, 1e-3);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static TanhPathwayNetwork Shifted(Problem problem, double[] direction, double by)
    {
        var network = problem.Network();
        for (var i = 0; i < direction.Length; i++)
            network.Parameters[i] += by * direction[i];
        return network;
    }

    private static double CentralDifference(TanhPathwayNetwork network, Matrix target, int index, double h)
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

    private sealed record Problem(int Depth, int Width, int Hidden, int Pathways, ulong Seed)
    {
        public TanhPathwayNetwork Network()
        {
            var network = new TanhPathwayNetwork(Depth, Width, Hidden, Pathways);
            var normals = new PortableNormals(Seed);
            foreach (ref var parameter in network.Parameters)
                parameter = 0.7 * normals.Next();
            return network;
        }

        public Matrix Target() => RandomMatrices.Gaussian(Width, Width, new RandomStream(Seed).Substream("target"));

        public double[] Direction(int length, string name)
        {
            var direction = new double[length];
            new RandomStream(Seed).Substream(name).FillNormal(direction);
            return direction;
        }
    }
}
