using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class SimplexMinimumTests
{
    // The multiplier of Σ w x² is the same for all coordinates: x_i ∝ 1/w_i.
    [Test]
    public void Agrees_with_closed_form()
    {
        double[] w = [1, 2, 5];
        var x = SimplexMinimum.Find(x => x.Zip(w, (a, b) => b * a * a).Sum(), 3, 2);
        Assert.That(x, Is.EqualTo([2 / 1.7, 1 / 1.7, 0.4 / 1.7]).Within(1e-7));
    }

    [Test]
    public void Stays_on_the_edge_where_the_minimum_is()
    {
        var x = SimplexMinimum.Find(x => (2 * x[0]) + (x[1] * x[1]), 2, 0.5);
        Assert.That(x, Is.EqualTo([0, 0.5]).Within(1e-12));
    }

    [Test]
    public void Refuses_an_empty_simplex()
    {
        Assert.That(() => SimplexMinimum.Find(x => 0, 0, 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => SimplexMinimum.Find(x => 0, 1, 0), Throws.InstanceOf<ArgumentException>());
    }
}
