using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class MedianAndMode
{
    private static readonly string[] Ordered =
    [
        "gumbel(2,0.25)",
        "gamma(3,1,0.25)",
        "exponential(1,0.6)",
        "triangular(1,1.2,3)",
        "triangular(1,1.8,3)",
    ];

    private static readonly double[] OrderedSlopes = [0.02, 0.1, 0.3];
    private static readonly int[] OrderedTimes = [2, 4, 6, 10, 20, 40];

    [Check]
    public void For_small_steps_the_mode_drifts_three_times_as_fast()
    {
        // Two steps of −ΔΔ′ each, Δ = mu at u = 2.
        foreach (var m in new[] { 0.005, 0.01, 0.02 })
        {
            var law = new MultiplicativeLaw(StandardLaw.Normal(2, 0.3), m, 2);
            var unit = 2 * (2 * m) * m;
            Evidence.Golden($"N(2, 0.3²), m = {m}: median drift over 2ΔΔ′", (law.Median - 2) / unit, Absolute(1e-6));
            Evidence.Golden(
                $"N(2, 0.3²), m = {m}: mode drift over 2ΔΔ′",
                (law.Shape().Mode - 2) / unit,
                Absolute(1e-3)
            );
        }
        foreach (var start in new[] { "normal(2,0.3)", "logistic(2,0.2)" })
        {
            var law = new MultiplicativeLaw(InitialLawChoice.Parse("f0", start), 0.01, 2);
            const double unit = 2 * 0.02 * 0.01;
            Evidence
                .Agrees($"{start}, m = 0.01: median drift over 2ΔΔ′", (law.Median - 2) / unit, -1, Relative(0.02))
                .Rejects("the mode's drift", -3);
            Evidence
                .Agrees($"{start}, m = 0.01: mode drift over 2ΔΔ′", (law.Shape().Mode - 2) / unit, -3, Relative(0.02))
                .Rejects("the median's drift", -1);
        }
        var wide = new MultiplicativeLaw(StandardLaw.Normal(2, 0.3), 0.3, 2);
        Evidence.Golden("N(2, 0.3²), m = 0.3: median − mode", wide.Median - wide.Shape().Mode, Absolute(1e-4));
    }

    [Check]
    public void The_tent_is_ordered_from_t_6_on()
    {
        foreach (var t in new[] { 2, 4, 6 })
            MedianOf($"B: median, t = {t}", TriangularExample.Tent, t, 0);
        var order = Enumerable.Range(1, 5).Select(n => MedianIsBelowMode(TriangularExample.Tent.Exact(2 * n)));
        Evidence
            .Matches("median < mode at t = 2, 4, 6, 8, 10, in fractions", order, [true, true, false, false, false])
            .Rejects("ordered for every even t", [false, false, false, false, false])
            .Rejects("never ordered", [true, true, true, true, true]);
        Evidence.Golden("B: mode, t = 6", (double)TriangularExample.Tent.Exact(6).Mode, Absolute(1e-6));
    }

    [Check]
    public void Right_skew_alone_does_not_order()
    {
        // Ends of triangles on [1, ·] with the peak 2, m = 1/10: medians above 2 at t = 0.
        foreach (var (end, ordered) in new[] { ("151/50", false), ("61/20", false), ("31/10", true) })
        {
            var example = TriangularExample.Parse($"triangular(1,2,{end})", "1/10")!;
            Evidence.Matches(
                $"triangle on [1, {end}]: median above the mode at t = 0",
                MedianIsBelowMode(example.Exact(0)),
                false
            );
            Evidence
                .Matches(
                    $"triangle on [1, {end}]: median < mode at t = 2",
                    MedianIsBelowMode(example.Exact(2)),
                    !ordered
                )
                .Rejects("the opposite", ordered);
            MedianOf($"triangle on [1, {end}]: median, t = 2", example, 2, 0);
        }
        MedianOf(
            "triangle on [1, 151/50]: median, t = 0",
            TriangularExample.Parse("triangular(1,2,151/50)", "1/10")!,
            0,
            0
        );
    }

    [Check]
    public void Bumps_from_a_point_shift_the_mode_left_of_the_median()
    {
        var cases =
            from m in Draw.Between(0.02, 0.5)
            from half in Draw.Integer(1, 40)
            select new Bumps(Math.Round(m, 3), 2 * half);
        Evidence
            .ForAll(
                "heights h_{k+1}/h_k over (t − k)/(k + 1)·(1 − m)/(1 + m), minus 1; a start of width 10⁻⁷",
                cases.ToArbitrary(),
                c => c.WorstRatio(),
                Absolute(1e-6)
            )
            .Rejects("without the widening (1 − m)/(1 + m)", c => (1 + c.M) / (1 - c.M) - 1);
        Evidence
            .ForAll(
                "0 if the modal bump is left of the median bump exactly for t > (1 − m)/m",
                cases.Where(c => Math.Abs((c.Steps * c.M) - (1 - c.M)) > 1e-9).ToArbitrary(),
                c => c.ModeIsLeft == c.Steps * c.M > 1 - c.M ? 0 : 1,
                Absolute(0)
            )
            .Rejects("for every t", c => c.ModeIsLeft ? 0 : 1);
    }

    [Check(Tier.Standard)]
    public void Smooth_and_clearly_right_skewed_starts_are_ordered()
    {
        var margins =
            from start in Ordered
            from m in OrderedSlopes
            from t in OrderedTimes
            let law = new MultiplicativeLaw(InitialLawChoice.Parse("f0", start), m, t)
            select law.Median - law.Shape(4001).Mode;
        double[] found = [.. margins];
        Evidence.Trend("median − mode, five starts, three m, t up to 40", found, found.Length);
    }

    [Check]
    public void Example_A_is_ordered_in_the_long_run()
    {
        var later = TriangularExample.LeftSkewed with { Slope = new Rational(1, 10) };
        Evidence
            .Matches("A with m = 1/10, t = 20: median < mode", MedianIsBelowMode(later.Exact(20)), false)
            .Rejects("unordered as at t = 2", MedianIsBelowMode(TriangularExample.LeftSkewed.Exact(2)));
        Evidence.Golden("A with m = 1/10, t = 20: mode of u", (double)later.Exact(20).Mode, Absolute(1e-6));
        Evidence.Golden("A with m = 1/10, t = 20: median of u", (double)Median(later, 20), Absolute(1e-6));
    }

    private sealed record Bumps(double M, int Steps)
    {
        private double Factor(int k) => Math.Pow(1 + M, k) * Math.Pow(1 - M, Steps - k);

        private MultiplicativeLaw Law => new(StandardLaw.Normal(1, 1e-7), M, Steps);

        public double WorstRatio()
        {
            var law = Law;
            return Enumerable
                .Range(0, Steps)
                .Max(k =>
                    Math.Abs(
                        law.Density(Factor(k + 1))
                            / law.Density(Factor(k))
                            / ((double)(Steps - k) / (k + 1) * (1 - M) / (1 + M))
                            - 1
                    )
                );
        }

        public bool ModeIsLeft
        {
            get
            {
                var law = Law;
                return Enumerable.Range(0, Steps + 1).MaxBy(k => law.Density(Factor(k))) < Steps / 2;
            }
        }
    }
}
