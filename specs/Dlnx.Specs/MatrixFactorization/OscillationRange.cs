using Dlnx.Maps;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/fig-6",
    "Oscillation range against the learning rate",
    Kind = ClaimKind.Figure,
    Source = "Fig. 6",
    DependsOn = ["B/thm-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The range of the oscillation of the first end-to-end singular value, $\rho_2^L - \rho_1^L$, grows with the learning
        rate $\eta$ beyond $2/S$, $S = L\sigma_1^{2-2/L}$, and is zero below. (The figure names neither $\sigma_1$ nor $L$;
        $\sigma_1 = 10$ and $L = 3$ are assumed.)
        """,
    Readings = [
        "Near the onset the growth is a square root: with k = ηS, the layers' half-range is σ^(1/L)√((k−2)/b) with "
            + "b = (4/3)(L−1)(5L−4), the range 2Lσ√((k−2)/b); within 1 % for k − 2 ≤ 0.01.",
    ]
)]
public sealed class OscillationRange : ClaimSpec
{
    private const int Settling = 20_000;
    private const int Deepest = 12;

    [Parameter(Min = 2, Max = Deepest, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter(Above = 0, Max = 1e6, Description = "σ₁")]
    public double Sigma { get; set; } = 10;

    [Parameter("k", Min = 1.9, Description = "ηS, at most k₄(L)")]
    public double Step { get; set; } = 2.1;

    private double Sharpness => StepChoice.Sharpness(Depth, Sigma);

    public override void Validate()
    {
        var k4 = Cascade.StabilityLoss(Depth);
        if (Step > k4)
            throw new ParameterException("k", $"is {Step:R}; it must be at most k₄ = {k4:R}.");
    }

    [Check]
    public void Nothing_oscillates_below_the_threshold()
    {
        var cases =
            from L in Draw.Integer(2, Deepest)
            from k in Draw.Between(1.2, 1.98)
            from sigma in Draw.LogBetween(0.1, 100)
            select new RangeCase(L, k, sigma);
        Evidence
            .ForAll(
                "range over σ after 4000 steps of all layers, 1.2 ≤ k ≤ 1.98",
                cases.ToArbitrary(),
                c => SimulatedRange(c, steps: 4000) / c.Sigma,
                Absolute(1e-10)
            )
            .Rejects(
                "an onset at η = 1/S: the law of the amplitude from k = 1 on",
                c => AmplitudeLaw.ProductRange(c.Depth, c.K + 1, 1)
            );
    }

    [Check]
    public void The_layers_oscillate_with_the_predicted_range()
    {
        var measured = SimulatedRange(new RangeCase(Depth, Step, Sigma), Settling);
        if (Step <= 2)
        {
            // At k = 2 itself the oscillation dies like the inverse square root of time.
            if (Step > 1.999)
                Skip($"k = {Step:R} is so near to the threshold that the iterates settle too slowly.");
            Evidence.AtMost($"range at k = {Step:R}", measured, 1e-10 * Math.Max(1, Sigma));
            return;
        }
        if (Math.Abs(TwoPeriodOrbit.At(Depth, Step).Multiplier) > 0.998)
            Skip($"k = {Step:R} is so near to an end of (2, k₄) that the iterates settle too slowly.");
        var orbit = TwoPeriodOrbit.At(Depth, Step, Sigma);
        Evidence
            .Agrees("range of the product of the layers", measured, orbit.Range, Mixed(1e-9))
            .Rejects("range of one layer", 2 * orbit.HalfRange)
            .Rejects("z with the printed factor L", PrintedRange);
    }

    [Check]
    public void It_grows_with_the_step_up_to_k4()
    {
        for (var L = 2; L <= Deepest; L++)
        {
            var k4 = Cascade.StabilityLoss(L);
            var steps = Enumerable.Range(1, 200).Select(i => 2 + ((k4 - 2) * i / 200));
            var ranges = steps.Select(k => TwoPeriodOrbit.At(L, k, Sigma).Range / Sigma).Prepend(0).ToArray();
            var smallest = ranges.Zip(ranges.Skip(1), (a, b) => b - a).Min();
            Evidence.Above($"L = {L}: smallest growth of range/σ over 200 steps of k", smallest, 0);
        }
    }

    [Check]
    public void Near_the_threshold_it_grows_like_a_square_root()
    {
        for (var L = 2; L <= Deepest; L++)
        {
            var near = SettledRange(L, 2.0001);
            var far = SettledRange(L, 2.01);
            Evidence
                .Agrees(
                    $"L = {L}: range/σ at k = 2.0001 and 2.01",
                    [near, far],
                    [AmplitudeLaw.ProductRange(L, 2.0001, 1), AmplitudeLaw.ProductRange(L, 2.01, 1)],
                    Relative(0.01)
                )
                .Rejects("b = (4/3)(L−1)(4L−5)", OtherLaw(L, 2.0001), OtherLaw(L, 2.01))
                .Rejects("an amplitude linear in k − 2", near, 100 * near);
            Evidence
                .Agrees(
                    $"L = {L}: slope in the log-log plot",
                    Math.Log(far / near) / Math.Log(100),
                    0.5,
                    Relative(0.01)
                )
                .Rejects("an amplitude linear in k − 2", 1);
        }
    }

    [Check]
    public void Reference_ranges()
    {
        foreach (var k in new[] { 2.001, 2.01, 2.05, 2.1, 2.2, 2.3, 2.4, 2.48 })
            Evidence.Golden($"range at L=3, σ=10, k={k}", TwoPeriodOrbit.At(3, k, 10).Range, Absolute(1e-10));
        foreach (var L in new[] { 2, 3, 4, 6 })
            Evidence.Golden($"half-range of x at L={L}, k=2.01", TwoPeriodOrbit.At(L, 2.01).HalfRange, Absolute(1e-10));
    }

    [Check]
    public void Range_against_the_learning_rate()
    {
        var k4 = Cascade.StabilityLoss(Depth);
        var lines = Enumerable.Range(0, 121).Select(i => 2 + ((k4 - 2) * i / 120.0)).ToArray();
        var points = Enumerable.Range(0, 30).Select(i => 1.905 + (0.02 * i)).Where(k => k < k4 - 0.005).ToArray();
        var simulated = points.Select(k => SimulatedRange(new RangeCase(Depth, k, Sigma), Settling)).ToArray();
        double[] predicted = [.. points.Select(Range)];
        Figure("Range of the first singular value", Axis.Linear("η"), Axis.Linear("ρ₂^L − ρ₁^L"))
            .Line("roots of the corrected polynomial", Rates(lines), [.. lines.Select(Range)])
            .Line("2Lσ√((k−2)/b)", Rates(lines), [.. lines.Select(k => AmplitudeLaw.ProductRange(Depth, k, Sigma))])
            .Points("gradient descent on the layers", Rates(points), simulated)
            .Rule("2/S", 2 / Sharpness)
            .Rule("k₄/S", k4 / Sharpness);
        Evidence
            .Agrees("ranges of gradient descent, all steps of the figure", simulated, predicted, Mixed(1e-8))
            .Rejects(
                "the square-root law at every distance",
                [.. points.Select(k => AmplitudeLaw.ProductRange(Depth, k, Sigma))]
            );
    }

    private double PrintedRange
    {
        get
        {
            var roots = PrintedTwoCycle.Roots(Depth, Step);
            return Sigma * (Math.Pow(roots.High, Depth) - Math.Pow(roots.Low, Depth));
        }
    }

    private double Range(double k) => k <= 2 ? 0 : TwoPeriodOrbit.At(Depth, k, Sigma).Range;

    private double[] Rates(double[] steps) => [.. steps.Select(k => k / Sharpness)];

    private static double OtherLaw(int depth, double k) =>
        2 * depth * Math.Sqrt((k - 2) / (4.0 / 3 * (depth - 1) * ((4 * depth) - 5)));

    // The root of F(F(x)) − x: independent of the polynomial and of the law.
    private static double SettledRange(int depth, double k)
    {
        var cycle = TwoCycleSearch.ByRoots(new BalancedMap(depth, k));
        return Math.Pow(cycle.High, depth) - Math.Pow(cycle.Low, depth);
    }

    // The layers' own recursion, from 0.9σ^(1/L) in every layer.
    private static double SimulatedRange(RangeCase c, int steps)
    {
        var chain = new ScalarChain(c.Sigma, c.K / StepChoice.Sharpness(c.Depth, c.Sigma));
        var layers = new double[c.Depth];
        Array.Fill(layers, 0.9 * Math.Pow(c.Sigma, 1.0 / c.Depth));
        for (var t = 0; t < steps; t++)
            chain.Step(layers);
        var before = ScalarChain.Product(layers);
        chain.Step(layers);
        return Math.Abs(ScalarChain.Product(layers) - before);
    }

    private sealed record RangeCase(int Depth, double K, double Sigma);
}
