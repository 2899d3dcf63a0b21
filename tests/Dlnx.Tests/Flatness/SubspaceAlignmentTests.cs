using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Tests.Flatness;

public sealed class SubspaceAlignmentTests
{
    [TestCase(0.3, 0.7)]
    [TestCase(1e-9, 0.7)]
    [TestCase(1e-9, 3e-8)]
    [TestCase(0.2, (Math.PI / 2) - 1e-9)]
    [TestCase(0, Math.PI / 2)]
    public void Finds_the_angles_by_which_a_frame_was_turned(double first, double second)
    {
        var q = RandomMatrices.Orthogonal(9, new RandomStream(1));
        var turned = new Matrix(2, 9);
        var frame = new Matrix(2, 9);
        for (var i = 0; i < 9; i++)
        {
            (frame[0, i], frame[1, i]) = (q[0, i], q[1, i]);
            turned[0, i] = (Math.Cos(first) * q[0, i]) + (Math.Sin(first) * q[2, i]);
            turned[1, i] = (Math.Cos(second) * q[1, i]) + (Math.Sin(second) * q[3, i]);
        }
        var mixed = RandomMatrices.Orthogonal(2, new RandomStream(2)) * turned;
        Assert.That(SubspaceAlignment.Between(frame, mixed).Angles, Is.EqualTo(new[] { first, second }).Within(2e-15));
    }

    [Test]
    public void Agrees_with_arccosines_of_the_dense_singular_values()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var stream = new RandomStream(seed);
            var (v, w) = (RandomMatrices.Frame(4, 30, stream), RandomMatrices.Frame(4, 30, stream));
            var expected = Factorizations.SingularValues(v * w.Transpose()).Select(Math.Acos);
            Assert.That(SubspaceAlignment.Between(v, w).Angles, Is.EqualTo(expected).Within(1e-12));
        }
    }

    [Test]
    public void A_small_rotation_has_half_its_square_as_misalignment()
    {
        var alignment = SubspaceAlignment.OfDirections([1, 0, 0], [3, 3e-9, 0]);
        Assert.That(alignment.Distance, Is.EqualTo(1e-9).Within(1e-23));
        Assert.That(alignment.Misalignment, Is.EqualTo(5e-19).Within(1e-31));
    }

    [Test]
    public void What_is_no_frame_is_refused()
    {
        var q = RandomMatrices.Orthogonal(3, new RandomStream(1));
        Assert.That(
            () => SubspaceAlignment.Between(q, 2 * q),
            Throws.ArgumentException.With.Message.Contains("orthonormal")
        );
        Assert.That(() => SubspaceAlignment.Between(q, Matrix.Identity(2)), Throws.ArgumentException);
        Assert.That(() => SubspaceAlignment.OfDirections([0, 0], [1, 0]), Throws.ArgumentException);
    }
}
