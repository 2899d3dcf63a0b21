using Dlnx.Escape;
using Dlnx.Numerics;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>What the claims about escape times share.</summary>
public abstract class EscapeSpec : ClaimSpec
{
    /// <summary>m of the full networks on the symmetric manifold.</summary>
    protected const int NetworkWidth = 2;

    /// <summary>The ε from which full networks start: larger than those of the reduced flow, for their cost.</summary>
    protected static double[] NetworkScales => [0.03, 0.05, 0.08, 0.12];

    /// <summary>The escape times of independent cases; skips the check when one of them does not escape.</summary>
    /// <param name="cases">the cases</param>
    protected double[] Times(params IReadOnlyList<EscapeCase> cases) => Escaped(EscapeSweep.Times(cases, Cancellation));

    /// <summary>The escape times from balanced starts.</summary>
    /// <param name="phi">φ</param>
    /// <param name="depth">L</param>
    /// <param name="run">event and accuracy</param>
    /// <param name="scales">the ε</param>
    protected double[] BalancedTimes(Activation phi, int depth, EscapeRun run, params double[] scales) =>
        Times([.. scales.Select(eps => new EscapeCase(phi, EscapeSetting.Balanced(depth, eps)) { Run = run })]);

    /// <summary>The escape times of full networks over the exact population.</summary>
    /// <param name="phi">φ</param>
    /// <param name="run">the event, by its threshold and bottleneck</param>
    /// <param name="starts">the scales a(0) of each network</param>
    protected double[] NetworkTimes(Activation phi, EscapeRun run, params IReadOnlyList<double[]> starts)
    {
        var network = new ManifoldEscape(phi, NetworkWidth) { Threshold = run.Threshold, Cancellation = Cancellation };
        return Escaped(EscapeSweep.Times(starts.Count, i => network.Time(starts[i], run.Bottleneck), Cancellation));
    }

    /// <summary>The slope of ln τ in ln(1/ε), recorded with its standard error, number of points and window.</summary>
    protected LineFit RecordSlope(string name, double[] scales, double[] times)
    {
        var fit = LineFit.PowerLaw(EscapeSetting.Inverse(scales), times);
        var window = $"{fit.Points} points, ε from {scales[0]:G4} to {scales[^1]:G4}";
        Evidence.Golden($"{name}: slope ({window})", fit.Slope, Absolute(5e-4));
        Evidence.Golden($"{name}: standard error of the slope ({window})", fit.SlopeError, Absolute(1e-5));
        return fit;
    }

    /// <summary>The times of runs that have escaped; skips the check otherwise.</summary>
    protected static double[] Escaped(double?[] times)
    {
        if (times.Contains(null))
            Skip(
                "With these parameters a start does not escape: it comes to rest below the threshold, or takes too long."
            );
        return [.. times.Select(time => time!.Value)];
    }

    /// <summary>
    /// Asserts that deviations from a limit fall: the larger of the last two lies below the larger of the first two, since a
    /// single one may happen to cross zero.
    /// </summary>
    /// <param name="name">what deviates</param>
    /// <param name="deviations">at least four, on the way to the limit</param>
    protected void Falls(string name, IReadOnlyList<double> deviations)
    {
        var sizes = deviations.Select(Math.Abs).ToArray();
        Evidence.Below($"{name}: last deviations below the first", sizes[^2..].Max(), sizes[..2].Max());
    }
}
