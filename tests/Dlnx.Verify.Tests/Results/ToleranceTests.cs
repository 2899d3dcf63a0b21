using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Verify.Tests.Results;

public sealed class ToleranceTests
{
    // |measured − predicted| in units of 1, |predicted| and max(1, |predicted|).
    [TestCase(Scale.Absolute, 3, 4, 1)]
    [TestCase(Scale.Relative, 3, 4, 0.25)]
    [TestCase(Scale.Mixed, 3, 4, 0.25)]
    [TestCase(Scale.Mixed, 0.75, 0.5, 0.25)]
    [TestCase(Scale.Relative, -3, -4, 0.25)]
    [TestCase(Scale.Relative, 1, 0, double.PositiveInfinity)]
    [TestCase(Scale.Relative, 0, 0, 0)]
    [TestCase(Scale.Absolute, double.NaN, double.NaN, 0)]
    [TestCase(Scale.Absolute, double.NaN, 1, double.PositiveInfinity)]
    [TestCase(Scale.Absolute, 1, double.NaN, double.PositiveInfinity)]
    [TestCase(Scale.Relative, double.PositiveInfinity, double.PositiveInfinity, 0)]
    [TestCase(Scale.Relative, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(Scale.Relative, 1, double.PositiveInfinity, double.PositiveInfinity)]
    public void Deviation_is_measured_on_its_scale(Scale scale, double measured, double predicted, double deviation) =>
        Assert.That(new Tolerance(1, scale).Deviation(measured, predicted), Is.EqualTo(deviation));

    [TestCase(0, 0, 1)]
    [TestCase(0, 1, double.NegativeInfinity)]
    [TestCase(4, 0, 1)]
    [TestCase(4, 1, 0.75)]
    [TestCase(4, 4, 0)]
    [TestCase(4, 8, -1)]
    [TestCase(4, double.PositiveInfinity, double.NegativeInfinity)]
    public void Margin_is_1_at_agreement_and_0_at_the_limit(double tolerance, double deviation, double margin) =>
        Assert.That(Tolerance.Absolute(tolerance).Margin(deviation), Is.EqualTo(margin));

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(-1e-300)]
    public void A_tolerance_that_is_no_distance_is_refused(double value)
    {
        var problem = Assert.Throws<ArgumentOutOfRangeException>(() => Tolerance.Relative(value));

        Assert.That(problem!.Message, Does.Contain($"The tolerance is {value:R}; it must be a finite number"));
    }

    [Test]
    public void A_change_of_the_prediction_beyond_the_resolution_is_noticed_whichever_way_it_goes()
    {
        var cases =
            from scale in Gen.Elements(Scale.Absolute, Scale.Mixed)
            from predicted in Gen.Choose(-4096, 4096).Where(n => n != 0)
            from tolerance in Gen.Choose(1, 1024)
            from share in Gen.Choose(-1000, 1000)
            select new Case(new Tolerance(tolerance / 64.0, scale), predicted / 64.0, share / 1000.0);

        Check.One(
            Config.QuickThrowOnFailure.WithReplay(5, 7).WithMaxTest(500),
            Prop.ForAll(cases.ToArbitrary(), Noticed)
        );
    }

    // Moves the prediction away from the measurement by slightly more, and slightly less, than the resolution.
    private static bool Noticed(Case c)
    {
        var unit = c.Tolerance.Scale == Scale.Absolute ? 1 : Math.Max(1, Math.Abs(c.Predicted));
        var measured = c.Predicted + (c.Share * c.Tolerance.Value * unit);
        var deviation = c.Tolerance.Deviation(measured, c.Predicted);
        var resolution = c.Tolerance.Resolution(deviation, c.Predicted)!.Value;
        var away = Math.Sign(c.Predicted - measured);
        double Moved(double factor) =>
            Math.Abs(c.Predicted + (away * factor * resolution * Math.Abs(c.Predicted)) - measured) / unit;
        return Moved(1.001) >= c.Tolerance.Value * (1 - 1e-9) && Moved(0.999) <= c.Tolerance.Value * (1 + 1e-9);
    }

    private sealed record Case(Tolerance Tolerance, double Predicted, double Share);
}
