using Dlnx.Linear;

namespace Dlnx.Specs.MultiPathway;

/// <summary>When a run from a small start is known to have settled near a minimum.</summary>
public static class SettledRun
{
    /// <summary>Steps after which runs inside the window have settled.</summary>
    public const int Steps = 15_000;

    // Least scales in units σ^(1/L) at depth 3 to 8: from smaller ones followers take far longer to join. All of 6000
    // random runs with scales above these settled.
    private static readonly double[] Least = [0.03, 0.12, 0.25, 0.4, 0.47, 0.52];

    /// <summary>Nine tenths of the window above 2: the largest q at which runs are known to settle.</summary>
    public static double LargestStep(StabilityWindow window) => 2 + (0.9 * (window.High - 2));

    /// <summary>Why a run need not have settled, as a sentence; null when it has.</summary>
    /// <param name="depth">L</param>
    /// <param name="alpha">α_p</param>
    /// <param name="sigma">σ</param>
    /// <param name="q">ηλ^sp</param>
    /// <param name="steps">steps of the run</param>
    public static string? Objection(int depth, double[] alpha, double sigma, double q, int steps)
    {
        if (alpha.Contains(0))
            return "A dead pathway takes no part; that case is checked separately.";
        if (alpha.Sum(a => Math.Pow(a, depth)) > 0.1 * sigma)
            return "The start is not small: the pathways carry more than a tenth of the target; choose smaller scales.";
        if (depth < 3 || depth - 3 >= Least.Length)
            return $"At depth {depth} nothing is known about settling; choose 3 to {Least.Length + 2}.";
        var least = Least[depth - 3] * Math.Pow(sigma, 1.0 / depth);
        if (alpha.Min() < least)
            return $"From scales below {least:G3} followers take far longer to join; choose larger ones.";
        var window = new StabilityWindow(depth, alpha.Length);
        if (q > LargestStep(window))
            return $"q = {q:R} is close to or above the ceiling {window.High:G6}, where the run may not settle.";
        var escape = EscapeSteps(depth, alpha, sigma, q);
        return steps < Steps || escape > steps / 3.0
            ? $"The mode is learnt after about {escape:G3} steps and settles thousands later; choose more steps."
            : null;
    }

    /// <summary>About how many steps it takes to leave the saddle: t*/η.</summary>
    public static double EscapeSteps(int depth, double[] alpha, double sigma, double q) =>
        GradientFlowEndpoint.BlowUpTime(depth, alpha.Max(), sigma) * PathwaySharpness.Single(depth, sigma) / q;
}
