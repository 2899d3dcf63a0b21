using Dlnx.Flatness;

namespace Dlnx.Tests.Flatness;

public sealed class ProductRotationTests
{
    [Test]
    public void Two_parameters_turn_by_the_closed_form()
    {
        // At target 0, κ⁺/κ = |1 − η²z²|/(|1 − ηθ₁²||1 − ηθ₂²|) and R = κ + √(κ² + 1).
        var (first, second, eta) = (0.5, 2.0, 0.4);
        double z = first * second;
        var before = ((second * second) - (first * first)) / (4 * z);
        var factor = (1 - (eta * eta * z * z)) / Math.Abs((1 - (eta * first * first)) * (1 - (eta * second * second)));
        var rotation = new ProductRotation([first, second], new SquaredLoss(), eta);
        var expected = Math.Asinh(before * factor) - Math.Asinh(before);
        Assert.That(rotation.LogRatio, Is.EqualTo(expected).Within(1e-13));
    }

    [Test]
    public void Thresholds_are_those_of_the_curvatures()
    {
        // z = 0.16 and q = (0.64, 0.04, 0.0256).
        var rotation = new ProductRotation([0.2, 0.8, 1], new SquaredLoss(), 2);
        Assert.That(rotation.TwoOverPair, Is.EqualTo(2 / 0.6656).Within(1e-14));
        Assert.That(rotation.TwoOverGaussNewton, Is.EqualTo(2 / 0.7056).Within(1e-14));
        Assert.That(rotation.TwoOverSharpness, Is.EqualTo(2 / rotation.Before.Leading.Value).Within(1e-14));
    }

    [Test]
    public void The_eigenvector_turns_back_above_the_pair_threshold()
    {
        Assert.That(new ProductRotation([0.2, 0.8, 1], new SquaredLoss(), 2).LogRatio, Is.Positive);
        Assert.That(new ProductRotation([0.2, 0.8, 1], new SquaredLoss(), 3.4).LogRatio, Is.Negative);
    }

    [Test]
    public void Two_parameters_reverse_at_the_gauss_newton_edge() =>
        Assert.That(
            ProductRotation.Reversal([0.5, 2], new SquaredLoss(), 0.3, 0.9),
            Is.EqualTo(2 / 4.25).Within(1e-13)
        );

    [Test]
    public void One_parameter_is_refused() =>
        Assert.That(() => new ProductRotation([1], new SquaredLoss(), 1), Throws.ArgumentException);
}
