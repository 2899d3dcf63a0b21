using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class HessianVectorProductTests
{
    [Test]
    public void Matches_the_explicit_Hessian() =>
        Laws.Hold(
            RandomProblem.Small,
            problem =>
            {
                var (network, target, direction) = (problem.Network(), problem.Target(), problem.Direction());
                var actual = new double[direction.Length];
                network.HessianVectorProduct(target, direction, actual);
                var hessian = ExplicitHessian.Of(network, target);
                var expected = (hessian * new Matrix(direction.Length, 1, direction)).Column(0);
                var scale = 1 + (hessian.FrobeniusNorm() * Norm(direction));
                return actual.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-13 * scale);
            },
            60
        );

    [Test]
    public void Matches_central_differences_of_the_gradient() =>
        Laws.Hold(
            RandomProblem.Small,
            problem =>
            {
                var (network, target, direction) = (problem.Network(), problem.Target(), problem.Direction());
                var actual = new double[direction.Length];
                network.HessianVectorProduct(target, direction, actual);
                const double H = 1e-5;
                var (above, below) = (Shifted(problem, direction, H), Shifted(problem, direction, -H));
                var scale = 1 + Norm(actual) + Norm(above);
                return Enumerable
                    .Range(0, actual.Length)
                    .All(i => Math.Abs(actual[i] - ((above[i] - below[i]) / (2 * H))) <= 1e-7 * scale);
            }
        );

    [Test]
    public void The_explicit_Hessian_is_symmetric() =>
        Laws.Hold(
            RandomProblem.Small,
            problem =>
            {
                var hessian = ExplicitHessian.Of(problem.Network(), problem.Target());
                return (hessian - hessian.Transpose()).FrobeniusNorm() <= 1e-14 * hessian.FrobeniusNorm();
            },
            30
        );

    [Test]
    public void An_operator_keeps_the_point_it_was_made_at()
    {
        var problem = new RandomProblem(3, 4, 17);
        var (network, direction) = (problem.Network(), problem.Direction());
        var hessian = new HessianOperator(network, problem.Target());
        var (before, after) = (new double[direction.Length], new double[direction.Length]);
        hessian.Apply(direction, before);
        network.Step(problem.Target(), 0.1);
        hessian.Apply(direction, after);
        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    public void Large_explicit_Hessians_are_refused_with_the_remedy() =>
        Assert.That(
            () => ExplicitHessian.Of(new DeepLinearNetwork(3, 30), new Matrix(30, 30)),
            Throws.ArgumentException.With.Message.Contains("Hessian-vector product")
        );

    [Test]
    public void Wrong_lengths_and_overlaps_are_refused()
    {
        var hessian = new HessianOperator(new DeepLinearNetwork(2, 2), new Matrix(2, 2));
        var shared = new double[8];
        Assert.That(() => hessian.Apply(new double[7], new double[8]), Throws.ArgumentException);
        Assert.That(() => hessian.Apply(shared, shared), Throws.ArgumentException.With.Message.Contains("overlap"));
    }

    private static double[] Shifted(RandomProblem problem, double[] direction, double h)
    {
        var network = problem.Network();
        for (var i = 0; i < direction.Length; i++)
        {
            network.Parameters[i] += h * direction[i];
        }

        var gradient = new double[direction.Length];
        network.Gradient(problem.Target(), gradient);
        return gradient;
    }

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(x => x * x));
}
