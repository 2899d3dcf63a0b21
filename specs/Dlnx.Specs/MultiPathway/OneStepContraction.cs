using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/thm-E.8",
    "One-step contraction",
    Kind = ClaimKind.Theorem,
    Source = "Theorem E.8, eq. (63)",
    DependsOn = ["A/def-E.7", "A/lem-E.6"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        If iterate $t$ is strongly safe, the leaf variance does not grow, $V_{t+1} \le V_t$, and it falls if $e_t \ne 0$ and the
        $r_p$ are not all equal.
        """,
    Explanation = """
        It is still true with the larger bound $x_c(L)$ of Lemma E.6 in place of $1/(L-1)$. Some condition is needed: at
        $x = \eta e\max r^{L-2} = 0.8$ one step can multiply $V$ by 86.
        """
)]
public sealed class OneStepContraction : ClaimSpec
{
    // The catalogue's number of random states.
    private const int RandomStates = 20_000;
    private const double Rounding = 1e-12;

    [Parameter("L", Min = 3, Max = 12, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 3;

    [Parameter("P", Min = 2, Max = 64, Description = "P, the number of values of r, when you want it checked")]
    public int? Pathways { get; set; }

    [Parameter("r", Above = 0, Max = 1e2, Description = "r_p, one per pathway, at least two")]
    public double[] Scales { get; set; } = [1, 0.9];

    [Parameter(Above = 0, Max = 1e3, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 0.2;

    [Parameter("eta", Above = 0, Max = 1e3, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.3;

    public override void Validate()
    {
        if (Scales.Length < 2)
            throw new ParameterException("r", "has one value; a variance needs at least two pathways.");
        if (Pathways is { } count && count != Scales.Length)
            throw new ParameterException("P", $"is {count} but r has {Scales.Length} values; give one per pathway.");
    }

    [Check]
    public void No_safe_step_increases_the_leaf_variance()
    {
        var stream = new RandomStream(StreamSeed());
        var (safe, within, violations, violationsWithin, unsafeIncreases, flat) = (0, 0, 0, 0, 0, 0);
        for (var i = 0; i < RandomStates; i++)
        {
            var (mode, eta) = (RandomState(stream), stream.NextUniform(0.01, 2));
            var (x, ratio) = (LeafCoordinates.LargestRatio(mode, eta), Ratio(mode, eta));
            var depth = mode.Depths[0];
            if (x <= LeafMap.SafeRatio(depth))
            {
                safe++;
                violations += ratio <= 1 + Rounding ? 0 : 1;
                flat += ratio < 1 ? 0 : 1;
            }
            if (x <= LeafMap.CriticalRatio(depth))
            {
                within++;
                violationsWithin += ratio <= 1 + Rounding ? 0 : 1;
            }
            else if (!(ratio <= 1))
                unsafeIncreases++;
        }
        Evidence.Above($"strongly safe states among {RandomStates}", safe, RandomStates / 4);
        Evidence.Matches("increases of V among the strongly safe states", violations, 0);
        Evidence.Matches("strongly safe states in which V does not fall", flat, 0);
        Evidence.Above("states up to x_c(L)", within, safe);
        Evidence
            .Matches("increases of V among the states up to x_c(L)", violationsWithin, 0)
            .Rejects("contraction without a condition: increases beyond x_c(L)", unsafeIncreases);
    }

    [Check]
    public void The_condition_is_needed()
    {
        foreach (var x in new[] { 0.5, 0.55, 0.59, 0.65, 0.8 })
            Evidence.Golden($"V⁺/V at L=3, r=(1, 0.9), σ=0.2, x={x}", RatioAt(x), Relative(1e-4));
        Evidence.Below("V⁺/V at x = 1/(L−1)", RatioAt(0.5), 1);
        Evidence.Above("V⁺/V at x = 0.8", RatioAt(0.8), 1);
    }

    [Check]
    public void Your_state_keeps_it()
    {
        var mode = PathwayMode.Homogeneous(Depth, Sigma, Scales);
        var x = LeafCoordinates.LargestRatio(mode, LearningRate);
        if (x > LeafMap.CriticalRatio(Depth))
            Skip($"At x = {x:G4} > x_c = {LeafMap.CriticalRatio(Depth):G4} nothing is claimed; lower eta.");
        if (!(LeafCoordinates.Variance(mode) > 0))
            Skip("All r are equal: the leaf variance is 0 and stays 0.");
        // Every pathway by the leaf map on its own, and the variance of where they land.
        var tau = LearningRate * mode.Residual;
        double[] before = [.. Scales.Select(r => Math.Pow(r, 2 - Depth))];
        double[] after = [.. before.Select(y => LeafMap.Apply(Depth, y, tau))];
        var predicted = Variance(after) / Variance(before);
        // V is made of differences of the y, each of which is right to rounding.
        var digits = Rounding * Math.Max(1, before.Max() / Math.Sqrt(Variance(before)));
        var agreement = Evidence.Agrees($"V⁺/V at x = {x:G4}", Ratio(mode, LearningRate), predicted, Mixed(digits));
        if (Math.Abs(predicted - 1) > 10 * digits)
            agreement.Rejects("V conserved, as by gradient flow", 1);
        Evidence.Agrees("growth of V in the step", Math.Max(0, Ratio(mode, LearningRate) - 1), 0, Absolute(digits));
    }

    [Check]
    public void The_matrices_contract_alike()
    {
        var mode = PathwayMode.Homogeneous(4, 1, [0.9, 0.75, 0.7]);
        var matrices = new MatrixPathways(
            mode.Depths[0],
            mode.Target,
            mode.Scales.ToArray(),
            new RandomStream(StreamSeed())
        );
        var (before, eta) = (LeafCoordinates.Variance(mode), 0.25);
        var variances = new List<double>();
        var scalar = new List<double>();
        for (var t = 0; t < 40; t++)
        {
            mode.Step(eta);
            matrices.Step(eta);
            scalar.Add(LeafCoordinates.Variance(mode) / before);
            variances.Add(LeafCoordinates.Variance(matrices.Mode) / before);
        }
        Evidence
            .Agrees(
                "V_t/V_0 in 40 steps of 3 × 3 matrices in random bases",
                [.. variances],
                [.. scalar],
                Relative(1e-10)
            )
            .Rejects("V conserved, as by gradient flow", [.. Enumerable.Repeat(1.0, 40)]);
        Evidence.Below("V_40/V_0", variances[^1], 1);
    }

    private static PathwayMode RandomState(RandomStream stream)
    {
        var depth = stream.NextInt32(3, 9);
        var scales = new double[stream.NextInt32(2, 6)];
        for (var p = 0; p < scales.Length; p++)
            scales[p] = stream.NextUniform(0.1, 1.2);
        return PathwayMode.Homogeneous(depth, stream.NextUniform(0.1, 3), scales);
    }

    private static double RatioAt(double x)
    {
        var mode = PathwayMode.Homogeneous(3, 0.2, [1, 0.9]);
        return Ratio(mode, x / LeafCoordinates.LargestRatio(mode, 1));
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    private static double Ratio(PathwayMode mode, double learningRate)
    {
        var next = mode.Copy();
        next.Step(learningRate);
        return LeafCoordinates.Variance(next) / LeafCoordinates.Variance(mode);
    }
}
