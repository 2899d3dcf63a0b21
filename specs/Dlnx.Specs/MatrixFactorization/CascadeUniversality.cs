using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/bt-feigenbaum",
    "Universality of the cascade",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper (extends Fig. 1)",
    DependsOn = ["B/thm-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The successive steps $k_{2^n}$ at which the cycles of $F_k(x) = x + \tfrac kL(1 - x^L)x^{L-1}$ lose their stability give
        $$\delta_n = \frac{k_n - k_{n-1}}{k_{n+1} - k_n} \to 4.669201609,$$
        Feigenbaum's constant, for every depth $L$.
        """
)]
public sealed class CascadeUniversality : ClaimSpec
{
    private const double Feigenbaum = 4.669201609;

    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Min = 1, Max = 8, Description = "levels: k₄, k₈, …")]
    public int Levels { get; set; } = 5;

    [Check]
    public void Each_point_ends_the_stability_of_a_cycle()
    {
        var cascade = Cascade.Of(Depth, Levels);
        for (var n = 0; n < Levels; n++)
        {
            var (period, end) = (2 << n, cascade.Points[n]);
            var gap = end - (n == 0 ? 2 : cascade.Points[n - 1]);
            // Near the end the multiplier falls linearly to −1: two measurements by iteration extrapolate to it.
            var far = Multiplier(end - (0.02 * gap), period);
            var near = Multiplier(end - (0.01 * gap), period);
            Evidence
                .Agrees(
                    $"multiplier of period {period} at its last step, extrapolated",
                    (2 * near) - far,
                    -1,
                    Absolute(1e-3)
                )
                .Rejects("the cycle is born there", 1)
                .Rejects("the multiplier 2 % of the window earlier", far);
        }
    }

    [Check]
    public void Ratios_tend_to_the_universal_constant()
    {
        foreach (var L in new[] { 2, 3, 4, 5, 8 })
        {
            var cascade = Cascade.Of(L, 5);
            Evidence
                .Agrees($"L = {L}: δ₄", cascade.Deltas[^1], Feigenbaum, Absolute(0.003))
                .Rejects("δ = 4", 4)
                .Rejects("period tripling's constant", 55.247);
            for (var n = 0; n < 4; n++)
                Evidence.Golden($"L={L}: δ_{n + 1}", cascade.Deltas[n], Absolute(1e-8));
            var errors = cascade.Deltas.Select(delta => Math.Abs(delta - Feigenbaum)).ToArray();
            Evidence.Trend($"L = {L}: each ratio is closer than the one before", [.. Steps(errors)], 3);
        }
    }

    [Check]
    public void Superstable_steps_have_the_same_ratio()
    {
        foreach (var L in new[] { 2, 3, 8 })
        {
            var cascade = Cascade.Of(L, 6);
            double[] ends = [2, .. cascade.Points];
            var superstable = ends.Zip(ends.Skip(1))
                .Select((window, n) => Superstable(L, 2 << n, window.First, window.Second))
                .ToArray();
            var ratio = (superstable[^2] - superstable[^3]) / (superstable[^1] - superstable[^2]);
            Evidence
                .Agrees(
                    $"L = {L}: ratio of the last superstable steps, periods 16, 32, 64",
                    ratio,
                    Feigenbaum,
                    Absolute(0.003)
                )
                .Rejects("δ = 4", 4);
        }
    }

    [Check]
    public void Further_points_and_the_limit_agree_with_high_precision()
    {
        var cascade = Cascade.Of(3, 8);
        for (var n = 3; n < 8; n++)
            Evidence.Golden($"L=3: end of period {2 << n}", cascade.Points[n], Relative(1e-12));
        var tail = Cascade.Of(3, 6).Limit;
        Evidence
            .Agrees("L = 3: k∞ extrapolated from two levels fewer", tail, cascade.Limit, Absolute(1e-7))
            .Rejects("the last point itself", cascade.Points[4]);
    }

    [Check]
    public void The_cascade_scales_geometrically()
    {
        var cascade = Cascade.Of(Depth, 8);
        var n = Enumerable.Range(1, cascade.Points.Count).Select(i => (double)i).ToArray();
        double[] distances = [.. cascade.Points.Select(k => cascade.Limit - k)];
        var first = distances[3] * Math.Pow(Feigenbaum, 4);
        double[] law = [.. n.Select(level => first * Math.Pow(Feigenbaum, -level))];
        Figure("Distance to the onset of chaos", Axis.Linear("n, end of period 2ⁿ"), Axis.Log("k∞ − k"))
            .Line("proportional to 4.669^(−n)", n, law)
            .Points("ends of periods", n, distances);
        Evidence
            .Agrees(
                "distance at n = 7 against that at n = 4",
                distances[6] / distances[3],
                Math.Pow(Feigenbaum, -3),
                Relative(5e-3)
            )
            .Rejects("δ = 4", Math.Pow(4, -3));
    }

    private static IEnumerable<double> Steps(double[] errors) =>
        errors.Zip(errors.Skip(1), (before, after) => before - after);

    // Product of F′ over the cycle that the iterates settle on.
    private double Multiplier(double k, int period)
    {
        var map = new BalancedMap(Depth, k);
        var x = map.Iterate(map.CriticalPoint(), 2000L * period);
        var product = 1.0;
        for (var t = 0; t < period; t++)
        {
            product *= map.Derivative(x);
            x = map.Apply(x);
        }
        return product;
    }

    // The step in a stable window at which the maximum of F is on the cycle.
    private static double Superstable(int depth, int period, double born, double end)
    {
        double Defect(double k)
        {
            var map = new BalancedMap(depth, k);
            var critical = map.CriticalPoint();
            return map.Iterate(critical, period) - critical;
        }
        var (low, high) = (born, end);
        var positive = Defect(low) > 0;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Defect(middle) > 0 == positive ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }
}
