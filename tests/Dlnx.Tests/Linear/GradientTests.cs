using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class GradientTests
{
    [Test]
    public void Matches_central_differences() =>
        Laws.Hold(
            RandomProblem.Small,
            problem =>
            {
                var (network, target) = (problem.Network(), problem.Target());
                var gradient = new double[network.ParameterCount];
                network.Gradient(target, gradient);
                var scale = 1 + gradient.Max(Math.Abs) + network.Loss(target);

                // Truncation is of order h² and rounding of order ε/h: about 1e-10 at h = 1e-5.
                return Enumerable
                    .Range(0, gradient.Length)
                    .All(i => Math.Abs(gradient[i] - CentralDifference(network, target, i, 1e-5)) <= 1e-8 * scale);
            },
            50
        );

    [Test]
    public void Matches_the_formula_layer_by_layer() =>
        Laws.Hold(
            RandomProblem.Small,
            problem =>
            {
                var (network, target) = (problem.Network(), problem.Target());
                var gradient = new double[network.ParameterCount];
                network.Gradient(target, gradient);
                var size = problem.Width * problem.Width;
                return Enumerable
                    .Range(0, problem.Depth)
                    .All(layer =>
                    {
                        var actual = new Matrix(problem.Width, problem.Width, gradient.AsSpan(layer * size, size));
                        var expected = Formula(network, target, layer);
                        return (actual - expected).FrobeniusNorm() <= 1e-13 * (1 + expected.FrobeniusNorm());
                    });
            }
        );

    [Test]
    public void A_step_is_a_fused_multiply_add_of_the_gradient_bit_for_bit() =>
        Laws.Hold(
            RandomProblem.Small,
            problem =>
            {
                var (network, target) = (problem.Network(), problem.Target());
                var expected = network.Parameters.ToArray();
                var gradient = new double[expected.Length];
                network.Gradient(target, gradient);
                for (var i = 0; i < expected.Length; i++)
                {
                    expected[i] = Math.FusedMultiplyAdd(gradient[i], -0.03, expected[i]);
                }

                network.Step(target, 0.03);
                return network.Parameters.SequenceEqual(expected);
            }
        );

    [Test]
    public void Balanced_descent_on_a_diagonal_target_is_the_scalar_recursion()
    {
        var target = TargetMatrix.Diagonal(7, 10, 6, 3);
        var network = DeepLinearNetworks.Balanced(3, 7, 0.3);
        double[] sigma = [10, 6, 3, 0, 0, 0, 0];
        var scalars = Enumerable.Repeat(0.3, 7).ToArray();
        for (var t = 0; t < 400; t++)
        {
            network.Step(target.Matrix, 0.025);
            for (var i = 0; i < scalars.Length; i++)
            {
                scalars[i] -= 0.025 * ((scalars[i] * scalars[i] * scalars[i]) - sigma[i]) * scalars[i] * scalars[i];
            }
        }

        for (var layer = 0; layer < 3; layer++)
        {
            var difference = network.LayerMatrix(layer) - Matrix.Diagonal(7, 7, scalars);
            Assert.That(difference.MaximumMagnitude(), Is.LessThan(1e-12));
        }
    }

    [Test]
    public void Zero_balance_defect_of_descent_is_that_of_the_catalogue()
    {
        // B/rem-zero-balanced check 2: M = R(0.6) diag(2, 1), L = 2, α = 0.3, η = 0.05; after 1, 2, 10 and 50 steps.
        var (c, s) = (Math.Cos(0.6), Math.Sin(0.6));
        var target = Matrix.FromRows([c, -s], [s, c]) * Matrix.Diagonal(2, 2, [2, 1]);
        var network = DeepLinearNetworks.Balanced(2, 2, 0.3);
        var defects = new List<double>();
        for (var t = 1; t <= 50; t++)
        {
            network.Step(target, 0.05);
            var (first, second) = (network.LayerMatrix(0), network.LayerMatrix(1));
            defects.Add((second.Transpose() * second - (first * first.Transpose())).MaximumMagnitude());
        }

        Assert.That(
            new[] { defects[0], defects[1], defects[9], defects[49] },
            Is.EqualTo(new[] { 3.145632e-4, 6.196275e-4, 2.606275e-3, 3.246504e-3 }).Within(1e-9)
        );
    }

    [Test]
    public void Steps_allocate_nothing()
    {
        var network = DeepLinearNetworks.Balanced(4, 20, 0.9);
        var target = Matrix.Identity(20);
        network.Step(target, 0.01);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < 100; t++)
        {
            network.Step(target, 0.01);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static double CentralDifference(DeepLinearNetwork network, Matrix target, int index, double h)
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

    private static Matrix Formula(DeepLinearNetwork network, Matrix target, int layer)
    {
        var (above, below) = (Matrix.Identity(network.Width), Matrix.Identity(network.Width));
        for (var index = 0; index < network.Depth; index++)
        {
            above = index > layer ? network.LayerMatrix(index) * above : above;
            below = index < layer ? network.LayerMatrix(index) * below : below;
        }

        return above.Transpose() * (network.Product() - target) * below.Transpose();
    }
}
