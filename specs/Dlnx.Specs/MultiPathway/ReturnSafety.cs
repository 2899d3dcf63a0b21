using Dlnx.Maps;
using FsCheck.Fluent;
using MathNet.Numerics;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/def-6.1",
    "Chain map, return safety, threshold",
    Kind = ClaimKind.Definition,
    Source = "Definition 6.1, eqs. (19), (20), (70)-(72), (74)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/eq-54"],
    Verdict = Verdict.Confirmed,
    Statement = """
        One pathway that carries a mode alone follows $F_\eta(a) = a - \eta(a^L - \sigma)a^{L-1}$ with fixed point
        $a_* = \sigma^{1/L}$; with $u = a/a_*$ and $\kappa = \eta\sigma^{2-2/L}$ this is
        $$F_\kappa(u) = u + \kappa(1 - u^L)u^{L-1}, \qquad F_\kappa'(1) = 1 - \kappa L.$$
        A step is two-step return safe when every $a \in (0, a_*)$ with $F(a) > a_*$ has $0 < F(F(a)) < a_*$. Some start
        overshoots at all iff $\kappa L > 1$, that is $\eta > \eta_{on} = 1/\lambda^{sp}$. $\eta_{WCR}$ is the supremum of the safe
        steps, $c_L = L\kappa_L$, $\eta_{WCR} = c_L\eta_{on}$; the classical bound is $2\eta_{on}$.
        """
)]
public sealed class ReturnSafety : ClaimSpec
{
    [Parameter("L", Min = 2, Max = 1e9, Description = "L, number of layers, real")]
    public double Depth { get; set; } = 4;

    [Parameter(Above = 0, Description = "κ, up to 20/L; 0.99 κ_L when not given")]
    public double? Kappa { get; set; }

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    private double Step => ChainStep.Resolve(Depth, Kappa);

    public override void Validate() => ChainStep.Resolve(Depth, Kappa);

    [Check]
    public void Original_and_normalised_map_are_conjugate()
    {
        var cases =
            from L in Draw.Between(2, 64)
            from kappaL in Draw.Between(0.1, 12)
            from sigma in Draw.LogBetween(0.01, 100)
            from u in Draw.Between(0.01, 1.3)
            select new Case(L, kappaL, sigma, u);
        Evidence
            .ForAll(
                "a_* F_κ(a/a_*) = F_η(a), over the size of the terms",
                cases.ToArbitrary(),
                c => Defect(c, 2 - (2 / c.L)),
                Absolute(1e-13)
            )
            .Rejects("κ = ησ^(2−1/L)", c => Defect(c, 2 - (1 / c.L)));
        // pow(a, L) multiplies the rounding of a by L.
        var own = Enumerable
            .Range(1, 100)
            .Max(i => Defect(new(Depth, Step * Depth, Sigma, 0.012 * i), 2 - (2 / Depth)));
        Evidence.AtMost($"the same at L = {Depth}, σ = {Sigma}", own, 1e-13 * Math.Max(1, Depth / 64));
    }

    [Check]
    public void Some_start_overshoots_exactly_above_one_over_L()
    {
        double[] tried = [0.5, 0.9, 0.999, 1, 1.001, 1.1, 2, 4];
        Evidence
            .Matches(
                $"L = {Depth}: values of κL at which a start of the grid is thrown above the fixed point",
                tried.Where(kappaL => Overshoots(kappaL / Depth)).ToArray(),
                tried.Where(kappaL => kappaL > 1).ToArray()
            )
            .Rejects("onset at κ = 1", tried.Where(kappaL => kappaL / Depth > 1).ToArray());
        var map = new ChainMap(Depth, Step);
        Evidence
            .Agrees("F′(1)", map.Derivative(1), map.FixedPointMultiplier, Absolute(1e-12))
            .Rejects("1 − κ", 1 - Step);
    }

    [Check]
    public void The_grid_decides_the_step_as_the_definition_says()
    {
        if (Depth > 1e4)
            Skip($"Powers of u in doubles lose their digits at L = {Depth}; the grid test needs L ≤ 10,000.");
        var threshold = ReturnThreshold.OfDepth(Depth);
        if (Math.Abs((Step / threshold.Kappa) - 1) < 1e-5)
            Skip("The step is closer to the threshold than the grid resolves; choose κ farther from it.");
        var map = new SinglePathway(Depth, Sigma, Step * threshold.Onset(Sigma) * Depth);
        var found = map.IsReturnSafe(points: 20_000);
        var fact = Evidence.Matches($"κL = {Step * Depth:G6}: return safe on the grid", found, Step < threshold.Kappa);
        if (Step < threshold.Kappa == Step * Depth > 2)
            fact.Rejects("safe exactly below the classical bound, κL < 2", Step * Depth < 2);
    }

    private static double Defect(Case c, double power)
    {
        var end = Math.Pow(c.Sigma, 1 / c.L);
        var eta = c.KappaL / c.L * Math.Pow(c.Sigma, (2 / c.L) - 2);
        var map = new ChainMap(c.L, eta * Math.Pow(c.Sigma, power));
        var stepped = new SinglePathway(c.L, c.Sigma, eta).Apply(c.U * end);
        var size = c.U + Math.Abs(map.Apply(c.U) - c.U);
        return Math.Abs((end * map.Apply(c.U)) - stepped) / (end * size);
    }

    // In end-to-end values, u^L ↦ u^L(1 + κ(1 − u^L)u^(L−2))^L, every depth keeps its digits; the grid is dense at 1.
    private bool Overshoots(double kappa) =>
        Enumerable
            .Range(0, 2000)
            .Select(i => 1 - Math.Pow(10, -6.0 * i / 2000) * 0.999)
            .Any(x =>
                SpecialFunctions.Log1p(x - 1)
                    + (Depth * SpecialFunctions.Log1p(kappa * (1 - x) * Math.Pow(x, 1 - (2 / Depth))))
                > 1e-13
            );

    private sealed record Case(double L, double KappaL, double Sigma, double U);
}
