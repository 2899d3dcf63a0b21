using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/lem-F.2",
    "Two-step return reduces to F(M) > 0",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.2, eqs. (73)-(75)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/lem-F.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $\kappa > 1/L$ and $M(\kappa) = \max_{[0,1]}F_\kappa$, attained at the only zero $u_\kappa \in (0,1)$ of $F_\kappa'$.
        Every overshoot returns into $(0,1)$ at the next step iff $F_\kappa(M(\kappa)) > 0$. $M$ increases strictly with $\kappa$
        and $F_\kappa(v)$, $v > 1$, decreases, so the boundary is unique.
        """
)]
public sealed class TwoStepReturn : ClaimSpec
{
    private const int DensePoints = 400_000;
    private const double Guard = 1e-13;
    private static readonly int[] Depths = [2, 3, 4, 5, 8, 12, 20];

    [Parameter("L", Min = 2, Max = 1000, Description = "L, number of layers, real")]
    public double Depth { get; set; } = 4;

    [Parameter(Above = 0, Description = "κ, up to 20/L; 0.99 κ_L when not given")]
    public double? Kappa { get; set; }

    private double Step => ChainStep.Resolve(Depth, Kappa);

    public override void Validate() => ChainStep.Resolve(Depth, Kappa);

    [Check]
    public void A_dense_grid_of_starts_changes_sides_at_the_threshold()
    {
        foreach (var (factor, name) in new[] { (1 - 1e-6, "κ_L(1 − 10⁻⁶)"), (1 + 1e-6, "κ_L(1 + 10⁻⁶)") })
        {
            double KappaL(int L) => factor * ReturnThreshold.OfDepth(L).Constant;
            Evidence
                .Matches(
                    $"safe at {name}, L = {string.Join(", ", Depths)}",
                    Depths.Select(L => IsSafe(L, KappaL(L))).ToArray(),
                    Depths.Select(_ => factor < 1).ToArray()
                )
                .Rejects(
                    factor < 1 ? "safe iff κL < 2" : "F(F(u)) > 0 tested at u = 1/2 only",
                    Depths
                        .Select(L => factor < 1 ? KappaL(L) < 2 : new BalancedMap(L, KappaL(L)).Iterate(0.5, 2) > 0)
                        .ToArray()
                );
        }
    }

    [Check]
    public void The_largest_overshoot_decides_for_all_starts()
    {
        var cases = from L in Draw.Between(2, 40) from kappaL in Draw.Between(1.01, 12) select new Case(L, kappaL);
        Evidence
            .ForAll(
                "two-step test on a grid = sign of F(M), more than 0.1 % off the threshold (0 where they agree)",
                cases.Where(IsClear).ToArbitrary(),
                c => Disagrees(c, new ChainMap(c.L, c.KappaL / c.L).IsReturnSafe()),
                Absolute(0)
            )
            .Rejects("safe iff κL < 2", c => Disagrees(c, c.KappaL < 2))
            .Rejects("F(F(u)) > 0 at u = 1/2", c => Disagrees(c, HalfReturns(c)));
        var own = new Case(Depth, Step * Depth);
        if (own.KappaL > 1 && IsClear(own))
        {
            var overshoot = new ChainMap(Depth, Step).LargestOvershoot();
            var found = new SinglePathway(Depth, 1, Step).IsReturnSafe(points: 20_000);
            Evidence.Matches($"L = {Depth}, κL = {Step * Depth:G6}: return safe", found, overshoot.Return > 0);
        }
    }

    [Check]
    public void The_slope_vanishes_once_below_one()
    {
        var map = new ChainMap(Depth, Math.Max(Step, 1.1 / Depth));
        var signs = Enumerable.Range(1, 9999).Select(i => Math.Sign(map.Derivative(AtPower(i / 1e4)))).ToArray();
        Evidence
            .Matches("sign changes of F′ on (0, 1)", signs.Zip(signs.Skip(1)).Count(p => p.First != p.Second), 1)
            .Rejects("none, as above 1", 0);
        Evidence.Agrees("F′(u_κ)", map.Derivative(map.LargestOvershoot().Start), 0, Absolute(1e-14 * Depth * 100));
    }

    [Check]
    public void The_overshoot_grows_and_the_return_falls_with_the_step()
    {
        var steps = Enumerable.Range(1, 400).Select(i => (1 + (0.0475 * i)) / Depth).ToArray();
        var overshoots = steps.Select(kappa => new ChainMap(Depth, kappa).LargestOvershoot()).ToArray();
        Evidence.Matches(
            "steps of a grid up to κL = 20 where M does not grow",
            Falls([.. overshoots.Select(o => o.Peak)]),
            0
        );
        var returns = overshoots.Select(o => -o.Return).ToArray();
        Evidence.Matches("steps of the grid where F(M) does not fall", Falls(returns), 0);
        foreach (var power in new[] { 1.001, 2, 10 })
        {
            var images = steps.Select(kappa => -new ChainMap(Depth, kappa).Apply(AtPower(power))).ToArray();
            Evidence.Matches($"steps of the grid where F(v), v^L = {power}, does not fall", Falls(images), 0);
        }
        var crossing = steps.Zip(returns).Count(pair => pair.Second < 0);
        Evidence.Agrees(
            "last step of the grid with F(M) > 0, over κ_L",
            steps[crossing - 1] / ReturnThreshold.OfDepth(Depth).Kappa,
            1,
            Absolute(0.05)
        );
    }

    private bool IsSafe(int depth, double kappaL)
    {
        var map = new BalancedMap(depth, kappaL);
        for (var i = 1; i < DensePoints; i++)
        {
            if (i % 1024 == 0)
                Cancellation.ThrowIfCancellationRequested();
            var over = map.Apply(i / (double)DensePoints);
            if (over > 1 + Guard && !(map.Apply(over) is > 0 and < 1))
                return false;
        }
        return true;
    }

    private static bool IsClear(Case c) => Math.Abs((c.KappaL / ReturnThreshold.OfDepth(c.L).Constant) - 1) > 1e-3;

    private static double Disagrees(Case c, bool predicted) =>
        new SinglePathway(c.L, 1, c.KappaL / c.L).IsReturnSafe(points: 2000) == predicted ? 0 : 1;

    private static bool HalfReturns(Case c)
    {
        var map = new ChainMap(c.L, c.KappaL / c.L);
        return map.Apply(Math.Max(0, map.Apply(0.5))) > 0;
    }

    private double AtPower(double x) => Math.Pow(x, 1 / Depth);

    private static int Falls(double[] values) => values.Zip(values.Skip(1)).Count(pair => pair.Second <= pair.First);

    private sealed record Case(double L, double KappaL);
}
