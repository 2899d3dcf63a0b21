using Dlnx.Linear;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/lem-E.9",
    "Residual normal form",
    Kind = ClaimKind.Lemma,
    Source = "Lemma E.9, eq. (64)",
    DependsOn = ["A/eq-54"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Confirmed,
    Statement = """
        With $\lambda_t = L\sum_p r_p^{2L-2}$ and $Q_t = \frac{L(L-1)}2 \sum_p r_p^{3L-4}$,
        $$e_{t+1} = (1 - \eta\lambda_t)\,e_t + \eta^2 Q_t\,e_t^2 + O(\eta^3|e_t|^3).$$
        """,
    Explanation = """
        The next term is $-\eta^3T_te_t^3$ with $T_t = \binom L3\sum_p r_p^{4L-6}$. All terms together are exact:
        $e_{t+1} = e_t + \sum_{k=1}^L\binom Lk(-\eta e_t)^k\sum_p r_p^{L+k(L-2)}$.
        """
)]
public sealed class ResidualNormalForm : ClaimSpec
{
    // The catalogue's number of random states.
    private const int RandomStates = 20_000;
    private const double SmallRatio = 0.05;

    [Parameter("L", Min = 2, Max = 16, Description = "L, layers of every pathway")]
    public int Depth { get; set; } = 4;

    [Parameter("r", Above = 0, Max = 10, Description = "r_p, one per pathway")]
    public double[] Scales { get; set; } = [0.9, 0.6, 0.3];

    [Parameter(Above = 0, Max = 1e3, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 0.5;

    [Parameter("eta", Above = 0, Max = 1e3, Description = "learning rate η")]
    public double LearningRate { get; set; } = 0.2;

    [Check]
    public void The_binomial_sum_is_exact()
    {
        var cases =
            from depth in Draw.Integer(2, 8)
            from ratio in Draw.Between(0.02, 1)
            from seed in Draw.Seed()
            select StepCase.WithRatio(depth, ratio, seed);
        Evidence
            .ForAll(
                "the step's residual against the identity",
                cases.ToArbitrary(),
                c => Difference(c, e => e.Binomial),
                Absolute(1e-12)
            )
            .Rejects("the first two terms only", c => Difference(c, e => e.TwoTerms))
            .Rejects("the first three terms only", c => Difference(c, e => e.ThreeTerms));
    }

    [Check]
    public void It_is_exact_for_your_step()
    {
        var mode = PathwayMode.Homogeneous(Depth, Sigma, Scales);
        var x = Math.Abs(LeafCoordinates.LargestRatio(mode, LearningRate));
        if (!(x <= 1))
            Skip(
                $"The step is so large (|ηe| max r^(L−2) = {x:G3}) that its terms cancel; keep it below 1 with a smaller eta."
            );
        var yours = ResidualExpansion.Of(mode, LearningRate);
        // Terms of alternating sign as large as C(L,k)Σr^L cancel.
        var terms = Math.Pow(2, Depth) * Depth * (mode.Total + Sigma);
        Evidence.Agrees("your e⁺", yours.Exact, yours.Binomial, Absolute(Math.Max(1e-12, 1e-15 * terms)));
    }

    [Check]
    public void Two_terms_leave_a_cubic_remainder()
    {
        var stream = new RandomStream(StreamSeed());
        var (tried, violations, doubled, opposite, otherPower) = (0, 0, 0, 0, 0);
        while (tried < RandomStates)
        {
            var c = new StepCase(stream.NextInt32(2, 9), stream.NextUniform(0.001, 0.2), stream.NextUInt64());
            var mode = c.Mode();
            if (Math.Abs(LeafCoordinates.LargestRatio(mode, c.Eta)) > SmallRatio)
                continue;
            tried++;
            var step = c.Expansion();
            var tau = c.Eta * step.Residual;
            var bound = (2 * step.Cubic * Math.Abs(tau * tau * tau)) + 1e-14;
            int Exceeds(double q) =>
                Math.Abs(step.Exact - (step.TwoTerms + ((q - step.Quadratic) * tau * tau))) > bound ? 1 : 0;
            violations += Exceeds(step.Quadratic);
            doubled += Exceeds(2 * step.Quadratic);
            opposite += Exceeds(-step.Quadratic);
            otherPower += Exceeds(c.Depth * (c.Depth - 1) / 2.0 * PowerSum(mode, (2 * c.Depth) - 2));
        }
        Evidence
            .Matches($"states among {RandomStates} with a remainder above 2·C(L,3)|ηe|³Σr^(4L−6)", violations, 0)
            .Rejects("Q without ½", doubled)
            .Rejects("the opposite sign of the quadratic term", opposite)
            .Rejects("Q with exponent 2L − 2", otherPower);
    }

    [Check]
    public void The_example_has_the_stated_numbers()
    {
        var example = ResidualExpansion.Of(PathwayMode.Homogeneous(4, 0.5, [0.9, 0.6, 0.3]), 0.2);
        Evidence.Golden("e", example.Residual, Absolute(1e-10));
        Evidence.Golden("λ", example.Sharpness, Absolute(1e-10));
        Evidence.Golden("Q", example.Quadratic, Absolute(1e-8));
        Evidence.Golden("T", example.Cubic, Absolute(1e-8));
        Evidence.Golden("e⁺ exact", example.Exact, Absolute(1e-12));
        Evidence.Golden("e⁺ by two terms", example.TwoTerms, Absolute(1e-12));
        Evidence.Golden("e⁺ by three terms", example.ThreeTerms, Absolute(1e-12));
    }

    [Check]
    public void The_matrices_have_the_same_residual()
    {
        var mode = PathwayMode.Homogeneous(5, 0.8, [0.9, 0.85, 0.6]);
        var matrices = new MatrixPathways(
            mode.Depths[0],
            mode.Target,
            mode.Scales.ToArray(),
            new RandomStream(StreamSeed())
        );
        const double eta = 0.1;
        var expansion = ResidualExpansion.Of(mode, eta);
        matrices.Step(eta);
        Evidence
            .Agrees(
                "e⁺, one step of 3 × 3 matrices in random bases",
                matrices.Mode.Residual,
                expansion.Binomial,
                Absolute(1e-12)
            )
            .Rejects("two terms", expansion.TwoTerms)
            .Rejects("the linear term", (1 - (eta * expansion.Sharpness)) * expansion.Residual);
    }

    private static double Difference(StepCase c, Func<ResidualExpansion, double> predicted)
    {
        var step = c.Expansion();
        return Math.Abs(step.Exact - predicted(step));
    }

    private static double PowerSum(PathwayMode mode, int exponent) =>
        mode.Scales.ToArray().Sum(r => Math.Pow(r, exponent));

    private sealed record StepCase(int Depth, double Eta, ulong Seed)
    {
        // The learning rate at which |ηe|·max r^(L−2) has the given value.
        public static StepCase WithRatio(int depth, double ratio, ulong seed)
        {
            var atOne = Math.Abs(LeafCoordinates.LargestRatio(new StepCase(depth, 1, seed).Mode(), 1));
            return new(depth, ratio / atOne, seed);
        }

        public ResidualExpansion Expansion() => ResidualExpansion.Of(Mode(), Eta);

        public PathwayMode Mode()
        {
            var stream = new RandomStream(Seed);
            var scales = new double[stream.NextInt32(1, 5)];
            for (var p = 0; p < scales.Length; p++)
                scales[p] = stream.NextUniform(0.3, 1.2);
            return PathwayMode.Homogeneous(Depth, stream.NextUniform(0.1, 3), scales);
        }
    }
}
