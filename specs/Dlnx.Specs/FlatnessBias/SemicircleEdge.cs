using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/C-edge",
    "Semicircle bulk",
    Kind = ClaimKind.Proposition,
    Source = "App. C",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        A symmetric $P\times P$ matrix of independent centred entries with variance $\sigma^2/P$ has, for large $P$, the spectral
        density $\sqrt{4\sigma^2 - x^2}/(2\pi\sigma^2)$ on $[-2\sigma, 2\sigma]$, so $\lambda_{\min} \to -2\sigma$ and
        $\sigma = |\lambda_{\min}|/2$. A few positive outliers do not move the lower edge.
        """,
    Explanation = """
        Asymptotic. At finite $P$ the smallest eigenvalue lies higher, $E\lambda_{\min} \approx -2\sigma +
        1.20653\,\sigma P^{-2/3}$, with standard deviation $1.268\,\sigma P^{-2/3}$ (Tracy–Widom).
        """
)]
public sealed partial class SemicircleEdge : ClaimSpec
{
    private static readonly double[] Spikes = [10, 6, 4];

    [Parameter("P", Min = 50, Max = 1000, Description = "rows of the random matrices")]
    public int Size { get; set; } = 800;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, an entry has the variance σ²/P")]
    public double Sigma { get; set; } = 1;

    [Parameter(Min = 1, Max = 100, Description = "random matrices")]
    public int Draws { get; set; } = 6;

    [Check]
    public void Small_matrices_have_the_corrected_edge()
    {
        var bulk = new SemicircleBulk(1);
        foreach (var (size, draws) in new[] { (100, 30), (200, 6) })
            Edge(size, 1, draws).Rejects("−σ", -1).Rejects("−4σ", -4);
        // Many draws tell the edge from its limit: the shift is .056, four standard errors are .022.
        Edge(100, 1, 120).Rejects("−2σ, the limit without the correction", -bulk.Radius);
    }

    [Check(Tier.Standard)]
    public void Large_matrices_have_the_corrected_edge()
    {
        Edge(800, 1, 6).Rejects("−σ", -1).Rejects("−4σ", -4);
        if (Size != 800 || Sigma != 1 || Draws != 6)
            Edge(Size, Sigma, Draws).Rejects("−σ", -Sigma).Rejects("−4σ", -4 * Sigma);
    }

    [Check(Tier.Standard)]
    public void Positive_outliers_do_not_move_the_lower_edge()
    {
        var bulk = new SemicircleBulk(Sigma);
        double[] signals = [.. Spikes.Select(spike => spike * Sigma)];
        var smallest = new double[Draws];
        var largest = new double[Draws][];
        for (var i = 0; i < Draws; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var stream = new RandomStream(StreamSeed(i));
            var matrix = SpikedMatrix.Draw(Size, Sigma, signals, stream);
            smallest[i] = matrix.Smallest(stream);
            largest[i] = matrix.Largest(stream, signals.Length);
        }
        var estimate = SemicircleBulk.FromSmallest(smallest.Average());
        Evidence
            .Agrees(
                $"P = {Size}, outliers 10σ, 6σ, 4σ: |λ_min|/2",
                estimate.Sigma,
                Sigma,
                Relative(Size >= 800 ? 0.02 : 0.02 + (3 * Math.Pow(Size, -2.0 / 3)))
            )
            .Rejects("|λ_min|", 2 * estimate.Sigma);
        for (var k = 0; k < signals.Length; k++)
        {
            var theta = Spikes[k];
            // The fluctuation of an outlier θ has the variance 2σ²(1 − 1/θ²)/P.
            var error = Sigma * Math.Sqrt(2 * (1 - (1 / (theta * theta))) / Size / Draws);
            Evidence
                .Agrees(
                    $"P = {Size}: outlier {k + 1}",
                    largest.Average(values => values[k]),
                    signals[k] + (bulk.Sigma * bulk.Sigma / signals[k]),
                    Absolute(Math.Min(0.15 * Sigma * Math.Sqrt(800.0 / Size), 5 * error))
                )
                .Rejects("λ + 2σ, the signal on top of the edge", signals[k] + bulk.Radius);
        }
    }

    private Agreement Edge(int size, double sigma, int draws)
    {
        var bulk = new SemicircleBulk(sigma);
        var smallest = new double[draws];
        for (var i = 0; i < draws; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var stream = new RandomStream(StreamSeed()).Substream($"{size} {draws} {i}");
            smallest[i] = SpikedMatrix.Draw(size, sigma, [], stream).Smallest(stream);
        }
        return Evidence.Agrees(
            $"P = {size}, {draws} draws: mean λ_min, σ = {sigma}",
            smallest.Average(),
            bulk.SmallestMean(size),
            Absolute(4 * bulk.SmallestDeviation(size) / Math.Sqrt(draws))
        );
    }
}
