using MathNet.Numerics.Statistics;

namespace Dlnx.Networks;

/// <summary>How a change of κ is measured; the paper's formula is lost (D/fig-17).</summary>
public enum FluctuationMetric
{
    /// <summary>|κ_{t+1} − κ_t|.</summary>
    Abs,

    /// <summary>|log|κ_{t+1}/κ_t||.</summary>
    Log,

    /// <summary>|κ_{t+1} − κ_t|/|κ_t|.</summary>
    Rel,
}

/// <summary>The fourth derivative κ and its changes at the unstable steps of a burst, λ₁η/2 &gt; 1 (D/fig-17, D/fig-18).</summary>
/// <param name="Sharpness">λ₁ at these steps</param>
/// <param name="Fourth">κ at these steps</param>
/// <param name="Next">κ one step later</param>
public sealed record CurvatureFluctuation(double[] Sharpness, double[] Fourth, double[] Next)
{
    private const double WindowStart = 0.9;
    private const int WindowLength = 90;

    /// <summary>n, the number of steps.</summary>
    public int Count => Sharpness.Length;

    /// <summary>Steps at which κ grows.</summary>
    public int Plus => Signs.Count(sign => sign > 0);

    /// <summary>Steps at which κ falls.</summary>
    public int Minus => Signs.Count(sign => sign < 0);

    /// <summary>The share of the steps with κ &gt; 0; NaN without steps.</summary>
    public double PositiveShare => Fourth.Count(kappa => kappa > 0) / (double)Count;

    /// <summary>The signs of κ_{t+1} − κ_t, step after step.</summary>
    public IEnumerable<int> Signs => Fourth.Zip(Next, (now, next) => Math.Sign(next - now));

    /// <summary>Collects the steps with λ₁η/2 &gt; 1 among the 90 records from the first one with λ₁η/2 ≥ 0.9.</summary>
    /// <param name="recording">with κ</param>
    /// <exception cref="ArgumentException">κ was not recorded</exception>
    public static CurvatureFluctuation Of(BurstRecording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var records = recording.Records;
        if (records.Any(record => double.IsNaN(record.FourthDerivative)))
            throw new ArgumentException("The recording has no fourth derivatives; record it with them.");
        int[] unstable =
        [
            .. Enumerable
                .Range(0, records.Count)
                .SkipWhile(t => recording.SharpnessRatio(t) < WindowStart)
                .Take(WindowLength)
                .Where(t => recording.SharpnessRatio(t) > 1 && t + 1 < records.Count),
        ];
        return new(
            [.. unstable.Select(t => records[t].Sharpness)],
            [.. unstable.Select(t => records[t].FourthDerivative)],
            [.. unstable.Select(t => records[t + 1].FourthDerivative)]
        );
    }

    /// <summary>The change of κ at each step.</summary>
    /// <param name="metric">how it is measured</param>
    public double[] Changes(FluctuationMetric metric) =>
        [.. Fourth.Zip(Next, (now, next) => Change(metric, now, next))];

    /// <summary>Pearson's correlation of the change with λ₁; NaN where there are too few steps.</summary>
    /// <param name="metric">how the change is measured</param>
    public double Pearson(FluctuationMetric metric) => Correlation.Pearson(Changes(metric), Sharpness);

    /// <summary>Spearman's correlation of the change with λ₁; NaN where there are too few steps.</summary>
    /// <param name="metric">how the change is measured</param>
    public double Spearman(FluctuationMetric metric) => Correlation.Spearman(Changes(metric), Sharpness);

    private static double Change(FluctuationMetric metric, double now, double next) =>
        metric switch
        {
            FluctuationMetric.Abs => Math.Abs(next - now),
            FluctuationMetric.Log => Math.Abs(Math.Log(Math.Abs(next / now))),
            _ => Math.Abs((next - now) / now),
        };
}
