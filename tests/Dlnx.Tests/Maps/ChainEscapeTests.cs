using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Tests.Maps;

public sealed class ChainEscapeTests
{
    [Test]
    public void Agrees_with_orbits_taken_one_by_one(
        [Values(2, 3, 4, 6)] int depth,
        [Values(0.999, 1.02, 1.3)] double factor
    )
    {
        var map = new BalancedMap(depth, factor * ReturnThreshold.OfDepth(depth).Constant);
        var starts = ChainEscape.Starts(new RandomStream(20), 100);
        var orbit = new double[500];
        var expected = starts.Count(start =>
        {
            map.Record(start, orbit);
            return orbit.Any(u => !(u > 0));
        });
        Assert.That(ChainEscape.Count(map, starts, orbit.Length), Is.EqualTo(expected));
    }

    [Test]
    public void Counts_no_start_when_there_is_none() =>
        Assert.That(ChainEscape.Count(new BalancedMap(3, 4), [], 10), Is.Zero);

    [Test]
    public void Refuses_starts_that_are_out_already() =>
        Assert.That(
            () => ChainEscape.Count(new BalancedMap(3, 4), [0.5, -0.1], 10),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );

    [Test]
    public void Stops_when_cancelled() =>
        Assert.That(
            () =>
                ChainEscape.Count(
                    new BalancedMap(3, 2.2),
                    new double[64]
                        .Select(_ => 0.5)
                        .ToArray(),
                    10,
                    new(true)
                ),
            Throws.InstanceOf<OperationCanceledException>()
        );
}
