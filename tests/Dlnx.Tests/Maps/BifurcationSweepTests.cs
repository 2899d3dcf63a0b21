using Dlnx.Maps;

namespace Dlnx.Tests.Maps;

public sealed class BifurcationSweepTests
{
    [Test]
    public void Every_orbit_is_bit_for_bit_the_scalar_one([Values(2, 3, 4, 5, 8, 17, 64)] int depth)
    {
        var steps = Spread(70);
        var sweep = BifurcationSweep.Run(
            new()
            {
                Depth = depth,
                Burn = 500,
                Keep = 64,
            },
            steps
        );
        var orbit = new double[64];
        for (var i = 0; i < steps.Length; i++)
        {
            var map = new BalancedMap(depth, steps[i]);
            map.Record(map.Iterate(0.9, 500), orbit);
            Assert.That(Bits(sweep.Orbit(i)), Is.EqualTo(Bits(orbit)), $"k = {steps[i]}");
        }
    }

    // Long enough for orbits to close, with a rest that is no multiple of their periods: 1, 2, 4, 8, 16, 3, none, diverged.
    [Test]
    public void An_orbit_that_has_closed_ends_where_the_scalar_one_does([Values(99_999, 100_000, 100_001)] int burn)
    {
        foreach (var k in (double[])[1.9, 2.2, 2.55, 2.61, 2.627, 2.7, 2.9, 6])
        {
            var sweep = BifurcationSweep.Run(new() { Depth = 3, Burn = burn }, [k]);
            var map = new BalancedMap(3, k);
            var orbit = new double[128];
            map.Record(map.Iterate(0.9, burn), orbit);
            Assert.That(Bits(sweep.Orbit(0)), Is.EqualTo(Bits(orbit)), $"k = {k}");
        }
    }

    [Test]
    public void A_closed_orbit_is_not_followed_any_further() =>
        Assert.That(
            BifurcationSweep.Run(new() { Depth = 3, Burn = int.MaxValue }, [1.9, 2.2, 2.55]).Periods,
            Is.EqualTo(new[] { 1, 2, 4 })
        );

    [Test]
    public void Workers_do_not_change_a_bit([Values(2, 3, 7)] int workers)
    {
        var steps = Spread(300);
        SweepPlan plan = new()
        {
            Depth = 3,
            Burn = 2000,
            LyapunovSteps = 1000,
            Workers = 1,
        };
        var one = BifurcationSweep.Run(plan, steps);
        var many = BifurcationSweep.Run(plan with { Workers = workers }, steps);
        for (var i = 0; i < steps.Length; i++)
        {
            Assert.That(Bits(many.Orbit(i)), Is.EqualTo(Bits(one.Orbit(i))));
        }
        Assert.That(Bits([.. many.Exponents]), Is.EqualTo(Bits([.. one.Exponents])));
        Assert.That(many.Periods, Is.EqualTo(one.Periods));
    }

    [Test]
    public void Splitting_the_steps_over_calls_does_not_change_a_bit([Values(1, 63, 64, 65)] int first)
    {
        var steps = Spread(150);
        SweepPlan plan = new()
        {
            Depth = 3,
            Burn = 300,
            LyapunovSteps = 100,
        };
        var whole = BifurcationSweep.Run(plan, steps);
        var rest = BifurcationSweep.Run(plan, steps.AsSpan(first));
        for (var i = first; i < steps.Length; i++)
        {
            Assert.That(Bits(rest.Orbit(i - first)), Is.EqualTo(Bits(whole.Orbit(i))));
            Assert.That(Bits([rest.Exponents[i - first]]), Is.EqualTo(Bits([whole.Exponents[i]])));
        }
    }

    // B/fig-1, check 2.
    [Test]
    public void Has_the_catalogued_periods()
    {
        double[] steps = [1.9, 2.2, 2.45, 2.55, 2.61, 2.627, 2.64, 6];
        var sweep = BifurcationSweep.Run(new() { Depth = 3 }, steps);
        Assert.That(sweep.Periods, Is.EqualTo(new[] { 1, 2, 2, 4, 8, 16, 0, -1 }));
        Assert.That(sweep.Exponents, Is.Empty);
    }

    [Test]
    public void Exponents_match_the_scalar_average([Values(2, 3, 6)] int depth)
    {
        // 20 blocks of 55 steps; not a multiple of the eight factors of a logarithm.
        double[] steps = [1.5, 2.3, 2.5, 2.62];
        var sweep = BifurcationSweep.Run(
            new()
            {
                Depth = depth,
                Burn = 5000,
                LyapunovSteps = 1100,
            },
            steps
        );
        double[] scalar = [.. steps.Select(k => Exponent(depth, k))];
        Assert.That(sweep.Exponents, Is.EqualTo(scalar).Within(1e-12));
    }

    [Test]
    public void A_diverging_orbit_has_no_exponent() =>
        Assert.That(BifurcationSweep.Run(new() { Depth = 3, LyapunovSteps = 10 }, [6.0]).Exponents[0], Is.NaN);

    [Test]
    public void No_steps_give_an_empty_result() =>
        Assert.That(BifurcationSweep.Run(new() { Depth = 3 }, []).Periods, Is.Empty);

    [Test]
    public void Stops_when_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(
            () => BifurcationSweep.Run(new() { Depth = 3 }, [2.1], source.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [Test]
    public void Stops_a_long_run_soon_after_cancellation()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        // Two thousand million steps of a chaotic orbit take seconds; the run ends at the next poll instead.
        Assert.That(
            () => BifurcationSweep.Run(new() { Depth = 3, Burn = 2_000_000_000 }, [2.9], source.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [TestCase(1, 100, 64)]
    [TestCase(3, -1, 64)]
    [TestCase(3, 100, 63)]
    public void Refuses_plans_out_of_range(int depth, int burn, int keep) =>
        Assert.That(
            () =>
                BifurcationSweep.Run(
                    new()
                    {
                        Depth = depth,
                        Burn = burn,
                        Keep = keep,
                    },
                    [2.1]
                ),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );

    private static double Exponent(int depth, double k) =>
        LyapunovExponent.Of(new BalancedMap(depth, k), burn: 5000, steps: 1100).Exponent;

    private static double[] Spread(int count) => [.. Enumerable.Range(0, count).Select(i => 1.7 + 1.9 * i / count)];

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
