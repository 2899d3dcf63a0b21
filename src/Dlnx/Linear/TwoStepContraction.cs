using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// What two steps of gradient descent do to three measures of the imbalance between pathways of one depth, near a common
/// value (A, Theorem E.11). Computed in double-double numbers: a gap of 10⁻¹² relative keeps about 19 digits.
/// </summary>
/// <param name="Depth">L</param>
/// <param name="W">w = ηe of the first step: the mean relative change of r = 1</param>
/// <param name="C0">c₀ = (ηλ − 2)/w before the first step</param>
/// <param name="NextW">w of the second step, ηe·r̄^(L−2)</param>
/// <param name="LearningRate">η = (2 + c₀w)/λ</param>
/// <param name="Target">σ = Σr_p^L − e</param>
/// <param name="ScaleGap">Var(r) after two steps over before</param>
/// <param name="CoefficientGap">the same for Var(s), s = r^L</param>
/// <param name="LeafVariance">the same for V, the variance of y = r^(2−L); 1 at L = 2, where the ratios of r stay</param>
public sealed record TwoStepContraction(
    int Depth,
    double W,
    double C0,
    double NextW,
    double LearningRate,
    double Target,
    double ScaleGap,
    double CoefficientGap,
    double LeafVariance
)
{
    /// <summary>Var(r) to leading order: (1 − [(L−1)(L−2) + (L−1)(2L−2−c₀)]w²)²; above 1 for c₀ > 3L − 4.</summary>
    public double PredictedScaleGap => Squared(1 - ((LeafRate + Drift) * W * W));

    /// <summary>Var(s) to leading order: (1 − [(L−1)(L−2) + 2(L−1)(2L−2−c₀)]w²)².</summary>
    public double PredictedCoefficientGap => Squared(1 - ((LeafRate + (2 * Drift)) * W * W));

    /// <summary>V to leading order: (1 − (L−1)(L−2)w²)².</summary>
    public double PredictedLeafVariance => Squared(1 - (LeafRate * W * W));

    /// <summary>
    /// √V − (1 − (L−1)(L−2)/2·(w² + w′²)), of third order in w: the remainder of the corrected theorem, w′ being the second
    /// step's.
    /// </summary>
    public double LeafRemainder => Math.Sqrt(LeafVariance) - 1 + (LeafRate / 2 * ((W * W) + (NextW * NextW)));

    private double LeafRate => (Depth - 1.0) * (Depth - 2);

    private double Drift => (Depth - 1) * ((2 * Depth) - 2 - C0);

    /// <summary>
    /// Two steps from r_p = 1 + deviation_p, where the residual and the learning rate are such that ηe = w and
    /// ηλ = 2 + c₀w.
    /// </summary>
    /// <param name="depth">L, 2 to 64</param>
    /// <param name="deviations">of r from 1, far below w, not all equal</param>
    /// <param name="w">w, not 0, small</param>
    /// <param name="c0">c₀</param>
    /// <exception cref="ArgumentException">depth out of range, fewer than two pathways, or 2 + c₀w not positive</exception>
    public static TwoStepContraction From(int depth, ReadOnlySpan<double> deviations, double w, double c0)
    {
        MapDomain.Depth(depth);
        MapDomain.AtLeast(deviations.Length, 2, nameof(deviations));
        MapDomain.Positive(2 + (c0 * w), nameof(c0));
        var r = new DoubleDouble[deviations.Length];
        for (var p = 0; p < r.Length; p++)
        {
            r[p] = (DoubleDouble)1 + deviations[p];
        }

        var eta = ((DoubleDouble)2 + ((DoubleDouble)c0 * w)) / (PowerSum(r, (2 * depth) - 2) * depth);
        var target = PowerSum(r, depth) - ((DoubleDouble)w / eta);
        DoubleDouble[] before = [Variance(r, 1), Variance(r, depth), Variance(r, 2 - depth)];
        Step(r, depth, eta, target);
        var mean = PowerSum(r, 1) / r.Length;
        var next = eta * (PowerSum(r, depth) - target) * DoubleDouble.Pow(mean, depth - 2);
        Step(r, depth, eta, target);
        return new(
            depth,
            w,
            c0,
            (double)next,
            (double)eta,
            (double)target,
            (double)(Variance(r, 1) / before[0]),
            (double)(Variance(r, depth) / before[1]),
            depth == 2 ? 1 : (double)(Variance(r, 2 - depth) / before[2])
        );
    }

    private static double Squared(double x) => x * x;

    private static void Step(DoubleDouble[] r, int depth, DoubleDouble eta, DoubleDouble target)
    {
        var step = eta * (PowerSum(r, depth) - target);
        for (var p = 0; p < r.Length; p++)
        {
            r[p] -= step * DoubleDouble.Pow(r[p], depth - 1);
        }
    }

    private static DoubleDouble PowerSum(DoubleDouble[] r, int exponent)
    {
        DoubleDouble sum = 0;
        foreach (var value in r)
        {
            sum += DoubleDouble.Pow(value, exponent);
        }

        return sum;
    }

    private static DoubleDouble Variance(DoubleDouble[] r, int exponent)
    {
        var mean = PowerSum(r, exponent) / r.Length;
        DoubleDouble sum = 0;
        foreach (var value in r)
        {
            var deviation = DoubleDouble.Pow(value, exponent) - mean;
            sum += deviation * deviation;
        }

        return sum / r.Length;
    }
}
