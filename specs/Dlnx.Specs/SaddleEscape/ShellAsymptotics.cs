using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/lem-19",
    "Bottleneck-shell asymptotics",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 19, eq. (36)",
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Corrected,
    Statement = """
        Let the scales be sorted, with $a_{(l)}/a_{(l+1)} \le \eta$ at strict steps, and $g_l = a_{(l)}^2 - a_{(1)}^2$. On shell $k$,
        $u \in [a_{(k)}^2, a_{(k+1)}^2]$,
        $$\sqrt{\textstyle\prod_l(u + g_l)} = u^{k/2}\prod_{l>k}a_{(l)}\,\big(1 + O(\eta)\big)$$
        uniformly.
        """,
    Corrected = """
        Let $R$ be the ratio of the two sides. On the closed shell $1 \le R \le 2^{(L-1)/2}$, and without ties
        $R \le 2e^{\eta^2/(1-\eta^2)}$. On the buffered shell $u \in [a_{(k)}^2/\eta,\ \eta a_{(k+1)}^2]$ also
        $R \le (1+\eta)^{(L-1)/2}$, and without ties $|R - 1| \le 1.1\,\eta$. The order of escape times needs no more.
        """,
    Explanation = """
        At an edge of a shell the ratio tends to $\sqrt2$, not to 1: $a = (10^{-3}, 0.1, 1)$ has $R = 1.42123$ at $u = 0.01$.
        The proof's two geometric sums start at $(a_{(k)}^2 - a_{(1)}^2)/u$ and $u/a_{(k+1)}^2$, which are of order 1 there. Ties
        make it worse: $a = (10^{-3}, 1, 1, 1)$ has $R \to \sqrt8$ at $u = 1$.
        """
)]
public sealed class ShellAsymptotics : ClaimSpec
{
    private const int Profiles = 400;
    private const int Points = 13;

    private static readonly double[] Etas = [0.3, 0.1, 0.03, 0.01];

    [Parameter("a", Above = 0, Max = 1e6, Description = "scales, ascending, at least two")]
    public double[] Scales { get; set; } = [1e-3, 0.1, 1];

    [Parameter("k", Min = 1, Description = "shell, up to the number of scales")]
    public int Shell { get; set; } = 1;

    [Parameter("u", Above = 0, Description = "square of the smallest scale on its way up")]
    public double Square { get; set; } = 0.01;

    public override void Validate() => ShellChoice.Require(Scales, Shell);

    [Check]
    public void Closed_shells_keep_the_ratio_within_constants()
    {
        foreach (var eta in Etas)
        {
            var (tied, strict) = (Profile(eta, 1.0 / 3), Profile(eta, 0));
            Evidence.AtLeast($"η = {eta}: smallest R on closed shells", tied.Min(p => p.Smallest(Closed)), 1 - 1e-12);
            Evidence.AtMost(
                $"η = {eta}: largest R over 2^((L−1)/2) on closed shells, with ties",
                tied.Max(p => p.Largest(Closed) / Math.Pow(2, 0.5 * (p.Scales.Length - 1))),
                1
            );
            Evidence.AtMost(
                $"η = {eta}: largest R on closed shells, without ties",
                strict.Max(p => p.Largest(Closed)),
                2 * Math.Exp(eta * eta / (1 - (eta * eta)))
            );
        }
    }

    [Check]
    public void Buffered_shells_keep_it_close_to_one()
    {
        foreach (var eta in Etas)
        {
            var (tied, strict) = (Profile(eta, 1.0 / 3), Profile(eta, 0));
            Evidence.AtMost(
                $"η = {eta}: largest R over (1+η)^((L−1)/2) on buffered shells, with ties",
                tied.Max(p => p.Largest(Buffered) / Math.Pow(1 + p.Eta, 0.5 * (p.Scales.Length - 1))),
                1
            );
            Evidence.AtMost(
                $"η = {eta}: largest |R − 1|/η on buffered shells, without ties",
                strict.Max(p => Math.Max(p.Largest(Buffered) - 1, 1 - p.Smallest(Buffered))) / eta,
                1.1
            );
        }
    }

    [Check(Role = Role.Counterexample)]
    public void At_an_edge_the_ratio_is_the_root_of_two()
    {
        foreach (var eta in new[] { 0.1, 0.01 })
        {
            var ratio = BottleneckShell.Ratio([eta * eta * eta, eta, 1], 1, eta * eta);
            Evidence
                .Agrees($"η = {eta}: R at the upper edge of shell 1", ratio / Math.Sqrt(2), 1, Absolute(0.006))
                .Rejects("1 + O(η) up to the edge: at most 1 + 2η", (1 + (2 * eta)) / Math.Sqrt(2))
                .Rejects("edge value 2", Math.Sqrt(2));
        }
        double[] scales = [1e-3, 0.1, 1];
        Evidence.Golden("edge of shells 1 and 2, u=0.01", BottleneckShell.Ratio(scales, 1, 0.01), Absolute(1e-11));
        Evidence.Golden("edge of shells 2 and 3, u=1", BottleneckShell.Ratio(scales, 2, 1), Absolute(1e-11));
        Evidence.Golden("inside shell 1, u=1e-4", BottleneckShell.Ratio(scales, 1, 1e-4), Absolute(1e-11));
    }

    [Check(Role = Role.Counterexample)]
    public void Ties_make_the_edge_worse()
    {
        var ratio = BottleneckShell.Ratio([1e-3, 1, 1, 1], 1, 1);
        Evidence
            .Agrees("a = (1e-3, 1, 1, 1): R at u = 1", ratio, Math.Sqrt(8), Absolute(1e-5))
            .Rejects("1 + O(η), η = 1e-3", 1)
            .Rejects("√2, as without ties", Math.Sqrt(2));
        Evidence.Golden("three ties, u=1", ratio, Absolute(1e-9));
    }

    [Check]
    public void The_given_scales_obey_the_bounds()
    {
        var lower = Scales[Shell - 1] * Scales[Shell - 1];
        var upper = Shell < Scales.Length ? Scales[Shell] * Scales[Shell] : double.PositiveInfinity;
        DrawShells();
        if (Square < lower * (1 - 1e-12) || Square > upper * (1 + 1e-12))
            Skip($"u = {Square:G6} is not on shell {Shell}, [{lower:G6}, {upper:G6}].");
        var ratio = BottleneckShell.Ratio(Scales, Shell, Square);
        Evidence.AtLeast("R at u", ratio, 1 - 1e-12);
        Evidence.AtMost("R at u", ratio, Math.Pow(2, 0.5 * (Scales.Length - 1)) * (1 + 1e-12));
        // The same product, written out.
        var product = Scales.Aggregate(1.0, (all, a) => all * (Square + (a * a) - (Scales[0] * Scales[0])));
        var approximation = Math.Pow(Square, 0.5 * Shell) * Scales.Skip(Shell).Aggregate(1.0, (all, a) => all * a);
        Evidence.Agrees("R from its definition", ratio, Math.Sqrt(product) / approximation, Relative(1e-9));
    }

    private void DrawShells()
    {
        var figure = Figure("Where the shell formula holds", Axis.Log("u"), Axis.Linear("R"));
        for (var k = 1; k <= Scales.Length; k++)
        {
            var (low, high) = (Scales[k - 1], k < Scales.Length ? Scales[k] : 10 * Scales[^1]);
            if (high <= low)
                continue;
            double[] us = [.. Enumerable.Range(0, 41).Select(i => Math.Pow(low * Math.Pow(high / low, i / 40.0), 2))];
            var shell = k;
            figure.Line($"shell {k}", us, [.. us.Select(u => BottleneckShell.Ratio(Scales, shell, u))]);
        }
        figure.Level("√2", Math.Sqrt(2)).Level("1", 1);
    }

    private List<ShellProfile> Profile(double eta, double ties)
    {
        var stream = new RandomStream(StreamSeed((int)Math.Round((1000 * eta) + (10 * ties))));
        return [.. Enumerable.Range(0, Profiles).Select(_ => ShellProfile.Draw(eta, ties, stream))];
    }

    // The shell's ends, as factors on u; the last shell has no upper edge and is followed over four decades.
    private static (double Low, double High) Closed(double eta, double low, double? high) =>
        (low * low, high * high ?? low * low * 1e4);

    private static (double Low, double High) Buffered(double eta, double low, double? high) =>
        (low * low / eta, eta * high * high ?? low * low * 1e4 / eta);

    private sealed record ShellProfile(double Eta, double[] Scales)
    {
        private const double SmallestScale = 1e-6;

        public static ShellProfile Draw(double eta, double ties, RandomStream stream)
        {
            var scales = new double[stream.NextInt32(2, 7)];
            scales[0] = SmallestScale;
            for (var l = 1; l < scales.Length; l++)
            {
                var isTie = stream.NextDouble() < ties;
                scales[l] = scales[l - 1] / (isTie ? 1 : eta * stream.NextUniform(0.3, 1));
            }
            return new(eta, scales);
        }

        public double Largest(Func<double, double, double?, (double, double)> ends) => Ratios(ends).Max();

        public double Smallest(Func<double, double, double?, (double, double)> ends) => Ratios(ends).Min();

        private IEnumerable<double> Ratios(Func<double, double, double?, (double, double)> ends)
        {
            for (var k = 1; k <= Scales.Length; k++)
            {
                double? next = k < Scales.Length ? Scales[k] : null;
                var (low, high) = ends(Eta, Scales[k - 1], next);
                // A tie leaves no shell between its members.
                if (next is not null && next <= Scales[k - 1])
                    continue;
                for (var i = 0; i < Points; i++)
                    yield return BottleneckShell.Ratio(Scales, k, low * Math.Pow(high / low, i / (Points - 1.0)));
            }
        }
    }
}
