using Dlnx.Linear;

namespace Dlnx.Tests.Linear;

public sealed class SingularModeThresholdsTests
{
    [Test]
    public void Gives_the_reference_values_of_the_catalogue()
    {
        // B/thm-3 and B/rem-contrast, references: L = 3, σ = (10, 9, 6).
        var thresholds = SingularModeThresholds.Of(3, 10, 9, 6);
        Assert.That(thresholds.ModeSharpness, Is.EqualTo(new[] { 64.633041, 56.162263, 32.708171 }).Within(1e-6));
        Assert.That(thresholds.Lambda[0, 1], Is.EqualTo(60.348090).Within(1e-6));
        Assert.That(thresholds.Lambda.DiagonalEntries(), Is.EqualTo(thresholds.ModeSharpness).Within(1e-12));
    }

    [Test]
    public void Crossing_lies_between_the_onsets_of_the_two_directions()
    {
        var thresholds = SingularModeThresholds.Of(3, 10, 9, 6);
        Assert.That(thresholds.Cross, Is.InRange(thresholds.Onsets[0], thresholds.Onsets[1]));
        Assert.That(thresholds.CrossStep, Is.EqualTo(thresholds.Cross * thresholds.ModeSharpness[0]).Within(1e-14));
    }

    [Test]
    public void A_single_direction_has_no_crossing()
    {
        var thresholds = SingularModeThresholds.Of(2, 4);
        Assert.That(thresholds.ModeSharpness, Is.EqualTo(new[] { 8.0 }).Within(1e-14));
        Assert.That((thresholds.Cross, thresholds.CrossStep), Is.EqualTo(((double?)null, (double?)null)));
    }

    [Test]
    public void Values_out_of_order_are_refused()
    {
        Assert.That(
            () => SingularModeThresholds.Of(3, 1, 2),
            Throws.ArgumentException.With.Message.Contains("descending")
        );
        Assert.That(() => SingularModeThresholds.Of(3), Throws.ArgumentException);
        Assert.That(() => SingularModeThresholds.Of(3, 1, 0), Throws.ArgumentException);
    }
}
