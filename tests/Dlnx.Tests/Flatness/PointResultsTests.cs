using Dlnx.Flatness;
using Dlnx.Numerics;
using NUnit.Framework;

namespace Dlnx.Tests.Flatness;

public sealed class PointResultsTests
{
    /// <summary>The affine law loses u₀(1 − (1 − m²)^n)/m along n nested pairs (claims catalogue, D/prop-F.11).</summary>
    [Test]
    public void The_uniform_gap_bounds_the_drop_of_an_affine_law()
    {
        StepLaw law = new AffineStep(1, 0.5);
        var signs = SignString.Parse("++--");
        Assert.That(UniformGap.On(law, new(0, 2.5)).Drop(signs), Is.EqualTo(1));
        Assert.That(UniformGap.On(law, new(-0.875, 2.5)).Drop(signs), Is.EqualTo(0.5625));
        Assert.That(signs.Apply(law, 0), Is.EqualTo(-(1 - Math.Pow(1 - 0.25, 2)) / 0.5));
        Assert.That(new UniformGap(0.5, 0.1).Drop(SignString.Parse("+---")), Is.EqualTo(1.05).Within(1e-15));
        Assert.That(() => new UniformGap(1, 1).Drop(SignString.Plus), Throws.ArgumentException);
    }

    /// <summary>Reference numbers: claims catalogue, D/prop-F.10.</summary>
    [Test]
    public void Two_step_gaps_match_the_catalogue()
    {
        var gaps = TwoStepGaps.At(new SigmoidStep(0.2, 0.3, 2, 0), 0.5);
        Assert.That(gaps.UpDown, Is.EqualTo(0.0395185890247141).Within(1e-15));
        Assert.That(gaps.DownUp, Is.EqualTo(0.0572414021614469).Within(1e-15));
        Assert.That(gaps.DownDown, Is.EqualTo(0.781393745016556).Within(1e-15));
        Assert.That(gaps.Smallest, Is.EqualTo(gaps.UpDown));
    }

    [Test]
    public void The_envelope_of_constant_steps_does_not_move()
    {
        var envelope = UpperEnvelope.Of(new AffineStep(0.25, 0), [-1, 0, 1], 2);
        Assert.That((envelope.Start, envelope.Level), Is.EqualTo((1.0, 1.0)));
        Assert.That(envelope.Hull, Is.EqualTo(new StateHull(-1.5, 1.5)));
        Assert.That(envelope.CumulativeAtLevel, Is.EqualTo((1 + 1 + 0.75) / 3).Within(1e-15));
    }

    [Test]
    public void The_extremal_sequence_of_a_constant_is_geometric()
    {
        var u = DiscreteGronwall.Extremal([.. Enumerable.Repeat(0.7, 12)], 0.4);
        for (var k = 0; k < u.Length; k++)
            Assert.That(u[k], Is.EqualTo(DiscreteGronwall.Bound(0.7, 0.4, k)).Within(1e-13));
    }

    [Test]
    public void A_first_step_reaches_the_localisation_bound() =>
        Assert.That(DiscreteGronwall.Localisation(0.3, 0.5, SignString.Minus), Is.EqualTo(0.3));

    [Test]
    public void Random_magnitudes_keep_the_total_probability_and_the_mean()
    {
        WeightedValue[] law = [new(new(4, 5), new(1, 3)), new(new(6, 5), new(2, 3))];
        var outcomes = RandomMagnitudes.Outcomes(_ => law, 1, 3);
        Assert.That(outcomes, Has.Count.EqualTo(64));
        Assert.That(RandomMagnitudes.Probability(outcomes, _ => true), Is.EqualTo((Rational)1));
        Assert.That(RandomMagnitudes.Mean(outcomes), Is.EqualTo((Rational)1));
    }
}
