using Dlnx.Flatness;
using Dlnx.Verify.Results;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A claim about the process from one deterministic start.</summary>
public abstract class PointStartSpec : ClaimSpec
{
    /// <summary>Δ = 0.2 + 0.3σ(2x), the law of the reference numbers.</summary>
    protected static readonly StepLaw Reference = new SigmoidStep(0.2, 0.3, 2, 0);

    /// <summary>x₀ of the reference numbers.</summary>
    protected const double ReferenceStart = 0.5;

    [Parameter("delta", Description = "Δ: " + StepLawChoice.Words)]
    public string Delta { get; set; } = "sigmoid(0.2,0.3,2,0)";

    [Parameter("x0", Description = "deterministic start")]
    public double Start { get; set; } = ReferenceStart;

    /// <summary>The chosen Δ.</summary>
    protected StepLaw Law => StepLawChoice.Parse("delta", Delta);

    public override void Validate() => StepLawChoice.Parse("delta", Delta);

    /// <summary>The largest error of a mean of rounded end points: 1e-12 of their mean size, or of 1.</summary>
    protected static Tolerance Rounding(EndpointLaw law)
    {
        var sum = 0.0;
        foreach (var x in law.Endpoints)
            sum += Math.Abs(x);
        return Absolute(1e-12 * Math.Max(1, sum / law.Endpoints.Length));
    }

    /// <summary>Ends the check as skipped where the chosen Δ does not meet C3 on the states visited from x₀.</summary>
    protected void RequireIncreasing(int steps) => RequireIncreasing(Law, [Start], steps);

    /// <summary>Ends the check as skipped where Δ is not positive and strictly increasing on the visited states.</summary>
    internal static void RequireIncreasing(StepLaw law, IEnumerable<double> starts, int steps)
    {
        var hull = starts.Select(x => EndpointLaw.From(law, x, steps).Hull).Aggregate((a, b) => a.With(b));
        var gap = UniformGap.On(law, hull);
        // A pair of opposite steps moves the state by about Δ′Δ; less than the rounding errors cannot be decided in doubles.
        var resolved = 1e-12 * Math.Max(1, Math.Max(Math.Abs(hull.Lower), Math.Abs(hull.Upper)));
        if (!(gap.SmallestStep > 0 && gap.SmallestSlope * gap.SmallestStep > resolved))
            Skip(
                $"Δ is not positive and noticeably increasing on the visited states [{hull.Lower:G6}, {hull.Upper:G6}]."
            );
    }
}
