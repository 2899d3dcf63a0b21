using Dlnx.Maps;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/lem-11",
    "Two-cycle criterion (Chen & Bruna)",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 11; used in Sec. 3.1",
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $\bar x$ be a local minimum of a smooth one-dimensional $f$ with $f'''(\bar x) \ne 0$ and
        $3f'''^2 - f''f'''' > 0$ at $\bar x$. Then there is an $\epsilon$ (small, $\epsilon f''' > 0$) such that for each $x_0$
        between $\bar x$ and $\bar x - \epsilon$ some $\eta$ with
        $$\frac2{f''} < \eta < \frac2{f'' - \epsilon f'''}$$
        satisfies $F_\eta^2(x_0) = x_0$, where $F_\eta(x) = x - \eta f'(x)$.
        """,
    Explanation = """
        The criterion is sufficient, as the lemma says; the main text calls it necessary, which is false: $f = 1 - \cos x$ has
        $f''' = 0$ and a stable two-cycle $\pm0.748986642697$ at $\eta = 2.2$. It gives a cycle for *some* $\eta$ per $x_0$; that
        the cycle is stable near the onset follows because the criterion is the condition for a supercritical period doubling.
        """
)]
public sealed class TwoCycleCriterion : ClaimSpec
{
    private const int Points = 25;

    [Parameter(Min = 2, Max = 12, Description = "L of f = ½(x^L − 1)²")]
    public int Depth { get; set; } = 3;

    [Parameter("x0", Below = 1, Description = "x₀, in (1 − ε, 1)")]
    public double Start { get; set; } = 0.95;

    [Parameter("eps", Above = 0, Description = "ε, below 1/(3(L − 1))")]
    public double Epsilon { get; set; } = 0.05;

    public override void Validate()
    {
        var limit = LargestEpsilon(Depth);
        if (Epsilon >= limit)
            throw new ParameterException("eps", $"is {Epsilon:R}; it must be below f″/f‴ = 1/(3(L − 1)) = {limit:R}.");
        if (Start < 1 - Epsilon)
            throw new ParameterException("x0", $"is {Start:R}; it must be at least 1 − eps = {1 - Epsilon:R}.");
    }

    [Check]
    public void Some_step_in_the_window_returns_to_the_start()
    {
        if (1 - Start < 1e-4)
            Skip($"x₀ = {Start:R} is so close to 1 that rounding hides the sign change; choose x₀ below 0.9999.");
        var at = SignChange(Depth, Start, Epsilon);
        Evidence
            .Agrees("ηf″ with F²(x₀) = x₀ in (2, 2f″/(f″ − εf‴))", at, ReturnStep.Through(Depth, Start), Absolute(1e-9))
            .Rejects("the onset itself, η = 2/f″", 2)
            .Rejects("the end of the window", WindowEnd(Depth, Epsilon));
    }

    [Check]
    public void The_window_works_for_every_start_in_it()
    {
        foreach (var L in new[] { 2, 3, 4, 5 })
        {
            foreach (var epsilon in new[] { 0.02, 0.05, 0.08 })
            {
                var starts = Enumerable.Range(0, Points).Select(i => 1 - (epsilon * (1 - (0.98 * i / (Points - 1)))));
                Evidence
                    .Matches(
                        $"L = {L}, ε = {epsilon}: starts of {Points} with a sign change of F²(x₀) − x₀ inside the window",
                        starts.Count(start => ChangesSign(L, start, 2, WindowEnd(L, epsilon))),
                        Points
                    )
                    .Rejects(
                        "the sign of ε turned: 2/(f″ + εf‴) < η < 2/f″",
                        starts.Count(start => ChangesSign(L, start, 2 / (1 + (3 * epsilon * (L - 1))), 2))
                    );
            }
            Evidence.Golden($"L={L}: ηf″ with F²(0.95)=0.95", SignChange(L, 0.95, 0.05), Absolute(1e-10));
        }
    }

    [Check]
    public void The_derivatives_of_the_chain_meet_the_criterion()
    {
        for (var L = 2; L <= 5; L++)
        {
            var closed = Chain(L);
            double Slope(double x) => L * (Math.Pow(x, L) - 1) * Math.Pow(x, L - 1);
            const double h = 1e-3;
            double[] measured = [FivePoint(Slope, 1, h), SecondDifference(Slope, 1, h), ThirdDifference(Slope, 1, h)];
            Evidence
                .Agrees(
                    $"L = {L}: f″, f‴, f⁗ of ½(x^L − 1)² at 1, by differences",
                    measured,
                    [closed.Second, closed.Third, closed.Fourth],
                    Relative(1e-5)
                )
                .Rejects("f‴ = 3L(L−1), without the square", closed.Second, closed.Third / L, closed.Fourth);
            Evidence.Golden($"L={L}: condition", closed.Condition, Absolute(0));
            Evidence
                .Agrees(
                    $"L = {L}: 3f‴² − f″f⁗",
                    closed.Condition,
                    4.0 * L * L * L * L * (L - 1) * ((5 * L) - 4),
                    Relative(1e-12)
                )
                .Rejects("(4L−5) for (5L−4)", 4.0 * L * L * L * L * (L - 1) * ((4 * L) - 5));
        }
    }

    [Check]
    public void It_is_the_condition_for_a_supercritical_doubling()
    {
        var cases =
            from second in Draw.Between(0.5, 3)
            from third in Draw.Between(-3, 3)
            from fourth in Draw.Between(-6, 6)
            select new FlipCriterion(second, third, fourth);
        // Third derivative of two steps of x − (2/f″)f′(x) at the minimum; F″ = −ηf‴ and F‴ = −ηf⁗ enter nowhere else.
        double Measured(FlipCriterion c)
        {
            double Step(double x) => x - (2 / c.Second * Slope(c, x));
            return ThirdDerivative(x => Step(Step(x)), 0.02);
        }
        Evidence
            .ForAll(
                "(F∘F)‴ = −6(½F″² + ⅓F‴) is −4(3f‴² − f″f⁗)/f″², by differences of the iterated map",
                cases.ToArbitrary(),
                c => Math.Abs(Measured(c) - c.TwoStepThirdDerivative) / (1 + Math.Abs(c.TwoStepThirdDerivative)),
                Absolute(1e-5)
            )
            .Rejects(
                "3f‴² alone (f‴ ≠ 0 suffices)",
                c => Math.Abs(Measured(c) + (12 * c.Third * c.Third / (c.Second * c.Second)))
            );
    }

    [Check(Role = Role.Counterexample)]
    public void It_is_not_necessary()
    {
        // f = 1 − cos x: f″ = 1, f‴ = 0, f⁗ = −1.
        const double eta = 2.2;
        var x = 0.3;
        for (var t = 0; t < 2000; t++)
            x -= eta * Math.Sin(x);
        var next = x - (eta * Math.Sin(x));
        var root = Bisect(y => (2 * y) - (eta * Math.Sin(y)), 0.1, 2);
        Evidence
            .Agrees(
                "1 − cos x, η = 2.2: the two points reached",
                [Math.Abs(x), Math.Abs(next)],
                [root, root],
                Absolute(1e-12)
            )
            .Rejects("no two-cycle without f‴ ≠ 0", 0, 0);
        Evidence.Below("product of the two points: they alternate in sign", x * next, 0);
        Evidence.Below("|multiplier| of the cycle", Math.Pow(1 - (eta * Math.Cos(x)), 2), 1);
        Evidence.Golden("1 − cos x, η=2.2: point of the two-cycle", Math.Abs(x), Absolute(1e-12));
    }

    [Check]
    public void With_a_negative_value_gradient_descent_runs_away()
    {
        RunsAway("x²/2 + x⁴/4", new FlipCriterion(1, 0, 6), 0.05);
        RunsAway("x²/2 + x³/12 + x⁴/4, f‴ ≠ 0", new FlipCriterion(1, 0.5, 6), 0.02);
        // The mirror image: a positive value holds the iterates in a small two-cycle.
        var x = 0.05;
        var gentle = new FlipCriterion(1, 0.5, -6);
        for (var t = 0; t < 5000; t++)
            x -= 2.02 * Slope(gentle, x);
        Evidence.Below("x²/2 + x³/12 − x⁴/4, η = 2.02: |x| after 5000 steps", Math.Abs(x), 0.2);
        Evidence.Above("its distance to the next iterate", Math.Abs(2.02 * Slope(gentle, x)), 0.05);
    }

    private void RunsAway(string name, FlipCriterion f, double start)
    {
        Evidence
            .Matches($"{name}: sign of 3f‴² − f″f⁗", Math.Sign(f.Condition), -1)
            .Rejects("f‴ ≠ 0 or f‴ = 0 decides alone: not negative", Math.Sign(3 * f.Third * f.Third));
        var x = start;
        var steps = 0;
        for (; steps < 5000 && Math.Abs(x) < 1e3; steps++)
            x -= 2.02 * Slope(f, x);
        Evidence.Above($"{name}, η = 2.02: |x| reached", Math.Abs(x), 1e3);
    }

    // f′ of f″x²/2 + f‴x³/6 + f⁗x⁴/24.
    private static double Slope(FlipCriterion f, double x) =>
        x * (f.Second + (x * ((f.Third / 2) + (x * f.Fourth / 6))));

    private static double LargestEpsilon(int depth) => 1 / (3.0 * (depth - 1));

    // 2f″/(f″ − εf‴) with f″ = L², f‴ = 3L²(L−1).
    private static double WindowEnd(int depth, double epsilon) => 2 / (1 - (3 * epsilon * (depth - 1)));

    // f″, f‴ and f⁗ of ½(x^L − 1)² at 1.
    private static FlipCriterion Chain(int L) =>
        new(L * L, 3 * L * L * (L - 1), (L * L * (L - 1) * (L - 1) * 3) + (4 * L * L * (L - 1) * (L - 2)));

    // Gradient descent on ½(x^L − 1)² with ηf″ = k is the balanced map.
    private static double Defect(int depth, double start, double k) =>
        new BalancedMap(depth, k).Iterate(start, 2) - start;

    private static bool ChangesSign(int depth, double start, double low, double high) =>
        Defect(depth, start, low) * Defect(depth, start, high) < 0;

    private static double SignChange(int depth, double start, double epsilon) =>
        Bisect(k => Defect(depth, start, k), 2, WindowEnd(depth, epsilon));

    private static double Bisect(Func<double, double> f, double low, double high)
    {
        var positive = f(low) > 0;
        if (positive == f(high) > 0)
            return double.NaN;
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (f(middle) > 0 == positive)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    private static double FivePoint(Func<double, double> g, double x, double h) =>
        ((8 * (g(x + h) - g(x - h))) - (g(x + (2 * h)) - g(x - (2 * h)))) / (12 * h);

    private static double SecondDifference(Func<double, double> g, double x, double h) =>
        ((16 * (g(x + h) + g(x - h))) - (g(x + (2 * h)) + g(x - (2 * h))) - (30 * g(x))) / (12 * h * h);

    private static double ThirdDifference(Func<double, double> g, double x, double h) =>
        (g(x + (2 * h)) - g(x - (2 * h)) - (2 * (g(x + h) - g(x - h)))) / (2 * h * h * h);

    // Three step sizes remove the errors of order h² and h⁴.
    private static double ThirdDerivative(Func<double, double> g, double h)
    {
        double At(double step) => ThirdDifference(g, 0, step);
        double Once(double step) => ((4 * At(step / 2)) - At(step)) / 3;
        return ((16 * Once(h / 2)) - Once(h)) / 15;
    }
}
