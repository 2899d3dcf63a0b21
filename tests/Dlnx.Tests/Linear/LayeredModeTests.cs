using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Tests.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Tests.Linear;

public sealed class LayeredModeTests
{
    private static readonly Gen<ModeCase> Cases =
        from depths in Gen.Choose(1, 4).ArrayOf().Where(list => list.Length is >= 1 and <= 3)
        from seed in Gen.Choose(0, 1_000_000)
        select new ModeCase(depths, (ulong)seed);

    [Test]
    public void Step_matches_central_differences_of_the_loss() =>
        Laws.Hold(
            Cases,
            c =>
            {
                var mode = c.Mode();
                var before = mode.Values.ToArray();
                mode.Step(0.01);
                return Enumerable
                    .Range(0, before.Length)
                    .All(i => Math.Abs(((before[i] - mode.Values[i]) / 0.01) - Slope(c, i)) <= 1e-7);
            }
        );

    [Test]
    public void Hessian_matches_central_differences_of_the_gradient() =>
        Laws.Hold(
            Cases,
            c =>
            {
                var hessian = c.Mode().Hessian();
                const double H = 1e-5;
                for (var i = 0; i < hessian.Rows; i++)
                {
                    var (above, below) = (Gradient(c, i, H), Gradient(c, i, -H));
                    for (var j = 0; j < hessian.Rows; j++)
                    {
                        if (Math.Abs(hessian[i, j] - ((above[j] - below[j]) / (2 * H))) > 1e-7)
                        {
                            return false;
                        }
                    }
                }

                return true;
            },
            50
        );

    [Test]
    public void One_pathway_follows_the_diagonal_network()
    {
        double[] start = [0.4, 0.9, 1.1];
        var mode = new LayeredMode([3], 2);
        var network = new DiagonalLinearNetwork(3, 1);
        start.CopyTo(mode.Values);
        start.CopyTo(network.Parameters);
        for (var t = 0; t < 100; t++)
        {
            mode.Step(0.05);
            network.Step([2], 0.05);
        }

        Assert.That(mode.Values.ToArray(), Is.EqualTo(network.Parameters.ToArray()).Within(1e-13));
    }

    [Test]
    public void At_a_balanced_minimum_the_Hessian_has_the_single_eigenvalue_of_the_closed_form()
    {
        var mode = LayeredMode.Balanced([3, 2], 2.5, [2, 0.5]);
        var eigenvalues = Factorizations.SymmetricEigenvalues(mode.Hessian());
        Assert.That(mode.Residual, Is.Zero.Within(1e-15));
        Assert.That(eigenvalues[0], Is.EqualTo((3 * Math.Pow(2, 4.0 / 3)) + (2 * 0.5)).Within(1e-13));
        Assert.That(eigenvalues[1..], Is.All.Zero.Within(1e-14));
    }

    [Test]
    public void Impossible_modes_are_refused()
    {
        Assert.That(() => new LayeredMode([], 1), Throws.ArgumentException.With.Message.Contains("pathway"));
        Assert.That(() => new LayeredMode([2, 0], 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(
            () => LayeredMode.Balanced([2, 2], 1, [1]),
            Throws.ArgumentException.With.Message.Contains("2 pathways")
        );
        Assert.That(() => LayeredMode.Balanced([2], 1, [-1]), Throws.InstanceOf<ArgumentException>());
    }

    private static double Slope(ModeCase c, int index)
    {
        const double H = 1e-6;
        var (above, below) = (c.Mode(), c.Mode());
        above.Values[index] += H;
        below.Values[index] -= H;
        return (above.Loss - below.Loss) / (2 * H);
    }

    private static double[] Gradient(ModeCase c, int index, double shift)
    {
        var mode = c.Mode();
        mode.Values[index] += shift;
        return [.. mode.Jacobian().Select(x => x * mode.Residual)];
    }

    private sealed record ModeCase(int[] Depths, ulong Seed)
    {
        public LayeredMode Mode()
        {
            var stream = new RandomStream(Seed);
            var mode = new LayeredMode(Depths, stream.NextUniform(0.5, 2));
            foreach (ref var value in mode.Values)
            {
                value = stream.NextUniform(0.1, 1.3);
            }

            return mode;
        }
    }
}
