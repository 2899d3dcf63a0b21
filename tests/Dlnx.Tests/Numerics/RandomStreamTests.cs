using Dlnx.Numerics;

namespace Dlnx.Tests.Numerics;

public sealed class RandomStreamTests
{
    [Test]
    public void SplitMix64_gives_the_published_first_outputs()
    {
        // The widely published vector for seed 1234567, from the reference C code of SplitMix64.
        var generator = new SplitMix64(1234567);
        ulong[] outputs = [generator.Next(), generator.Next(), generator.Next()];
        Assert.That(outputs, Is.EqualTo(new[] { 6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL }));
    }

    [Test]
    public void Equals_the_reference_definition([Values(0UL, 1UL, 1234567UL, ulong.MaxValue)] ulong seed)
    {
        var seeder = new SplitMix64(seed);
        var (s0, s1, s2, s3) = (seeder.Next(), seeder.Next(), seeder.Next(), seeder.Next());
        var stream = new RandomStream(seed);
        for (var draw = 0; draw < 1000; draw++)
        {
            // xoshiro256starstar.c, with its rotl written out.
            var product = s1 * 5;
            var expected = ((product << 7) | (product >> 57)) * 9;
            var t = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= t;
            s3 = (s3 << 45) | (s3 >> 19);
            Assert.That(stream.NextUInt64(), Is.EqualTo(expected), $"draw {draw}");
        }
    }

    [Test]
    public void Substreams_do_not_depend_on_what_was_consumed()
    {
        var (fresh, used) = (new RandomStream(7), new RandomStream(7));
        used.FillNormal(new double[101]);
        Assert.Multiple(() =>
        {
            Assert.That(used.Substream("init").NextUInt64(), Is.EqualTo(fresh.Substream("init").NextUInt64()));
            Assert.That(used.Substream(3).NextUInt64(), Is.EqualTo(fresh.Substream(3).NextUInt64()));
        });
    }

    [Test]
    public void Substreams_have_distinct_seeds()
    {
        var parent = new RandomStream(7);
        ulong[] seeds =
        [
            parent.Seed,
            .. Enumerable.Range(0, 1000).Select(index => parent.Substream((ulong)index).Seed),
            .. Enumerable.Range(0, 1000).Select(index => parent.Substream($"name{index}").Seed),
        ];
        Assert.That(seeds, Is.Unique);
    }

    [Test]
    public void Neighbouring_substreams_are_uncorrelated()
    {
        const int Draws = 20_000;
        var parent = new RandomStream(11);
        var (left, right) = (parent.Substream(0), parent.Substream(1));
        var sum = 0.0;
        for (var i = 0; i < Draws; i++)
        {
            sum += left.NextNormal() * right.NextNormal();
        }

        // The product of independent standard normals has variance 1: five standard errors.
        Assert.That(sum / Draws, Is.EqualTo(0).Within(5 / Math.Sqrt(Draws)));
    }

    [Test]
    public void Uniform_draws_have_the_moments_of_the_uniform_distribution()
    {
        const int Draws = 100_000;
        var stream = new RandomStream(5);
        var values = Enumerable.Range(0, Draws).Select(_ => stream.NextDouble()).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(values, Has.All.InRange(0.0, Math.BitDecrement(1.0)));
            Assert.That(values.Average(), Is.EqualTo(0.5).Within(5 * Math.Sqrt(1.0 / 12 / Draws)));
            Assert.That(values.Average(x => x * x), Is.EqualTo(1.0 / 3).Within(5 * Math.Sqrt(4.0 / 45 / Draws)));
        });
    }

    [Test]
    public void Normal_draws_have_the_moments_of_the_normal_distribution()
    {
        const int Draws = 100_000;
        var values = new double[Draws];
        new RandomStream(6).FillNormal(values);

        // Var x = 1, Var x² = 2, Var x³ = 15, Var x⁴ = 96: five standard errors each.
        var error = 5 / Math.Sqrt(Draws);
        Assert.Multiple(() =>
        {
            Assert.That(values.Average(), Is.EqualTo(0).Within(error));
            Assert.That(values.Average(x => x * x), Is.EqualTo(1).Within(error * Math.Sqrt(2)));
            Assert.That(values.Average(x => x * x * x), Is.EqualTo(0).Within(error * Math.Sqrt(15)));
            Assert.That(values.Average(x => x * x * x * x), Is.EqualTo(3).Within(error * Math.Sqrt(96)));
        });
    }

    [Test]
    public void Integer_draws_are_uniform_over_a_range_that_does_not_divide_the_period()
    {
        const int Draws = 70_000;
        var stream = new RandomStream(8);
        var counts = new int[7];
        for (var i = 0; i < Draws; i++)
        {
            counts[stream.NextInt32(-3, 4) + 3]++;
        }

        // χ² with 6 degrees of freedom exceeds 22.46 with probability 0.001.
        var statistic = counts.Sum(count => Math.Pow(count - (Draws / 7.0), 2) / (Draws / 7.0));
        Assert.That(statistic, Is.LessThan(22.46));
    }

    [Test]
    public void Integer_draws_reach_the_whole_range_of_int()
    {
        var stream = new RandomStream(9);
        var values = Enumerable.Range(0, 200).Select(_ => stream.NextInt32(int.MinValue, int.MaxValue)).ToArray();
        Assert.That(values.Min(), Is.LessThan(-1_500_000_000));
        Assert.That(values.Max(), Is.GreaterThan(1_500_000_000));
    }

    [Test]
    public void Ranges_out_of_order_are_refused()
    {
        var stream = new RandomStream(1);
        Assert.That(() => stream.NextInt32(3, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => stream.NextUniform(1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => stream.NextUniform(0, double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
