using Dlnx.Landscapes;

namespace Dlnx.Tests.Landscapes;

/// <summary>Descent, minima and level sets against what is known of them without a computer.</summary>
public sealed class DescentTests
{
    private static readonly UnitProduct Product = new();

    [Test]
    public void A_path_has_the_start_and_one_point_a_step()
    {
        // At (2, 1): residual 1, gradient (1, 2).
        var path = Product.Path(new(2, 1), 0.1, 1);
        Assert.That(path, Is.EqualTo(new[] { new PlanePoint(2, 1), new PlanePoint(1.9, 0.8) }));
    }

    [Test]
    public void The_sharpest_Holder_minimum_has_tangent_pi()
    {
        // On the axis y = 0: d/dx ln(sin x · e^(1 − x/π)) = cot x − 1/π.
        var minimum = HolderMinima.All[0];
        Assert.That(Math.Tan(minimum.Point.X), Is.EqualTo(Math.PI).Within(1e-12));
        Assert.That(minimum.Point.Y, Is.Zero);
    }

    [Test]
    public void Holder_minima_are_sorted_by_sharpness_and_found_in_every_quadrant()
    {
        Assert.That(HolderMinima.All.Select(minimum => minimum.Hessian.Largest), Is.Ordered.Descending);
        Assert.That(HolderMinima.Nearest(new(-4.4, -3)), Is.EqualTo(3));
    }

    [Test]
    public void Newton_names_a_guess_that_leads_to_no_minimum() =>
        Assert.That(
            () => LandscapeMinimum.Near(Product, new(0.1, -0.1)),
            Throws.ArgumentException.With.Message.Contains("no minimum")
        );

    [Test]
    public void A_stage_starts_where_the_last_one_ended_after_a_kick()
    {
        var kick = new PlanePoint(1e-3, 2e-3);
        var stages = new StagedDescent([0.1, 0.2], 50, kick).Run(Product, new(2, 1), new(2, 1));
        Assert.That(stages[1].Path[0], Is.EqualTo(stages[0].End + kick));
        Assert.That(stages[0].Converged, Is.True);
        Assert.That(stages[0].MaxDistance, Is.EqualTo(stages[0].End.DistanceTo(new(2, 1))).Within(1e-12));
        // At ab = 1 the sharpness is a² + b².
        var end = stages[1].End;
        Assert.That(stages[1].Ratio, Is.EqualTo((end.X * end.X + end.Y * end.Y) * 0.1).Within(1e-9));
    }

    [TestCase(0.5, CatapultCourse.Monotone)]
    [TestCase(3, CatapultCourse.Catapult)]
    [TestCase(5, CatapultCourse.Diverged)]
    public void Catapults_start_at_two_and_end_at_four(double c, CatapultCourse expected) =>
        Assert.That(Catapult.Of(new(4, 0.2), c, 20_000).Course, Is.EqualTo(expected));

    [Test]
    public void A_level_set_of_the_product_is_a_hyperbola()
    {
        // ½(ab − 1)² = ½ in the positive quadrant: ab = 2.
        var points = LevelSet.Crossings(Product, new(1, 1), new(3, 3), 200, 0.5);
        Assert.That(points, Is.Not.Empty);
        Assert.That(points.Select(p => p.X * p.Y), Is.All.EqualTo(2).Within(1e-3));
    }

    [Test]
    public void Decoupled_coordinates_keep_their_own_periods()
    {
        // k = 2L²b^(2−2/L)·η with L = 2: 8bη, so 1.6 in x and 2.24 in y.
        var run = PowerPairRun.Of(new PowerPair(2, 0.5, 0.7), new(0.6, 0.9), 0.4, 5000);
        Assert.That((run.PeriodX, run.PeriodY), Is.EqualTo((1, 2)));
        Assert.That(run.X, Has.Length.EqualTo(PowerPairRun.Kept).And.All.EqualTo(Math.Sqrt(0.5)).Within(1e-9));
    }
}
