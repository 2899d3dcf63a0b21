using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/lem-F.1",
    "Overshoot regime and monotonicity",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.1",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/def-6.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $L \ge 2$. (i) Some $u < 1$ has $F_\kappa(u) > 1$ iff $\kappa > 1/L$. (ii) For $\kappa > 1/L$ the map decreases
        strictly on $[1, \infty)$:
        $$F_\kappa'(u) = 1 + \kappa u^{L-2}\big[(L-1) - (2L-1)u^L\big] \le 1 - \kappa L < 0.$$
        """,
    Explanation = """
        (i) follows from $F(u) - 1 = (1-u)\big[\kappa u^{L-1}(1 + u + \dots + u^{L-1}) - 1\big]$, whose bracket increases in $u$
        up to $\kappa L - 1$. Below 1 the map is not monotone: it first rises.
        """
)]
public sealed class OvershootRegime : ClaimSpec
{
    private const int Draws = 20_000;

    [Parameter("L", Min = 2, Max = 40, Description = "L, number of layers, real")]
    public double Depth { get; set; } = 4;

    [Parameter("kappaL", Above = 1, Max = 12, Description = "κL")]
    public double KappaL { get; set; } = 3;

    [Check]
    public void No_start_overshoots_up_to_one_over_L()
    {
        var cases =
            from L in Draw.Integer(2, 40)
            from kappaL in Draw.Between(0, 12)
            from u in Draw.Between(0, 1)
            select new Case(L, kappaL, u);
        Evidence
            .ForAll(
                "F(u) − 1 = (1 − u)[κu^(L−1)(1 + … + u^(L−1)) − 1]",
                cases.Where(c => c.KappaL > 0).ToArbitrary(),
                c => Math.Abs(Excess(c) - Factored(c, c.L)),
                Absolute(1e-13)
            )
            .Rejects("one term more in the sum", c => Math.Abs(Excess(c) - Factored(c, c.L + 1)));
        var stream = new RandomStream(StreamSeed());
        var largest = Largest(() =>
        {
            var depth = stream.NextUniform(2, 40);
            var map = new ChainMap(depth, (1 - stream.NextDouble()) / depth);
            return map.Apply(stream.NextDouble()) - 1;
        });
        Evidence.AtMost($"largest F(u) − 1 in {Draws} draws with κL ≤ 1, u < 1", largest, 1e-15);
    }

    [Check]
    public void Above_it_some_start_overshoots()
    {
        var overshoot = new ChainMap(Depth, KappaL / Depth).LargestOvershoot();
        Evidence.Below("u_κ", overshoot.Start, 1);
        // M − 1 is of second order in κL − 1.
        Evidence.Above("M(κ) − 1 = F(u_κ) − 1", overshoot.Peak - 1, 0);
        var turn = Enumerable.Range(1, 9999).MaxBy(i => new ChainMap(Depth, KappaL / Depth).Apply(i / 1e4)) / 1e4;
        Evidence
            .Agrees("the place below 1 where F turns from rising to falling", turn, overshoot.Start, Absolute(1e-4))
            .Rejects("monotone on all of (0, ∞): at 0", 0);
    }

    [Check]
    public void Beyond_one_the_map_falls_at_least_with_slope_kappa_L_minus_one()
    {
        var stream = new RandomStream(StreamSeed());
        var largest = Largest(() =>
        {
            var depth = stream.NextUniform(2, 40);
            var kappaL = 13 - stream.NextUniform(1, 12);
            return new ChainMap(depth, kappaL / depth).Derivative(stream.NextUniform(1, 2.5)) - (1 - kappaL);
        });
        Evidence.AtMost($"largest F′(u) − (1 − κL) in {Draws} draws with κL > 1, 1 ≤ u ≤ 2.5", largest, 1e-12);
        var map = new ChainMap(Depth, KappaL / Depth);
        var steepest = Enumerable.Range(0, 1501).Max(i => map.Derivative(1 + (i / 1000.0)));
        Evidence
            .Agrees($"L = {Depth}, κL = {KappaL}: largest F′ on [1, 2.5]", steepest, 1 - KappaL, Absolute(1e-12))
            .Rejects("1 − κ", 1 - (KappaL / Depth));
        var values = Enumerable.Range(0, 1501).Select(i => map.Apply(1 + (i / 1000.0))).ToArray();
        Evidence.Matches("places of a grid on [1, 2.5] where F does not fall", Rises(values), 0);
    }

    private double Largest(Func<double> draw)
    {
        var largest = double.NegativeInfinity;
        for (var i = 0; i < Draws; i++)
        {
            if (i % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            largest = Math.Max(largest, draw());
        }
        return largest;
    }

    private static int Rises(double[] values) => values.Zip(values.Skip(1)).Count(pair => pair.Second >= pair.First);

    private static double Excess(Case c) => new ChainMap(c.L, c.KappaL / c.L).Apply(c.U) - 1;

    private static double Factored(Case c, int terms)
    {
        var sum = Enumerable.Range(0, terms).Sum(n => Math.Pow(c.U, n));
        return (1 - c.U) * ((c.KappaL / c.L * Math.Pow(c.U, c.L - 1) * sum) - 1);
    }

    private sealed record Case(int L, double KappaL, double U);
}
