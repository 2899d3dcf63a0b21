using Dlnx.Flatness;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class DiscreteLawTests
{
    [Test]
    public void Medians_by_hand()
    {
        var even = new DiscreteLaw([3, 1, 2, 0], [1, 1, 1, 1]);
        Assert.That((even.LowerMedian, even.UpperMedian), Is.EqualTo((1.0, 2.0)));
        var odd = new DiscreteLaw([0, 1], [1, 2]);
        Assert.That((odd.LowerMedian, odd.UpperMedian), Is.EqualTo((1.0, 1.0)));
        var decimals = new DiscreteLaw([0, 1, 2, 3], [0.1, 0.2, 0.2, 0.5]);
        Assert.That((decimals.LowerMedian, decimals.UpperMedian), Is.EqualTo((2.0, 3.0)));
    }

    [Test]
    public void Masses_by_hand()
    {
        var law = new DiscreteLaw([0, 1, 2], [1, 1, 2]);
        Assert.That(law.Cumulative(1), Is.EqualTo(0.5));
        Assert.That(law.Mass(0, 2), Is.EqualTo(0.75));
    }

    [Test]
    public void A_point_evolves_into_its_end_points()
    {
        StepLaw law = new SigmoidStep(0.2, 0.3, 2, 0);
        var after = DiscreteLaw.Uniform([0.5]).After(law, 6);
        var endpoints = EndpointLaw.From(law, 0.5, 6);
        Assert.That(after.Atoms.ToArray(), Is.EqualTo(endpoints.Sorted.ToArray()));
        Assert.That(after.UpperMedian, Is.EqualTo(endpoints.UpperMedian));
        Assert.That(after.LowerMedian, Is.EqualTo(endpoints.LowerMedian));
    }

    /// <summary>½δ₀ + ½δ₁₀₀ with Δ = 0.2 + 0.001x: F₂(0) = 3/8 (claims catalogue, D/cor-5.5).</summary>
    [Test]
    public void The_mass_condition_fails_for_two_far_atoms()
    {
        var start = new DiscreteLaw([0, 100], [0.5, 0.5]);
        StepLaw law = new AffineStep(0.2, 0.001);
        Assert.That(MassCondition.Around(start, law, 0), Is.EqualTo(new MassCondition(0, 0.5, 0, 0.5)));
        Assert.That(start.After(law, 2).Cumulative(0), Is.EqualTo(0.375));
    }

    [Test]
    public void Rejects_what_is_no_law()
    {
        Assert.That(() => new DiscreteLaw([], []), Throws.ArgumentException);
        Assert.That(() => new DiscreteLaw([1], [1, 2]), Throws.ArgumentException);
        Assert.That(() => new DiscreteLaw([1], [0]), Throws.ArgumentException);
        Assert.That(() => new DiscreteLaw([double.NaN], [1]), Throws.ArgumentException);
    }
}
