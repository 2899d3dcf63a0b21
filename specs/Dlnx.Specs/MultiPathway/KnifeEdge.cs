using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/fig-5",
    "Knife edge",
    Kind = ClaimKind.Figure,
    Source = "Figure 5",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/thm-6.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Just below $\eta_{WCR}$ the worst overshoot returns into $(0, a_*)$; just above it lands below zero. Offsets of 1 %,
        start at the maximiser $u_\kappa$, $\sigma = 1$.
        """
)]
public sealed class KnifeEdge : ClaimSpec
{
    private static readonly int[] ReferenceDepths = [3, 4, 6];

    [Parameter("L", Min = 2, Max = 64, Description = "L, number of layers")]
    public int Depth { get; set; } = 4;

    [Parameter(Min = 0.5, Max = 1.5, Description = "κ/κ_L; the figure shows 2 minus it as well")]
    public double Factor { get; set; } = 0.99;

    [Check]
    public void One_percent_below_it_returns_and_one_percent_above_it_does_not()
    {
        double[] returns = [.. ReferenceDepths.SelectMany(L => new[] { Orbit(L, 0.99).Return, Orbit(L, 1.01).Return })];
        Evidence
            .Matches(
                "F(M) in (0, 1) at 0.99 and 1.01 of κ_L, L = 3, 4, 6",
                returns.Select(value => value is > 0 and < 1).ToArray(),
                [true, false, true, false, true, false]
            )
            .Rejects("decided by κL < 2", new bool[6]);
        foreach (var L in ReferenceDepths)
        {
            foreach (var factor in new[] { 0.99, 1.01 })
            {
                var orbit = Orbit(L, factor);
                Evidence.Golden($"u_κ at L={L}, {factor}", orbit.Start, Absolute(1e-10));
                Evidence.Golden($"M at L={L}, {factor}", orbit.Peak, Absolute(1e-10));
                Evidence.Golden($"F(M) at L={L}, {factor}", orbit.Return, Absolute(1e-10));
            }
        }
    }

    [Check]
    public void Two_steps_of_matrix_gradient_descent_do_the_same()
    {
        var kappaL = Factor * ReturnThreshold.OfDepth(Depth).Constant;
        if (!new ChainMap(Depth, kappaL / Depth).Overshoots)
            Skip($"No start overshoots at κL = {kappaL:R}; the knife edge needs κL > 1.");
        var orbit = Orbit(Depth, Factor);
        // A second pathway a million times weaker, as in the reduction to a single path.
        var matrix = new MatrixPathways(Depth, 1, [orbit.Start, 1e-6], new RandomStream(StreamSeed()));
        var mode = PathwayMode.Homogeneous(Depth, 1, [orbit.Start, 1e-6]);
        var (matrices, modes) = (new double[2], new double[2]);
        for (var t = 0; t < 2; t++)
        {
            matrix.Step(kappaL / Depth);
            mode.Step(kappaL / Depth);
            (matrices[t], modes[t]) = (matrix.Scale(0), mode.Scales[0]);
        }
        // At two layers the neglected square of the second path, 10⁻¹², is the difference.
        Evidence.Agrees(
            "M and F(M): matrices against the chain",
            matrices,
            [orbit.Peak, orbit.Return],
            Absolute(1e-10)
        );
        Evidence.Agrees(
            "M and F(M): two-path recursion against the chain",
            modes,
            [orbit.Peak, orbit.Return],
            Absolute(1e-10)
        );
        if (Math.Abs(Factor - 1) > 1e-9)
            Evidence.Matches("the leading pathway is above zero after two steps", matrices[1] > 0, Factor < 1);
    }

    [Check]
    public void Cobweb_and_orbit()
    {
        double[] factors = Factor == 1 ? [1] : [Math.Min(Factor, 2 - Factor), Math.Max(Factor, 2 - Factor)];
        var orbits = Figure("The orbit", Axis.Linear("step t"), Axis.Linear("u_t"));
        foreach (var factor in factors)
        {
            var map = new BalancedMap(Depth, factor * ReturnThreshold.OfDepth(Depth).Constant);
            if (map.K <= 1)
                continue;
            var start = map.CriticalPoint();
            DrawCobweb(map, start, factor);
            var orbit = new double[12];
            map.Record(start, orbit);
            double[] values = [start, .. orbit.TakeWhile(u => Math.Abs(u) < 3)];
            orbits.Points($"κ = {factor:G6} κ_L", [.. values.Select((_, t) => (double)t)], values);
            var matrix = new MatrixPathways(Depth, 1, [start], new RandomStream(StreamSeed()));
            matrix.Step(map.K / Depth);
            Evidence.Agrees(
                $"κ = {factor:G6} κ_L: first step of the figure by matrices",
                matrix.Scale(0),
                values[1],
                Absolute(1e-12)
            );
        }
        orbits.Level("a_*", 1).Level("0", 0);
    }

    private void DrawCobweb(BalancedMap map, double start, double factor)
    {
        var (peak, back) = (map.Apply(start), map.Iterate(start, 2));
        var top = Math.Max(1.1 * peak, 1.2);
        double[] us = [.. Enumerable.Range(0, 241).Select(i => top * i / 240)];
        var floor = Math.Min(-0.2, 2 * back);
        var shown = us.Where(u => map.Apply(u) >= floor).ToArray();
        Figure($"Two steps at {factor:G6} κ_L", Axis.Linear("u = a/a_*"), Axis.Linear("F_κ(u)"))
            .Line("F_κ", shown, [.. shown.Select(map.Apply)])
            .Line("u", [0, top], [0, top])
            .Line("two steps from u_κ", [start, start, peak, peak, back], [0, peak, peak, back, back])
            .Points("landing points", [start, peak], [peak, back])
            .Level("0", 0);
    }

    private static OvershootReturn Orbit(int depth, double factor) =>
        new ChainMap(depth, factor * ReturnThreshold.OfDepth(depth).Kappa).LargestOvershoot();
}
