using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/eq-70-72",
    "From one path to the normalised chain",
    Kind = ClaimKind.Remark,
    Source = "Appendix F.1-F.2, eqs. (70)-(72)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/eq-54", "A/def-6.1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        When one pathway carries the mode, $r_p \leftarrow r_p - \eta e\, r_p^{L-1}$ reduces to
        $F_\eta(a) = a - \eta(a^L - \sigma)a^{L-1}$, and with $u = a/\sigma^{1/L}$, $\kappa = \eta\sigma^{2-2/L}$ to
        $F_\kappa(u) = u + \kappa(1-u^L)u^{L-1}$, whose overshoot sets in at $\kappa L = 1$, where $F_\kappa'(1) = 0$. What is
        neglected is $\sum_{p>1} r_p^L$ in the residual $e$.
        """
)]
public sealed class ChainReduction : ClaimSpec
{
    private const int Steps = 50;
    private const double Leader = 0.5;
    private const double Follower = 1e-3;

    // One that is felt.
    private const double LargerFollower = 0.05;

    [Parameter("L", Min = 2, Max = 64, Description = "L, number of layers")]
    public int Depth { get; set; } = 4;

    [Parameter(Above = 0, Max = 1e6, Description = "σ, target value of the mode")]
    public double Sigma { get; set; } = 1;

    [Parameter("eta", Above = 0, Description = "learning rate η, up to 20/λ^sp; 2.5/λ^sp when not given")]
    public double? LearningRate { get; set; }

    private double Eta => LearningRate ?? (2.5 / PathwaySharpness.Single(Depth, Sigma));

    // κL = ηLσ^(2−2/L)
    private double KappaL => Eta * PathwaySharpness.Single(Depth, Sigma);

    public override void Validate()
    {
        if (KappaL > ChainStep.LargestKappaL)
            throw new ParameterException("eta", $"is {Eta:R}, which makes ηλ^sp = {KappaL:R}; it must be at most 20.");
    }

    [Check]
    public void Normalising_conjugates_the_maps()
    {
        var cases =
            from L in Draw.Integer(2, 64)
            from kappaL in Draw.Between(0.1, 12)
            from sigma in Draw.LogBetween(0.01, 100)
            from u in Draw.Between(0.01, 1.3)
            select new Case(L, kappaL, sigma, u);
        Evidence
            .ForAll(
                "a_* F_κ(a/a_*) = F_η(a), over the size of the terms",
                cases.ToArbitrary(),
                c => Defect(c, c.KappaL),
                Absolute(1e-13)
            )
            .Rejects("κ = ηLσ^(2−2/L)", c => Defect(c, c.L * c.KappaL));
    }

    [Check]
    public void The_slope_at_the_fixed_point_vanishes_at_the_onset()
    {
        const double h = 1e-5;
        double[] tried = [0.5, 1, 1.5, KappaL];
        double Slope(double kappaL)
        {
            var eta = kappaL / PathwaySharpness.Single(Depth, Sigma);
            var path = new SinglePathway(Depth, Sigma, eta);
            var (end, width) = (path.FixedPoint, h * path.FixedPoint / Depth);
            return (path.Apply(end + width) - path.Apply(end - width)) / (2 * width);
        }
        Evidence
            .Agrees(
                "F′_η(a_*) by differences, κL = 0.5, 1, 1.5 and that of η",
                [.. tried.Select(Slope)],
                [.. tried.Select(kappaL => 1 - kappaL)],
                Absolute(1e-7 * Math.Max(1, KappaL))
            )
            .Rejects("1 − κ, onset at κ = 1", [.. tried.Select(kappaL => 1 - (kappaL / Depth))]);
    }

    [Check]
    public void Two_paths_and_matrices_follow_the_chain_to_ten_digits()
    {
        // The setting of the text: L = 4, σ = 1, ηλ^sp = 2.5, r = (0.5, 10⁻³).
        var chain = new double[Steps];
        new BalancedMap(4, 2.5).Record(Leader, chain);
        var (two, matrix, single) = Runs(4, 2.5 / 4);
        Report("two-path recursion against the chain", two, chain, 1e-10);
        Report("matrix gradient descent, two pathways, against the two-path recursion", matrix, two, 1e-12);
        Report("matrix gradient descent, one pathway, against the chain", single, chain, 1e-12);
    }

    [Check]
    public void The_second_path_disturbs_the_chain_by_what_is_neglected()
    {
        var scale = Math.Pow(Sigma, 1.0 / Depth);
        var map = new BalancedMap(Depth, KappaL);
        var mode = PathwayMode.Homogeneous(Depth, Sigma, [Leader * scale, LargerFollower * scale]);
        var matrix = new MatrixPathways(Depth, Sigma, mode.Scales.ToArray(), new RandomStream(StreamSeed()));
        var (u, shift, rest, rounding) = (Leader, 0.0, 0.0, 0.0);
        List<double> found = [],
            predicted = [],
            matrices = [],
            scales = [];
        for (var t = 0; t < Steps; t++)
        {
            var neglected = mode.Coefficient(1) / Sigma;
            var slope = map.Derivative(u);
            rest = Remainder(u, Math.Abs(shift) + rest, neglected) + (Math.Abs(slope) * rest) + Rounding;
            // To first order: δ ← F′(u)δ − κ r₂^L u^(L−1); rounding grows with the same slope.
            shift = (slope * shift) - (KappaL / Depth * neglected * Math.Pow(u, Depth - 1));
            rounding = (Math.Abs(slope) * rounding) + Rounding;
            u = map.Apply(u);
            mode.Step(Eta);
            matrix.Step(Eta);
            if (!(rest < 1e-3 && Math.Abs(u) < 3))
                break;
            found.Add(((mode.Scales[0] / scale) - u) / rest);
            predicted.Add(shift / rest);
            matrices.Add(matrix.Scale(0) / scale);
            scales.Add(mode.Scales[0] / scale);
        }
        Evidence.AtLeast("steps until effects of second order or rounding become visible", found.Count, 1);
        var agreement = Evidence.Agrees(
            "distance to the chain, first-order effect of Σ_{p>1} r_p^L, over the bound on the rest",
            [.. found],
            [.. predicted],
            Absolute(1)
        );
        // In deep networks the followers' r^L is below rounding.
        if (predicted.Max(Math.Abs) > 2)
            agreement
                .Rejects("no effect", new double[found.Count])
                .Rejects("it drives the leader on", [.. predicted.Select(value => -value)]);
        Evidence.Agrees(
            "matrix gradient descent against the recursion, r₁/σ^(1/L)",
            [.. matrices],
            [.. scales],
            Absolute(rounding)
        );
    }

    // What one step of either computation may round off, in units of σ^(1/L).
    private double Rounding => 1e-14 * Depth;

    // Of F(u + d) − F(u) − F′(u)d and of the neglected term at u + d for u: their largest size for |d| up to `distance`.
    private double Remainder(double u, double distance, double neglected)
    {
        var (kappa, w) = (KappaL / Depth, Math.Abs(u) + distance);
        var second =
            ((Depth - 1) * (Depth - 2) * Math.Pow(w, Depth - 3))
            + (((2 * Depth) - 1) * ((2 * Depth) - 2) * Math.Pow(w, (2 * Depth) - 3));
        var other = Math.Abs(neglected) * (Depth - 1) * Math.Pow(w, Depth - 2);
        return kappa * distance * ((0.5 * second * distance) + other);
    }

    private void Report(string name, double[] measured, double[] predicted, double tolerance)
    {
        var rival = new double[Steps];
        new BalancedMap(4, 4 * 2.5).Record(Leader, rival);
        Evidence
            .Agrees($"{name}, r₁ over {Steps} steps", measured, predicted, Absolute(tolerance))
            .Rejects("κ = ηLσ^(2−2/L)", rival);
        var largest = measured.Zip(predicted, (a, b) => Math.Abs(a - b)).Max();
        Evidence.AtLeast(
            $"{name}: decimals that agree over all {Steps} steps",
            Math.Floor(-Math.Log10(Math.Max(largest, 1e-16))),
            Math.Round(-Math.Log10(tolerance))
        );
    }

    private (double[] TwoPath, double[] TwoPathMatrix, double[] OnePathMatrix) Runs(int depth, double eta)
    {
        var mode = PathwayMode.Homogeneous(depth, 1, [Leader, Follower]);
        var two = new MatrixPathways(depth, 1, [Leader, Follower], new RandomStream(StreamSeed()));
        var one = new MatrixPathways(depth, 1, [Leader], new RandomStream(StreamSeed(1)));
        var (recursion, matrix, single) = (new double[Steps], new double[Steps], new double[Steps]);
        for (var t = 0; t < Steps; t++)
        {
            mode.Step(eta);
            two.Step(eta);
            one.Step(eta);
            (recursion[t], matrix[t], single[t]) = (mode.Scales[0], two.Scale(0), one.Scale(0));
        }
        return (recursion, matrix, single);
    }

    private static double Defect(Case c, double kappaL)
    {
        var end = Math.Pow(c.Sigma, 1.0 / c.L);
        var stepped = new SinglePathway(c.L, c.Sigma, c.KappaL / PathwaySharpness.Single(c.L, c.Sigma)).Apply(
            c.U * end
        );
        var next = new BalancedMap(c.L, kappaL).Apply(c.U);
        return Math.Abs((end * next) - stepped) / (end * (c.U + Math.Abs(next - c.U)));
    }

    private sealed record Case(int L, double KappaL, double Sigma, double U);
}
