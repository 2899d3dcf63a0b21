using Dlnx.Maps;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/lem-F.4",
    "Boundary system and 1-D root equation",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.4, eqs. (76)-(81), (83)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/lem-F.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $x = u^L$ and $D_L(x) = (2L-1)x - (L-1)$. $F_\kappa'(u) = 0$ iff $\kappa\, u^{L-2} D_L(x) = 1$ (76). Then
        $M/u = 1 + \delta$ with $\delta = (1-x)/D_L(x)$ (77), and $F_\kappa(M) = 0$ iff $\kappa M^{L-2}(M^L - 1) = 1$ (79).
        Eliminating $\kappa$ and $M$,
        $$(1+\delta)^{L-2}\big[x(1+\delta)^L - 1\big] = D_L(x), \qquad
          u \in \Big(\big(\tfrac{L-1}{2L-1}\big)^{1/L},\, 1\Big),$$
        which has exactly one root there: left minus right goes from $+\infty$ to $-L$. With it
        $c_L = L u^{2-L}/D_L(u^L)$ (81).
        """
)]
public sealed class BoundarySystem : ClaimSpec
{
    private const int GridPoints = 200_000;
    private static readonly double[] GridDepths = [2, 3, 4, 5, 10, 30, 100];

    [Parameter("L", Min = 2, Max = 1e9, Description = "L, number of layers, real")]
    public double Depth { get; set; } = 4;

    private IEnumerable<double> Depths => GridDepths.Concat([1e3, 1e6, 1e9, Depth]).Distinct();

    [Check]
    public void There_is_exactly_one_root()
    {
        // Beyond, the grid in u no longer resolves the interval, whose length shrinks like 1/L.
        double[] depths = [.. GridDepths.Append(Depth).Where(L => L <= 1e4).Distinct()];
        var changes = depths.Select(L =>
        {
            Cancellation.ThrowIfCancellationRequested();
            return new BoundaryEquation(L).SignChanges(GridPoints);
        });
        Evidence.Matches(
            $"sign changes of left − right for L = {string.Join(", ", depths)}",
            changes.ToArray(),
            depths.Select(_ => 1).ToArray()
        );
        var equations = depths.Select(L => new BoundaryEquation(L)).ToArray();
        Evidence.Agrees(
            "left − right at u = 1, over L",
            [.. equations.Select(equation => equation.Difference(1) / equation.Depth)],
            [.. equations.Select(_ => -1.0)],
            Relative(1e-15)
        );
        // It grows without bound; at a millionth of the interval's length it is large enough to tell.
        var start = equations.Min(equation =>
            equation.Difference(equation.LowerEnd + (1e-6 * (1 - equation.LowerEnd)))
        );
        Evidence.Above("smallest left − right next to the lower end", start, 1000);
    }

    [Check]
    public void At_the_root_all_three_equations_hold()
    {
        double[] depths = [.. Depths];
        var thresholds = depths.Select(ReturnThreshold.OfDepth).ToArray();
        // The maximiser and its overshoot at κ_L, from F′ = 0 alone.
        var overshoots = thresholds.Select(at => new ChainMap(at.Depth, at.Kappa).LargestOvershoot()).ToArray();
        double[] ones = [.. depths.Select(_ => 1.0)];
        Evidence.Agrees(
            "u_κ^L from F′ = 0 against the root, L = 2 … 10⁹",
            [.. overshoots.Select(overshoot => overshoot.StartPower)],
            [.. thresholds.Select(at => at.StartPower)],
            Absolute(1e-12)
        );
        Evidence.Agrees(
            "(76): κu^(L−2)D, L = 2 … 10⁹",
            [.. thresholds.Select(at => at.Kappa * Power(at, at.StartPower) * at.Denominator)],
            ones,
            Absolute(1e-12)
        );
        Evidence
            .Agrees(
                "(77): M/u − δ, L = 2 … 10⁹",
                [.. overshoots.Zip(thresholds, (overshoot, at) => (overshoot.Peak / overshoot.Start) - at.Rise)],
                ones,
                Absolute(1e-12)
            )
            .Rejects("δ = x/D", [.. thresholds.Select(at => 1 + (at.StartPower / at.Denominator) - at.Rise)]);
        Evidence.Agrees(
            "(77), second form: ((2L−2)x − (L−2))/D − δ, L = 2 … 10⁹",
            [
                .. thresholds.Select(at =>
                    ((((2 * at.Depth) - 2) * at.StartPower) - (at.Depth - 2)) / at.Denominator - at.Rise
                ),
            ],
            ones,
            Absolute(1e-12)
        );
        Evidence
            .Agrees("(79): κM^(L−2)(M^L − 1), L = 2 … 10⁹", [.. Boundary(-1)], ones, Absolute(1e-12))
            .Rejects("κM^(L−2)(M^L + 1)", [.. Boundary(-1).Zip(Boundary(+1), (minus, plus) => 1 + minus - plus)]);

        IEnumerable<double> Boundary(int sign) =>
            overshoots.Zip(
                thresholds,
                (overshoot, at) => at.Kappa * Power(at, overshoot.PeakPower) * (overshoot.PeakPower + sign)
            );
    }

    [Check]
    public void The_eliminated_equation_gives_the_threshold_of_the_definition()
    {
        // The reference solves F′(u) = 0, F(F(u)) = 0 in double-double numbers, without any elimination.
        double[] depths = [.. Depths];
        Evidence
            .Agrees(
                "c_L from (80)-(81) against the definition in 31 digits",
                [.. depths.Select(L => ReturnThreshold.OfDepth(L).Constant)],
                [.. depths.Select(L => (double)ExtendedReturnThreshold.Constant(L))],
                Relative(1e-15)
            )
            .Rejects(
                "(80) with + 1 for − 1",
                [.. depths.Select(L => new BoundaryEquation(L) { Subtracted = -1 }.Constant())]
            )
            .Rejects(
                "exponent L − 1 for L − 2",
                [.. depths.Select(L => new BoundaryEquation(L) { ExponentShift = 1 }.Constant())]
            );
        var spread = Enumerable.Range(0, 60).Select(i => 2 * Math.Pow(5e8, i / 59.0)).Select(Deviation).Max();
        Evidence.AtMost("largest relative deviation for 60 real depths from 2 to 10⁹", spread, 1e-15);
        Evidence.AtLeast("digits that agree at all of them", Math.Floor(-Math.Log10(spread)), 15);
    }

    // (value^L)^(1−2/L) = value^(L−2), with all digits at any depth.
    private static double Power(ReturnThreshold at, double endToEnd) => Math.Pow(endToEnd, 1 - (2 / at.Depth));

    private static double Deviation(double depth)
    {
        var exact = ExtendedReturnThreshold.Constant(depth);
        return Math.Abs((double)((exact - ReturnThreshold.OfDepth(depth).Constant) / exact));
    }
}
