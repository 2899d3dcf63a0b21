using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;
using MathNet.Numerics;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class SubspaceMisalignment
{
    private const int Lines = 2000;

    [Check]
    public void The_distance_is_a_metric()
    {
        var cases =
            from k in Draw.Integer(1, Directions)
            from n in Draw.Integer(2 * k, Math.Max(2 * k, Dimension))
            from forth in Draw.Between(0, Math.PI / 4).ArrayOf(k)
            from further in Draw.Between(0, Math.PI / 4).ArrayOf(k)
            from seed in Draw.Seed()
            select new TripleCase(forth, further, n, seed);
        Evidence
            .ForAll(
                "d(U, W) exceeds d(U, V) + d(V, W) by",
                cases.ToArbitrary(),
                c => c.Excess(alignment => alignment.Distance),
                Absolute(1e-12)
            )
            .Rejects("the misalignment as the metric", c => c.Excess(alignment => alignment.Misalignment));
    }

    [Check]
    public void Tiny_and_nearly_right_angles_are_accurate()
    {
        double[] tiny = [1e-9, 3e-8];
        Evidence
            .Agrees("angles 1e-9 and 3e-8", Turned(tiny).Alignment.Angles, tiny, Relative(1e-6))
            .Rejects("arccosines", [.. Arccosines(Turned(tiny))]);
        double[] right = [1e-9, (Math.PI / 2) - 1e-9];
        Evidence
            .Agrees("angles 1e-9 and π/2 − 1e-9", Turned(right).Alignment.Angles, right, Absolute(1e-15))
            .Rejects("arccosines", [.. Arccosines(Turned(right))]);
    }

    [Check]
    public void Random_lines_are_nearly_orthogonal()
    {
        const int n = 100;
        var stream = new RandomStream(StreamSeed());
        var (v, w) = (new double[n], new double[n]);
        var sum = 0.0;
        for (var i = 0; i < Lines; i++)
        {
            stream.FillNormal(v);
            stream.FillNormal(w);
            sum += SubspaceAlignment.OfDirections(v, w).Misalignment;
        }
        // E|v·w| = Γ(n/2)/(√π Γ((n+1)/2)) and E(v·w)² = 1/n for uniform directions.
        var cosine =
            Math.Exp(SpecialFunctions.GammaLn(n / 2.0) - SpecialFunctions.GammaLn((n + 1) / 2.0)) / Math.Sqrt(Math.PI);
        var error = Math.Sqrt(((1.0 / n) - (cosine * cosine)) / Lines);
        Evidence
            .Agrees(
                $"mean misalignment of {Lines} pairs of lines in 100 dimensions",
                sum / Lines,
                1 - cosine,
                Absolute(4 * error)
            )
            .Rejects("1 − E(v·w)²", 1 - (1.0 / n));
        Evidence.Agrees("against the catalogue's two digits", 1 - cosine, 0.92, Absolute(5e-3));
    }

    private static IEnumerable<double> Arccosines(TurnedFrames frames) =>
        Factorizations
            .SingularValues(frames.First * frames.Second.Transpose())
            .Select(cosine => Math.Acos(Math.Clamp(cosine, 0, 1)));

    /// <summary>U, V and W on one path and off it: V turned from U, W turned on in the same planes, W′ anywhere.</summary>
    private sealed record TripleCase(double[] Forth, double[] On, int Dimension, ulong Seed)
    {
        public double Excess(Func<SubspaceAlignment, double> distance)
        {
            var stream = new RandomStream(Seed);
            var directions = RandomMatrices.Frame(2 * Forth.Length, Dimension, stream);
            var u = TurnedFrames.Turn(directions, new double[Forth.Length]);
            var v = TurnedFrames.Turn(directions, Forth);
            var w = TurnedFrames.Turn(directions, [.. Forth.Zip(On, (a, b) => a + b)]);
            var anywhere = RandomMatrices.Frame(Forth.Length, Dimension, stream);
            return Math.Max(Over(u, v, w), Over(u, v, anywhere));

            double Over(Matrix a, Matrix b, Matrix c) => Math.Max(0, To(a, c) - To(a, b) - To(b, c));

            double To(Matrix a, Matrix b) => distance(SubspaceAlignment.Between(a, b));
        }
    }
}
