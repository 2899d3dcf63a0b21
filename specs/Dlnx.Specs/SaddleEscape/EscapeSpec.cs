using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Verify.Recording;

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
    /// Times over those of a law; of a logarithmic law, whose quotient has an error of order 1/log ε, their increments over
    /// those of the law.
    /// </summary>
    /// <param name="times">the times, from the largest ε on</param>
    /// <param name="laws">what the law says of each</param>
    /// <param name="bottleneck">layers in the bottleneck: with two the law is logarithmic</param>
    protected static double[] Quotients(IReadOnlyList<double> times, IReadOnlyList<double> laws, int bottleneck)
    {
        if (bottleneck > 2)
            return [.. times.Zip(laws, (time, law) => time / law)];
        var steps = times.Zip(times.Skip(1), (large, small) => small - large);
        return [.. steps.Zip(laws.Zip(laws.Skip(1), (large, small) => small - large), (step, law) => step / law)];
    }

    /// <summary>
    /// Asserts that values approach a limit: the last one is no farther from it than from the value that is farthest from
    /// the last one. An error that at least halves on the way allows that; values that approach another limit do not.
    /// </summary>
    /// <param name="name">the values</param>
    /// <param name="values">at least two different ones, on the way to the limit</param>
    /// <param name="limit">where the theory says that they go</param>
    /// <param name="rounding">the error of the values, which may hide how they go on</param>
    protected Agreement Approaches(string name, IReadOnlyList<double> values, double limit, double rounding = 0) =>
        Evidence.Agrees(
            $"{name}: the last of {values.Count} against the limit, within the way they went",
            values[^1],
            limit,
            Absolute(Math.Max(rounding, values.Max(value => Math.Abs(value - values[^1]))))
        );
}
