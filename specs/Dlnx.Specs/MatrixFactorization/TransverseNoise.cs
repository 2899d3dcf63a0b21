using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/bt-transverse",
    "Stability of the 2-cycle against singular-vector noise",
    Kind = ClaimKind.Extension,
    Source = "beyond the paper (Theorem 1, Prop. 2, Fig. 5)",
    DependsOn = ["B/thm-1", "B/prop-2", "B/lem-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Linearise two gradient steps at the two-cycle of direction 1 with direction 2 at its minimum. The block of the
        $(1,2)$ and $(2,1)$ entries has size $2L$; it contains $L - 1$ multipliers exactly 1 (rotations between neighbouring
        layers), and all others have modulus below 1 for $k \le k_{12} := 2S_1/\lambda_{12}$. Stability is lost at
        $k^* \ge k_{12}$ by a complex pair; $k^* = k_{12}$ for $L = 2$ and slightly more for $L \ge 3$.
        """,
    Explanation = """
        So the first term of $K'$ in Theorem 1 is justified, and beyond $\eta^* = k^*/S_1$ the singular-vector-stationary set is
        invariant but repelling: rounding errors grow there.
        """
)]
public sealed class TransverseNoise : ClaimSpec
{
    [Parameter("sigma1", Above = 0, Max = 1e6, Description = "σ₁")]
    public double First { get; set; } = 10;

    [Parameter("sigma2", Above = 0, Max = 1e6, Description = "σ₂, below σ₁")]
    public double Second { get; set; } = 9;

    [Parameter(Min = 2, Max = 5, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("k", Above = 2, Max = StepChoice.Largest, Description = "ηS₁")]
    public double Step { get; set; } = 2.1;

    public override void Validate() => SpectrumRules.RequireBelowFirst(First, Second);

    [Check]
    public void Rotations_between_layers_are_neutral()
    {
        var at = TransverseStability.At(Depth, First, Second, Step);
        Evidence
            .Matches("multipliers equal to 1", at.GaugeCount, Depth - 1)
            .Rejects("one per layer", Depth)
            .Rejects("none", 0);
        var crossStep = CrossStep(Depth, First, Second);
        if (Step <= crossStep)
            Evidence.Below("largest modulus of the others, k ≤ k₁₂", at.LargestModulus, 1);
    }

    [Check(Tier.Standard)]
    public void Below_the_cross_threshold_the_orbit_withstands_noise()
    {
        var onset = Enumerable.Range(0, 6).Select(L => L < 2 ? 0 : Cascade.StabilityLoss(L)).ToArray();
        var cases =
            from L in Draw.Integer(2, 5)
            from ratio in Draw.Between(0.2, 0.99)
            from share in Draw.Between(0.02, 0.999)
            let end = Math.Min(CrossStep(L, 1, ratio), onset[L])
            select new NoiseCase(L, ratio, 2 + ((end - 2) * share));
        Evidence
            .ForAll(
                "largest non-gauge modulus is at most 1, L = 2…5, σ₂/σ₁ in (.2, .99), k < min(k₁₂, k₄)",
                cases.ToArbitrary(),
                c => TransverseStability.At(c.Depth, 1, c.Ratio, c.K).LargestModulus,
                Absolute(1)
            )
            .Rejects("stability as far as 2S₁/S₂", ModulusTowardsSecondOnset);
        Evidence.ForAll(
            "gauge multipliers beyond L − 1",
            cases.ToArbitrary(),
            c => Math.Abs(TransverseStability.At(c.Depth, 1, c.Ratio, c.K).GaugeCount - (c.Depth - 1)),
            Absolute(0)
        );
    }

    [Check]
    public void The_thresholds_lie_at_or_just_above_the_cross_threshold()
    {
        foreach (var (L, second) in new[] { (2, 9.0), (2, 8.0), (3, 9.0), (3, 9.5), (3, 8.0), (4, 9.0), (4, 8.0) })
        {
            var cross = CrossStep(L, 10, second);
            var star = TransverseStability.Threshold(L, 10, second) ?? double.NaN;
            var name = $"L={L}, σ=(10, {second})";
            Evidence.Golden($"{name}: k₁₂", cross, Absolute(1e-6));
            Evidence.Golden($"{name}: k*", star, Absolute(1e-6));
            var onset = 2 * StepChoice.Sharpness(L, 10) / StepChoice.Sharpness(L, second);
            if (L == 2)
                Evidence.Agrees($"{name}: k* = k₁₂", star, cross, Absolute(1e-9)).Rejects("2S₁/S₂", onset);
            else
                Evidence.Agrees($"{name}: k* / k₁₂", star / cross, 1, Absolute(0.02)).Rejects("2S₁/S₂", onset / cross);
            if (L > 2)
                Evidence.Above($"{name}: k* − k₁₂", star - cross, 1e-3);
            var pair = TransverseStability.At(L, 10, second, star).Transverse;
            Evidence.Agrees($"{name}: modulus of the critical multiplier", pair[0].Magnitude, 1, Absolute(1e-9));
            Evidence.Agrees(
                $"{name}: imaginary parts of the critical pair, summed",
                pair[0].Imaginary + pair[1].Imaginary,
                0,
                Absolute(1e-9)
            );
            Evidence.Above($"{name}: |imaginary part| of the critical pair", Math.Abs(pair[0].Imaginary), 0.01);
        }
        var etaStar = (TransverseStability.Threshold(3, 10, 9) ?? double.NaN) / StepChoice.Sharpness(3, 10);
        Evidence.Golden("L=3, σ=(10, 9): η*", etaStar, Absolute(1e-7));
        Evidence.Golden("L=3, σ=(10, 9): 2/λ₁₂", 2 / HessianSpectrum.Lambda(3, 10, 9), Absolute(1e-7));
    }

    [Check(Tier.Standard)]
    public void A_small_perturbation_grows_by_the_predicted_modulus()
    {
        double[] sigma = [10, 9, 6];
        var (cross, sharpness) = (2 / HessianSpectrum.Lambda(3, 10, 9), StepChoice.Sharpness(3, 10));
        List<double> growths = [];
        double[] etas = [0.0334, 0.0336, 0.0340];
        foreach (var eta in etas)
        {
            var growth = NoiseGrowth.Measure(sigma, eta, Cancellation);
            growths.Add(growth);
            var predicted = TransverseStability.At(3, 10, 9, eta * sharpness).LargestModulus;
            Evidence
                .Agrees($"η = {eta}: growth per two steps", growth, predicted, Absolute(1.5e-3))
                .Rejects("that of the fixed point, (1 − ηλ₁₂)²", Math.Pow(1 - (eta * 2 / cross), 2))
                .Rejects("no growth inside a set that attracts", 1);
            Evidence.Golden($"η={eta}: predicted modulus", predicted, Absolute(1e-6));
            Evidence.Golden($"η={eta}: measured growth", growth, Absolute(1e-3));
        }
        foreach (var eta in new[] { 0.0325, 0.0330 })
            Evidence.Below($"η = {eta}: growth per two steps", NoiseGrowth.Measure(sigma, eta, Cancellation), 1);
        double[] grid = [.. Enumerable.Range(0, 60).Select(i => 0.0325 + (0.00003 * i))];
        Figure("Growth of off-diagonal noise on the two-cycle", Axis.Linear("η"), Axis.Linear("modulus per two steps"))
            .Line(
                "largest transverse multiplier",
                grid,
                [.. grid.Select(e => TransverseStability.At(3, 10, 9, e * sharpness).LargestModulus)]
            )
            .Points("gradient descent", etas, growths)
            .Rule("2/λ₁₂", cross)
            .Level("neutral", 1);
    }

    // A step between k₁₂ and 2S₁/S₂, where a cycle is known.
    private static double ModulusTowardsSecondOnset(NoiseCase c)
    {
        var cross = CrossStep(c.Depth, 1, c.Ratio);
        var onset = 2 * Math.Pow(c.Ratio, (2.0 / c.Depth) - 2);
        var k = Math.Min(cross + (0.8 * (onset - cross)), StepChoice.Largest);
        return TransverseStability.At(c.Depth, 1, c.Ratio, k).LargestModulus;
    }

    private static double CrossStep(int depth, double first, double second) =>
        2 * StepChoice.Sharpness(depth, first) / HessianSpectrum.Lambda(depth, first, second);

    private sealed record NoiseCase(int Depth, double Ratio, double K);
}
