using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class SemicircleEdge
{
    private const int BulkSize = 200;

    [Check]
    public void The_spectrum_follows_the_semicircle()
    {
        var bulk = new SemicircleBulk(Sigma);
        var matrix = RandomMatrices.GaussianOrthogonal(
            BulkSize,
            Sigma / Math.Sqrt(BulkSize),
            new RandomStream(StreamSeed())
        );
        double[] values = [.. Factorizations.SymmetricEigenvalues(matrix).Order()];
        double[] shares = [.. values.Select((_, i) => (i + 0.5) / BulkSize)];
        // Eigenvalues repel each other: their distribution deviates by a few 1/P only.
        Evidence
            .Agrees(
                $"P = {BulkSize}: share of eigenvalues below each of them",
                shares,
                [.. values.Select(bulk.Cumulative)],
                Absolute(6.0 / BulkSize)
            )
            .Rejects("a uniform bulk", [.. values.Select(x => Math.Clamp(0.5 + (x / (4 * Sigma)), 0, 1))])
            .Rejects(
                "a semicircle of radius √2σ",
                [.. values.Select(new SemicircleBulk(Sigma / Math.Sqrt(2)).Cumulative)]
            );
        Figure($"Spectrum of a random matrix, P = {BulkSize}", Axis.Linear("λ"), Axis.Linear("share below"))
            .Line("semicircle", values, [.. values.Select(bulk.Cumulative)])
            .Points("eigenvalues", values, shares)
            .Rule("−2σ", -bulk.Radius)
            .Rule("2σ", bulk.Radius);
    }

    [Check]
    public void The_moments_are_those_of_the_semicircle()
    {
        Evidence
            .Agrees("second and fourth moment of the density", [Moment(2), Moment(4)], [1, 2], Absolute(1e-12))
            .Rejects("those of a normal density", 1, 3);
        const int size = 100;
        const int draws = 30;
        var stream = new RandomStream(StreamSeed());
        var (second, fourth) = (new double[draws], new double[draws]);
        for (var i = 0; i < draws; i++)
        {
            var matrix = RandomMatrices.GaussianOrthogonal(size, Sigma / Math.Sqrt(size), stream);
            var square = (matrix * matrix).FrobeniusNorm();
            second[i] = matrix.FrobeniusNorm() * matrix.FrobeniusNorm() / size / (Sigma * Sigma);
            fourth[i] = square * square / size / Math.Pow(Sigma, 4);
        }
        // Exactly tr H²/P = σ²(1 + 1/P) and tr H⁴/P = σ⁴(2 + 5/P + 5/P²) in the mean; the limits are 1 and 2.
        Agrees("second moment over σ²", second, 1 + (1.0 / size)).Rejects("half of it", 0.5).Rejects("twice", 2);
        Agrees("fourth moment over σ⁴", fourth, 2 + (5.0 / size) + (5.0 / (size * size)))
            .Rejects("3, as for a normal density", 3);
    }

    [Check]
    public void The_index_of_non_quadraticness_has_no_unit()
    {
        // D/C-index defines σ/λ̄ with the root mean square λ̄ of the outliers.
        var stream = new RandomStream(StreamSeed());
        var index = Index(-2 * Sigma, 1);
        foreach (var scale in new[] { 0.1, 10 })
        {
            Evidence
                .Agrees($"index of {scale}·H over that of H", Index(-2 * Sigma, scale) / index, 1, Absolute(1e-12))
                .Rejects("|λ_min|/(2λ̄²), which has a unit", 1 / scale);
        }
        double[] growing = [.. Enumerable.Range(0, 20).Select(_ => stream.NextUniform(0.1, 10)).Order()];
        double[] indices = [.. growing.Select(size => Index(-size * Sigma, 1))];
        Evidence.Trend(
            "the index grows with |λ_min|",
            [.. indices.Skip(1).Zip(indices, (later, earlier) => later - earlier)],
            atLeast: 19
        );

        double Index(double smallest, double scale) =>
            SemicircleBulk
                .FromSmallest(scale * smallest)
                .RelativeTo([.. Spikes.Select(spike => scale * spike * Sigma)]);
    }

    /// <summary>∫ (x/σ)^p ρ(x) dx; with x = 2σ sin t the integrand is periodic and the midpoint rule exact to rounding.</summary>
    private double Moment(int power)
    {
        const int points = 64;
        var bulk = new SemicircleBulk(Sigma);
        return Enumerable
                .Range(0, points)
                .Select(i => Math.PI * (((i + 0.5) / points) - 0.5))
                .Sum(t =>
                    Math.Pow(2 * Math.Sin(t), power)
                    * bulk.Density(bulk.Radius * Math.Sin(t))
                    * bulk.Radius
                    * Math.Cos(t)
                )
            * Math.PI
            / points;
    }

    private Agreement Agrees(string name, double[] sample, double predicted)
    {
        var mean = sample.Average();
        var error = Math.Sqrt(sample.Sum(x => (x - mean) * (x - mean)) / (sample.Length - 1.0) / sample.Length);
        return Evidence.Agrees(name, mean, predicted, Absolute(5 * error));
    }
}
