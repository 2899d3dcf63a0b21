using Dlnx.Flatness;
using Dlnx.Numerics;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class PathEnumerationTests
{
    private static readonly StepLaw Law = new SigmoidStep(0.2, 0.3, 2, 0);

    [Test]
    public void Agrees_with_walking_every_string()
    {
        var endpoints = PathEnumeration.Endpoints(Law, 0.5, 9);
        foreach (var signs in SignStrings.All(9))
            Assert.That(endpoints[signs.Minuses], Is.EqualTo(signs.Apply(Law, 0.5)));
    }

    [Test]
    public void The_hull_holds_every_visited_state()
    {
        var endpoints = new double[1 << 8];
        var hull = PathEnumeration.Fill(Law, 0.5, endpoints);
        var visited = SignStrings.All(8).SelectMany(signs => signs.States(Law, 0.5)).ToList();
        Assert.That(hull, Is.EqualTo(new StateHull(visited.Min(), visited.Max())));
    }

    [Test]
    public void Exact_end_points_agree_with_walking_every_string()
    {
        var law = new RationalKnotStep([0, 1], [new Rational(1, 3), new Rational(1, 2)]);
        var endpoints = PathEnumeration.Endpoints(law, new Rational(1, 5), 5);
        foreach (var signs in SignStrings.All(5))
            Assert.That(endpoints[signs.Minuses], Is.EqualTo(signs.States(law, new Rational(1, 5))[^1]));
    }

    [Test]
    public void Allocates_nothing()
    {
        var endpoints = new double[1 << 10];
        PathEnumeration.Fill(Law, 0.5, endpoints);
        var before = GC.GetAllocatedBytesForCurrentThread();
        PathEnumeration.Fill(Law, 0.5, endpoints);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Rejects_sizes_out_of_range()
    {
        Assert.That(() => PathEnumeration.Fill(Law, 0, new double[3]), Throws.ArgumentException);
        Assert.That(() => PathEnumeration.Endpoints(Law, 0, 23), Throws.ArgumentException);
        Assert.That(() => PathEnumeration.Endpoints(Law, 0, -1), Throws.ArgumentException);
    }
}
