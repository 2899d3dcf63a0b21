using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class RandomMatricesTests
{
    [Test]
    public void Orthogonal_matrices_have_orthonormal_rows([Values(0, 1, 2, 7, 60)] int size)
    {
        var q = RandomMatrices.Orthogonal(size, new RandomStream(3));
        Assert.That((q * q.Transpose() - Matrix.Identity(size)).FrobeniusNorm(), Is.LessThan(1e-13));
    }

    [Test]
    public void Traces_have_the_moments_of_the_Haar_measure()
    {
        // Diaconis, Shahshahani: on O(n) E tr Q = 0 and E (tr Q)² = 1; E (tr Q)⁴ = 3, so the variance of the square is 2.
        const int Draws = 4000;
        var stream = new RandomStream(12);
        var traces = Enumerable
            .Range(0, Draws)
            .Select(_ => RandomMatrices.Orthogonal(4, stream).DiagonalEntries().Sum())
            .ToArray();
        Assert.That(traces.Average(), Is.EqualTo(0).Within(5 / Math.Sqrt(Draws)));
        Assert.That(traces.Average(t => t * t), Is.EqualTo(1).Within(5 * Math.Sqrt(2.0 / Draws)));
    }
}
