using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Tests.Linear;

public sealed class WorstOvershootTests
{
    [Test]
    public void Agrees_with_steps_of_the_recursion([Values(2, 3, 5)] int depth, [Values(2, 4)] int pathways)
    {
        const double ratio = 0.6;
        const int totals = 50;
        var eta = 0.9 * ReturnThreshold.OfDepth(depth).LearningRate(1);
        double Overshoot(int j)
        {
            var scales = new double[pathways];
            Array.Fill(scales, ratio);
            scales[0] = 1;
            var mode = PathwayMode.Homogeneous(depth, 1, scales);
            var scale = Math.Pow(j / (totals + 1.0) / mode.Total, 1.0 / depth);
            foreach (ref var r in mode.Scales)
                r *= scale;
            mode.Step(eta);
            return eta * mode.Residual * mode.Scales.ToArray().Max(r => Math.Pow(r, depth - 2));
        }
        var worst = WorstOvershoot.AtRatio(depth, pathways, eta, ratio, totals);
        Assert.That(worst.Largest, Is.EqualTo(Enumerable.Range(1, totals).Max(Overshoot)).Within(1e-14));
    }

    // A concentrated state is a single pathway, whose largest overshoot at the threshold lands on zero.
    [Test]
    public void Concentrated_states_reach_one_at_the_threshold([Values(3, 6)] int depth)
    {
        var threshold = ReturnThreshold.OfDepth(depth);
        var worst = WorstOvershoot.AtRatio(depth, 3, threshold.LearningRate(1), 0, 4001);
        Assert.That(worst.Largest, Is.EqualTo(1).Within(1e-6));
        Assert.That(worst.Total, Is.EqualTo(threshold.StartPower).Within(1 / 4002.0));
    }

    [Test]
    public void The_grid_finds_the_worst_ratio()
    {
        var eta = ReturnThreshold.OfDepth(4).LearningRate(1);
        var worst = WorstOvershoot.OnGrid(4, 2, eta, 21, 401);
        var ratios = Enumerable.Range(0, 21).Select(i => WorstOvershoot.AtRatio(4, 2, eta, i / 20.0, 401)).ToArray();
        Assert.That(worst, Is.EqualTo(ratios.MaxBy(state => state.Largest)));
        Assert.That(worst.Ratio, Is.Zero);
    }

    [Test]
    public void Refuses_ratios_and_counts_out_of_range()
    {
        Assert.That(() => WorstOvershoot.AtRatio(4, 2, 0.5, 1.1, 10), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => WorstOvershoot.AtRatio(4, 1, 0.5, 1, 10), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => WorstOvershoot.OnGrid(4, 2, 0.5, 1, 10), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
