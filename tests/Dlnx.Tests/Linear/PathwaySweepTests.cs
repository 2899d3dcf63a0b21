using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Tests.Linear;

public sealed class PathwaySweepTests
{
    [TestCase(new[] { 2, 2 })]
    [TestCase(new[] { 3, 5 })]
    [TestCase(new[] { 4, 4, 4 })]
    [TestCase(new[] { 1, 6, 17 })]
    [TestCase(new[] { 64 })]
    public void Every_lane_is_bit_for_bit_the_scalar_mode(int[] depths)
    {
        var lanes = Lanes(depths.Length, 70);
        var plan = new PathwaySweepPlan
        {
            Depths = depths,
            Steps = 500,
            WarmUp = 100,
            Window = 50,
        };
        var ends = PathwaySweep.Run(plan, lanes);
        for (var i = 0; i < lanes.Length; i++)
        {
            var mode = new PathwayMode(depths, lanes[i].Target, lanes[i].Scales);
            var rate = new RateSchedule(lanes[i].FirstRate, lanes[i].LearningRate, plan.WarmUp);
            var (least, dominance) = (mode.Scales.ToArray().Min(), 0.0);
            for (var t = 0; t < plan.Steps; t++)
            {
                mode.Step(rate.At(t));
                least = Math.Min(least, mode.Scales.ToArray().Min());
                dominance += t >= plan.Steps - plan.Window ? mode.Dominance : 0;
            }
            Assert.That(Bits(ends[i].Mode.Scales), Is.EqualTo(Bits(mode.Scales)), $"lane {i}");
            Assert.That(Bits([ends[i].MinScale]), Is.EqualTo(Bits([least])), $"lane {i}");
            Assert.That(Bits([ends[i].MeanDominance]), Is.EqualTo(Bits([dominance / plan.Window])), $"lane {i}");
        }
    }

    [Test]
    public void Workers_and_portions_do_not_change_a_bit([Values(2, 3, 7)] int workers)
    {
        var lanes = Lanes(2, 150);
        var plan = new PathwaySweepPlan
        {
            Depths = [4, 4],
            Steps = 5000,
            Window = 100,
            Workers = 1,
        };
        var one = PathwaySweep.Run(plan, lanes);
        var many = PathwaySweep.Run(plan with { Workers = workers }, lanes);
        var rest = PathwaySweep.Run(plan, lanes[33..]);
        for (var i = 0; i < lanes.Length; i++)
        {
            Assert.That(Bits(many[i].Mode.Scales), Is.EqualTo(Bits(one[i].Mode.Scales)));
            if (i >= 33)
                Assert.That(Bits(rest[i - 33].Mode.Scales), Is.EqualTo(Bits(one[i].Mode.Scales)));
        }
    }

    [Test]
    public void No_lanes_give_no_ends() =>
        Assert.That(PathwaySweep.Run(new() { Depths = [3], Steps = 10 }, []), Is.Empty);

    [Test]
    public void Stops_a_long_run_soon_after_cancellation()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.That(
            () => PathwaySweep.Run(new() { Depths = [3, 3], Steps = 2_000_000_000 }, Lanes(2, 40), source.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [TestCase(0, 10, 0)]
    [TestCase(3, -1, 0)]
    [TestCase(3, 10, 11)]
    public void Refuses_plans_out_of_range(int depth, int steps, int window) =>
        Assert.That(
            () =>
                PathwaySweep.Run(
                    new()
                    {
                        Depths = [depth, depth],
                        Steps = steps,
                        Window = window,
                    },
                    Lanes(2, 1)
                ),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );

    [Test]
    public void Refuses_a_lane_with_another_number_of_pathways() =>
        Assert.That(
            () => PathwaySweep.Run(new() { Depths = [3, 3], Steps = 1 }, Lanes(3, 1)),
            Throws.ArgumentException.With.Message.Contains("3 scales")
        );

    // Small and large starts, rates from calm to divergent.
    private static PathwayLane[] Lanes(int pathways, int count)
    {
        var stream = new RandomStream(7);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new PathwayLane(
                    stream.NextUniform(0.5, 2),
                    [.. Enumerable.Range(0, pathways).Select(_ => stream.NextUniform(0.1, 0.6))],
                    0.01 + (1.2 * i / count)
                )
                {
                    FirstRate = 0.01,
                }),
        ];
    }

    private static long[] Bits(ReadOnlySpan<double> values)
    {
        var bits = new long[values.Length];
        for (var i = 0; i < bits.Length; i++)
        {
            // Not-a-numbers of either kind are one value; their sign and payload carry nothing.
            bits[i] = BitConverter.DoubleToInt64Bits(double.IsNaN(values[i]) ? double.NaN : values[i]);
        }
        return bits;
    }
}
