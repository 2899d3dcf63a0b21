using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.18",
    "Two-step CDF recursion (eq. (31))",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.18, eq. (31)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.12"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For $L < 1$ the distribution functions satisfy
        $$F_t(y) = \tfrac14 \sum_{ab} F_{t-2}\big(T_{ab}^{-1}(y)\big), \qquad ab \in \{++, +-, -+, --\}.$$
        """
)]
public sealed class TwoStepRecursion : ClaimSpec
{
    private static readonly SignString[] Pairs = [.. SignStrings.All(2)];
    private static readonly double[] Probabilities = [0.05, 0.3, 0.5, 0.7, 0.95];

    [Parameter(Description = StepLawChoice.Words)]
    public string Delta { get; set; } = "sigmoid(0.05,0.2,2,0)";

    [Parameter("f0", Description = InitialLawChoice.Words)]
    public string F0 { get; set; } = "normal(0.5,0.4)";

    [Parameter("t", Min = 2, Max = 10, Description = "steps, even")]
    public int Steps { get; set; } = 4;

    public override void Validate()
    {
        StepRules.Invertible("delta", Delta);
        StepRules.Continuous("f0", F0);
        StepRules.RequireEven("t", Steps);
    }

    [Check]
    public void It_gives_the_mixture_of_an_affine_step() =>
        Evidence
            .ForAll(
                "¼ΣF_{t−2}(T_ab⁻¹(y)) against the (t + 1)-term mixture, at five quantiles",
                GeneratedMultiplication.Any(),
                c => Places(c).Max(y => Math.Abs(Recursion(c, y, Inverses(c)) - c.Law.Cumulative(y))),
                Absolute(1e-12)
            )
            .Rejects(
                "T_ab in place of its inverse",
                c => Places(c).Max(y => Math.Abs(Recursion(c, y, Forward(c)) - c.Law.Cumulative(y)))
            );

    [Check]
    public void It_gives_the_mixture_of_an_affine_step_from_a_Pareto_start()
    {
        var cases =
            from alpha in Draw.Between(0.5, 5)
            from m in Draw.Between(0.01, 0.3)
            select new GeneratedMultiplication(
                new GeneratedStart("pareto", [Math.Round(alpha, 3)]),
                Math.Round(m, 3),
                4
            );
        Evidence
            .ForAll(
                "pareto(α): ¼ΣF_{t−2}(T_ab⁻¹(y)) against the (t + 1)-term mixture",
                cases.ToArbitrary(),
                c => Places(c).Max(y => Math.Abs(Recursion(c, y, Inverses(c)) - c.Law.Cumulative(y))),
                Absolute(1e-12)
            )
            .Rejects(
                "T_ab in place of its inverse",
                c => Places(c).Max(y => Math.Abs(Recursion(c, y, Forward(c)) - c.Law.Cumulative(y)))
            );
    }

    [Check]
    public void It_counts_the_end_points_of_discrete_starts() =>
        Evidence
            .ForAll(
                "¼ΣF_2(T_ab⁻¹(y)) against counted end points of all strings of length 4, 8 atoms, G(1000; 0.5)",
                GeneratedProcess.Lipschitz(0.5),
                c => Discrepancy(c, new StepInverse(c.Step).Through),
                Absolute(1e-12)
            )
            .Rejects("T_ab in place of its inverse", c => Discrepancy(c, (pair, y) => pair.Apply(c.Step, y)));

    [Check]
    public void Repeated_it_gives_the_law_of_the_chosen_process()
    {
        var (law, start) = (StepLawChoice.Parse("delta", Delta), InitialLawChoice.Parse("f0", F0));
        var exact = new CurvatureLaw(law, start, Steps);
        var earlier = new CurvatureLaw(law, start, Steps - 2);
        var grid = TransferGrid.Covering(law, start, Steps, cells: 4096);
        var pushed = RefinedCurvature.Evolve(law, start, Steps, grid);
        foreach (var p in new[] { 0.1, 0.5, 0.9 })
        {
            var y = pushed.Law.Quantile(p);
            var bisected = Pairs.Sum(pair => earlier.Cumulative(Bisected(law, pair, y, grid))) / 4;
            var agreement = Evidence.Agrees(
                $"F_t at the {p}-quantile, preimages by bisection",
                bisected,
                exact.Cumulative(y),
                Absolute(1e-12)
            );
            // Where Δ is constant, forward maps and inverses are the same four.
            if (Math.Abs(law.At(y) * law.Slope(y)) > 1e-6)
                agreement.Rejects("forward maps", Pairs.Sum(pair => earlier.Cumulative(pair.Apply(law, y))) / 4);
            Evidence.AtMost(
                $"F_t at the {p}-quantile: distance to the transfer operator, within its error estimate",
                Math.Abs(pushed.Law.Cumulative(y) - exact.Cumulative(y)),
                pushed.CumulativeError + 1e-12
            );
        }
    }

    private static double[] Places(GeneratedMultiplication c) =>
        [.. Probabilities.Select(p => c.Start.Law.Quantile(p))];

    private static double Recursion(GeneratedMultiplication c, double y, double[] factors)
    {
        var earlier = c with { Steps = c.Steps - 2 };
        var law = earlier.Law;
        return factors.Sum(factor => law.Cumulative(y * factor)) / 4;
    }

    private static double[] Inverses(GeneratedMultiplication c) => [.. Forward(c).Select(factor => 1 / factor)];

    private static double[] Forward(GeneratedMultiplication c) =>
        [(1 + c.M) * (1 + c.M), 1 - (c.M * c.M), 1 - (c.M * c.M), (1 - c.M) * (1 - c.M)];

    private static double Discrepancy(GeneratedProcess c, Func<SignString, double, double> preimage)
    {
        var atoms = Enumerable.Range(0, 8).Select(i => c.Start.Law.Quantile((i + 0.5) / 8)).ToArray();
        double[] after2 = [.. atoms.SelectMany(x => PathEnumeration.Endpoints(c.Step, x, 2)).Order()];
        double[] after4 = [.. atoms.SelectMany(x => PathEnumeration.Endpoints(c.Step, x, 4)).Order()];
        // Half way between neighbours, no end point is near enough for rounding to decide.
        return Enumerable
            .Range(0, after4.Length / 8)
            .Select(i => 8 * i)
            .Where(i => after4[i + 1] - after4[i] > 1e-9)
            .Select(i => 0.5 * (after4[i] + after4[i + 1]))
            .Max(y => Math.Abs((Pairs.Sum(pair => Share(after2, preimage(pair, y))) / 4) - Share(after4, y)));
    }

    private static double Share(double[] ascending, double y) =>
        (double)ascending.Count(x => x <= y) / ascending.Length;

    private static double Bisected(StepLaw law, SignString pair, double y, TransferGrid grid)
    {
        var (low, high) = (grid.Low - 1e3, grid.High + 1e3);
        while (0.5 * (low + high) is var middle && middle > low && middle < high)
            (low, high) = pair.Apply(law, middle) < y ? (middle, high) : (low, middle);
        return high;
    }
}
