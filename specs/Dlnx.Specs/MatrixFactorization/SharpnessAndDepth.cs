using Dlnx.Linear;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/rem-depth",
    "Sharpness versus depth",
    Kind = ClaimKind.Remark,
    Source = "Paragraph after Lemma 1; Section B.4; Fig. 16",
    DependsOn = ["B/lem-1"],
    Verdict = Verdict.Corrected,
    Statement = """
        Deeper networks have a larger sharpness $L\sigma_1^{2-2/L}$ at the minimum and hence need a smaller learning rate; all
        non-zero eigenvalues depend on $L$.
        """,
    Corrected = """
        As a function of a real $L$, $L\sigma_1^{2-2/L}$ increases exactly where $L > -2\ln\sigma_1$, that is where
        $\sigma_1 > e^{-L/2}$; for $\sigma_1 \ge 1$ it increases for all $L$. The eigenvalue $\sigma_i^{2-2/L}$ does not depend on
        $L$ when $\sigma_i = 1$.
        """,
    Explanation = """
        For a small target the power $\sigma_1^{-2/L}$ falls faster than $L$ grows: at $\sigma_1 = 0.1$ the sharpness of 2, …, 7
        layers is 0.2, 0.139, 0.126, 0.1256, 0.129, 0.135, smallest at five layers; at $\sigma_1 = 0.01$ it falls up to nine
        layers. Deeper networks then tolerate a larger learning rate. The statement is true for $\sigma_1 \ge e^{-L/2}$, which
        covers the paper's experiments.
        """
)]
public sealed class SharpnessAndDepth : ClaimSpec
{
    [Parameter(Above = 0, Max = 1e6, Description = "largest singular value of the target")]
    public double Sigma { get; set; } = 0.1;

    [Parameter(Min = 3, Max = 64, Description = "the deepest network")]
    public int DepthMax { get; set; } = 12;

    [Check]
    public void From_one_upwards_every_layer_sharpens()
    {
        var cases =
            from sigma in Draw.LogBetween(1, 1e3)
            from depth in Draw.Integer(2, 12)
            select new GrowthCase(sigma, depth);
        Evidence
            .ForAll(
                "relative loss of sharpness by one more layer, σ₁ ≥ 1",
                cases.ToArbitrary(),
                c => Loss(c.Sigma, c.Depth),
                Absolute(0)
            )
            .Rejects("monotone for all σ₁: the same at 1/σ₁", c => Loss(1 / c.Sigma, c.Depth));
    }

    [Check]
    public void The_turn_is_at_minus_two_logarithms()
    {
        int[] depths = [2, 3, 4, 6, 8, 12];
        Evidence
            .Agrees(
                "σ₁ at which ∂S/∂L = 0, for L = 2, 3, 4, 6, 8, 12",
                [.. depths.Select(CriticalSigma)],
                [.. depths.Select(depth => Math.Exp(-depth / 2.0))],
                Relative(1e-6)
            )
            .Rejects("σ₁ = 1", [.. depths.Select(_ => 1.0)])
            .Rejects("e^(−L)", [.. depths.Select(depth => Math.Exp(-depth))]);
    }

    [Check(Role = Role.Counterexample)]
    public void A_small_target_is_flatter_for_deeper_networks()
    {
        var profile = DepthProfile.Of(0.1, 12);
        double[] measured = [.. Enumerable.Range(2, 11).Select(depth => MeasuredSharpness(0.1, depth))];
        Evidence
            .Agrees("σ₁ = 0.1: top eigenvalue of the Hessian, L = 2…12", measured, profile.Sharpness, Relative(1e-12))
            .Rejects("Lσ₁^(2−1/L)", [.. Enumerable.Range(2, 11).Select(L => L * Math.Pow(0.1, 2 - (1.0 / L)))]);
        Evidence.Matches("σ₁ = 0.1: flattest depth", profile.Flattest, 5).Rejects("as printed: the shallowest", 2);
        Evidence
            .Matches("σ₁ = 0.01: flattest depth", DepthProfile.Of(0.01, 12).Flattest, 9)
            .Rejects("as printed: the shallowest", 2);
        for (var L = 2; L <= 7; L++)
            Evidence.Golden($"σ₁ = 0.1: sharpness at L={L}", measured[L - 2], Absolute(1e-6));
        foreach (var L in new[] { 9, 10 })
            Evidence.Golden($"σ₁ = 0.01: sharpness at L={L}", MeasuredSharpness(0.01, L), Absolute(1e-6));
    }

    [Check]
    public void A_half_sharpens_with_depth()
    {
        for (var L = 2; L <= 5; L++)
            Evidence.Golden($"σ₁ = 0.5: sharpness at L={L}", MeasuredSharpness(0.5, L), Absolute(1e-6));
        double[] sharpness = [.. Enumerable.Range(2, 15).Select(depth => MeasuredSharpness(0.5, depth))];
        var growth = sharpness.Zip(sharpness.Skip(1), (a, b) => (b - a) / a).Min();
        Evidence.Above("σ₁ = 0.5: smallest relative growth by one more layer, L = 2…16", growth, 0);
    }

    [Check(Role = Role.Counterexample)]
    public void One_eigenvalue_of_a_unit_direction_ignores_the_depth()
    {
        // Form (B) with σ = (2, 1), d = 3: σᵢ^(2−2/L) twice for each i, from the dense Hessian.
        var dense = Enumerable.Range(2, 4).Select(depth => Spectrum(depth, 3, 2, 1)).ToArray();
        Evidence
            .Matches(
                "eigenvalues equal to 1, L = 2, 3, 4, 5",
                dense.Select(spectrum => spectrum.Count(value => Math.Abs(value - 1) < 1e-12)),
                [2, 2, 2, 2]
            )
            .Rejects("none that all depths share", [0, 0, 0, 0]);
        var others = dense.Select(spectrum => spectrum.Where(v => v > 1e-9 && Math.Abs(v - 1) > 1e-9).ToArray());
        var shared = others.Aggregate((a, b) => [.. a.Where(v => b.Any(w => Math.Abs(v - w) < 1e-9))]);
        Evidence.Matches("other non-zero eigenvalues shared by L = 2, 3, 4, 5", shared.Length, 0).Rejects("one", 1);
    }

    [Check]
    public void Profile_of_the_given_target()
    {
        var profile = DepthProfile.Of(Sigma, DepthMax);
        var depths = Enumerable.Range(DepthProfile.FirstDepth, profile.Sharpness.Length).ToArray();
        double[] measured = [.. depths.Select(depth => MeasuredSharpness(Sigma, depth))];
        Figure("Sharpness at the minimum against depth", Axis.Linear("L"), Axis.Log("sharpness"))
            .Line("Lσ₁^(2−2/L)", [.. depths.Select(depth => (double)depth)], profile.Sharpness)
            .Points("top Hessian eigenvalue", [.. depths.Select(depth => (double)depth)], measured)
            .Rule("−2 ln σ₁", Math.Max(DepthProfile.FirstDepth, profile.Turn));
        Evidence
            .Agrees("top Hessian eigenvalue, all depths", measured, profile.Sharpness, Relative(1e-12))
            .Rejects("Lσ₁^2", [.. depths.Select(depth => depth * Sigma * Sigma)]);
        var wrong = depths.Zip(depths.Skip(1)).Count(pair => Contradicts(profile, pair.First, pair.Second));
        Evidence.Matches("neighbouring depths on one side of −2 ln σ₁ that go the wrong way", wrong, 0);
    }

    // Between two depths that straddle the turn either direction is right.
    private static bool Contradicts(DepthProfile profile, int depth, int next)
    {
        var growth =
            profile.Sharpness[next - DepthProfile.FirstDepth] - profile.Sharpness[depth - DepthProfile.FirstDepth];
        return (depth >= profile.Turn && growth < 0) || (next <= profile.Turn && growth > 0);
    }

    private static double Loss(double sigma, int depth)
    {
        var sharpness = MeasuredSharpness(sigma, depth);
        return Math.Max(0, (sharpness - MeasuredSharpness(sigma, depth + 1)) / sharpness);
    }

    private static double MeasuredSharpness(double sigma, int depth) => Spectrum(depth, 1, sigma)[0];

    private static double[] Spectrum(int depth, int width, params double[] sigma)
    {
        var target = TargetMatrix.Diagonal(width, sigma);
        var network = GlobalMinimum.Of(MinimumForm.Balanced, depth, target, 0);
        return Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, target.Matrix));
    }

    // The zero of a central difference of ln(Lσ^(2−2/L)) in real L, by bisection in ln σ.
    private static double CriticalSigma(int depth)
    {
        var (low, high) = (-20.0, 5.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Slope(depth, middle) < 0)
                low = middle;
            else
                high = middle;
        }
        return Math.Exp(low);
    }

    private static double Slope(double depth, double logSigma)
    {
        const double h = 1e-4;
        return (LogSharpness(depth + h, logSigma) - LogSharpness(depth - h, logSigma)) / (2 * h);
    }

    private static double LogSharpness(double depth, double logSigma) =>
        Math.Log(depth) + ((2 - (2 / depth)) * logSigma);

    private sealed record GrowthCase(double Sigma, int Depth);
}
