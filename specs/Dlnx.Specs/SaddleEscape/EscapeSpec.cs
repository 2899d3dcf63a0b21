using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>What the claims about escape times share.</summary>
public abstract class EscapeSpec : ClaimSpec
{
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
