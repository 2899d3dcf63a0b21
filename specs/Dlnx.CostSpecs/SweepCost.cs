using Dlnx.Maps;
using Dlnx.Verify.Claims;

namespace Dlnx.CostSpecs;

/// <summary>Orbits of the balanced map at many learning rates.</summary>
[Claim(
    "cost/sweep",
    "The time of a bifurcation diagram",
    Kind = ClaimKind.Figure,
    Source = "Our own kernels",
    Verdict = Verdict.Confirmed,
    Statement = "The orbits of $n$ learning rates take $n$ times as long as one: on one core the time grows like $n$."
)]
public sealed class SweepCost : CostSpec
{
    /// <summary>2,000 iterates of three layers each.</summary>
    [Check(Tier.Standard)]
    public void The_time_grows_with_the_number_of_rates() => Grows("rates", 1, [1024, 2048, 4096, 8192, 16_384], Sweep);

    private static Action Sweep(int rates)
    {
        double[] steps = [.. Enumerable.Range(0, rates).Select(i => 1.8 + (1.4 * i / (rates - 1)))];
        var plan = new SweepPlan
        {
            Depth = 3,
            Burn = 2000 - PeriodDetector.Window,
            Keep = PeriodDetector.Window,
            Workers = 1,
        };
        return () => BifurcationSweep.Run(plan, steps);
    }
}
