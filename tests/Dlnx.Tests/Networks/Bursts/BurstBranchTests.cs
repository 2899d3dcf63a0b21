using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

public sealed class BurstBranchTests
{
    private const double Rate = 0.1;

    // A quadratic with eigenvalues on both sides of the limit 20, and one beyond the three that are tracked.
    private static readonly double[] Spectrum = [26, 24, 12, 8, 6, 5, 4, 3, 2, 1, 0.5, 0.25, 0.1, 0.05];

    private static readonly Lazy<BurstRecording> Recording = new(() =>
        BurstRecorder.Record(
            Bowl,
            Ones,
            new(Rate)
            {
                FirstCheck = 0,
                Records = 30,
                LanczosSteps = 14,
            }
        )
    );

    private static double[] Ones => [.. Spectrum.Select(_ => 1.0)];

    private static CubicSum Bowl => new(new double[Spectrum.Length], Spectrum);

    [Test]
    public void The_recorded_rate_repeats_the_recording_to_the_last_bit()
    {
        var branch = Follow(BranchPlan.Constant(4, Rate, 10));
        var expected = Recording.Value.Records.Skip(4).Take(11).Select(record => record.Loss);
        Assert.That(branch.Losses, Is.EqualTo(expected));
        Assert.That(branch.Parameters, Is.EqualTo(Recording.Value.Parameters(14)));
    }

    [Test]
    public void Coordinates_of_a_bowl_follow_the_schedule()
    {
        double[] rates = [0.01, 0.02, 0.03];
        var branch = Follow(new BranchPlan(2, rates));
        for (var i = 0; i < Spectrum.Length; i++)
        {
            var factor = rates.Aggregate(1.0, (product, rate) => product * (1 - (rate * Spectrum[i])));
            var expected = Math.Pow(1 - (Rate * Spectrum[i]), 2) * factor;
            Assert.That(branch.Parameters[i], Is.EqualTo(expected).Within(1e-12));
        }
    }

    [Test]
    public void Suppression_keeps_unstable_coordinates_where_they_are()
    {
        var branch = Follow(BranchPlan.Constant(1, Rate, 6) with { Projection = UpdateProjection.Suppress });
        for (var i = 0; i < Spectrum.Length; i++)
        {
            var steps = i < 2 ? 1 : 7;
            Assert.That(branch.Parameters[i], Is.EqualTo(Math.Pow(1 - (Rate * Spectrum[i]), steps)).Within(1e-10));
        }

        Assert.That(branch.Losses, Is.Ordered.Descending);
    }

    [Test]
    public void Restriction_keeps_all_others_where_they_are()
    {
        var branch = Follow(BranchPlan.Constant(1, Rate, 6) with { Projection = UpdateProjection.Restrict });
        for (var i = 0; i < Spectrum.Length; i++)
        {
            var steps = i < 2 ? 7 : 1;
            var expected = Math.Pow(1 - (Rate * Spectrum[i]), steps);
            Assert.That(branch.Parameters[i], Is.EqualTo(expected).Within(1e-8 * Math.Max(1, Math.Abs(expected))));
        }
    }

    [Test]
    public void Restriction_below_the_limit_follows_the_leading_direction()
    {
        var branch = Follow(BranchPlan.Constant(0, 0.05, 4) with { Projection = UpdateProjection.Restrict });
        Assert.That(branch.Parameters[0], Is.EqualTo(Math.Pow(1 - (0.05 * 26), 4)).Within(1e-9));
        Assert.That(branch.Parameters[1..], Is.All.EqualTo(1).Within(1e-7));
    }

    [Test]
    public void Curvature_is_measured_where_the_plan_says()
    {
        var branch = Follow(BranchPlan.Constant(3, 0.01, 4) with { Measured = [0, 4] });
        int[] counts = [3, 0, 0, 0, 3];
        Assert.That(branch.Points.Select(point => point.Eigenvalues.Length), Is.EqualTo(counts));
        Assert.That(branch.Points[4].Eigenvalues, Is.EqualTo(Spectrum[..3]).Within(1e-9));
        Assert.That(Math.Abs(branch.Points[4].Eigenvectors[1, 1]), Is.EqualTo(1).Within(1e-9));
        var plain = Follow(BranchPlan.Constant(3, 0.01, 4) with { Measured = [] });
        Assert.That(plain.Losses, Is.EqualTo(branch.Losses));
    }

    [Test]
    public void A_divergent_branch_ends()
    {
        var branch = Follow(BranchPlan.Constant(0, 1e200, 10));
        Assert.That(branch.Points, Has.Count.LessThan(5));
        Assert.That(branch.Losses.Select(double.IsFinite), Is.Ordered.Descending);
        Assert.That(double.IsFinite(branch.Losses[^1]), Is.False);
    }

    [Test]
    public void Refuses_what_is_not_there()
    {
        Assert.That(() => Follow(BranchPlan.Constant(30, Rate, 1)), Throws.InstanceOf<ArgumentException>());
        Assert.That(
            () => Follow(BranchPlan.Constant(0, Rate, 1) with { Tracked = 13, LanczosSteps = 12 }),
            Throws.ArgumentException
        );
    }

    private static BurstBranch Follow(BranchPlan plan) => BurstBranch.Of(Bowl, Recording.Value, plan);
}
