using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

/// <summary>The low-rank model against central differences and against the network of depth two.</summary>
public sealed class LowRankFactorizationTests
{
    [Test]
    public void A_step_is_minus_eta_times_central_differences_of_the_loss()
    {
        var stream = new RandomStream(7);
        var target = RandomMatrices.Gaussian(4, 4, stream);
        var (left, right) = (RandomMatrices.Gaussian(4, 2, stream), RandomMatrices.Gaussian(4, 2, stream));
        var stepped = new LowRankFactorization(target, left, right);
        stepped.Step(0.01);
        for (var i = 0; i < left.Span.Length; i++)
        {
            Assert.That(
                (left.Span[i] - stepped.Left.Span[i]) / 0.01,
                Is.EqualTo(Slope(target, left, right, left, i)).Within(1e-6)
            );
            Assert.That(
                (right.Span[i] - stepped.Right.Span[i]) / 0.01,
                Is.EqualTo(Slope(target, left, right, right, i)).Within(1e-6)
            );
        }
    }

    [Test]
    public void At_full_rank_it_is_the_network_of_depth_two()
    {
        var stream = new RandomStream(8);
        var target = RandomMatrices.Gaussian(3, 3, stream);
        var network = DeepLinearNetworks.Gaussian(2, 3, 0.5, stream);
        // W₂W₁ = ABᵀ with A = W₂ and B = W₁ᵀ.
        var model = new LowRankFactorization(target, network.LayerMatrix(1), network.LayerMatrix(0).Transpose());
        for (var t = 0; t < 20; t++)
        {
            model.Step(0.05);
            network.Step(target, 0.05);
        }
        Assert.That(model.Loss(), Is.EqualTo(network.Loss(target)).Within(1e-13));
        Assert.That(model.Product(1, 2), Is.EqualTo(network.Product()[1, 2]).Within(1e-13));
    }

    [Test]
    public void A_run_below_the_threshold_ends_at_the_floor()
    {
        var plan = new LowRankPlan([2, 1], 5, 1, 1.5, 1e-3, 1000);
        var run = LowRankRun.Of(plan, new RandomStream(1));
        Assert.That(plan.Floor, Is.EqualTo(0.5));
        Assert.That(run.ExcessHigh, Is.Zero.Within(1e-12));
        Assert.That(run.LastProjected, Is.All.EqualTo(2).Within(1e-9));
    }

    [Test]
    public void Factors_that_do_not_fit_are_refused() =>
        Assert.That(
            () => new LowRankFactorization(new(3, 3), new(3, 2), new(3, 1)),
            Throws.ArgumentException.With.Message.Contains("equally wide")
        );

    private static double Slope(Matrix target, Matrix left, Matrix right, Matrix varied, int entry)
    {
        const double h = 1e-6;
        var kept = varied.Span[entry];
        double At(double value)
        {
            varied.Span[entry] = value;
            return new LowRankFactorization(target, left, right).Loss();
        }
        var slope = (At(kept + h) - At(kept - h)) / (2 * h);
        varied.Span[entry] = kept;
        return slope;
    }
}
