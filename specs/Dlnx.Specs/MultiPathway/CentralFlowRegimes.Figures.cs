using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

// V(t) of gradient descent against both flows, in the three regimes.
public sealed partial class CentralFlowRegimes
{
    private const int Points = 150;
    private const double Spread = 0.05;
    private const double LargestExcess = 0.11;

    [Check(Tier.Standard)]
    public void Below_the_critical_rate_V_stops_beyond_the_boundary()
    {
        var plan = new StoppingPlan(Delta0, Z0);
        plan = plan with { Steps = Steps ?? plan.Steps };
        var stop = StoppingDescent.Of(
            Balanced,
            plan with
            {
                Samples = SampleTimes.Every(1 + (plan.Steps / Points)),
            },
            Cancellation
        );
        var drawn = Draw("(a) η below 2/λ_*", Axis.Linear("V"), stop.Run, stop.LearningRate);
        drawn.Figure.Level("V_stop: λ = 2/η", stop.StopVariance);
        drawn.Figure.Level("z V_stop", StoppingLaw.Ratio(Depth, Z0) * stop.StopVariance);
        Evidence.Matches("steps in which V grows", stop.Run.VarianceIncreases, 0);
        Compare(drawn, Delta0 * Z0);
    }

    [Check]
    public void At_the_critical_rate_V_decays_like_1_over_t()
    {
        var eta = 2 / Balanced.Sharpness;
        var run = Run(eta, 40_000);
        Evidence.Matches("steps in which V grows", run.VarianceIncreases, 0);
        Compare(Draw("(b) η = 2/λ_*", Axis.Log("V"), run, eta), Spread * Spread);
    }

    [Check(Tier.Standard)]
    public void Above_the_critical_rate_V_decays_exponentially()
    {
        var eta = (2 + Excess) / Balanced.Sharpness;
        // Until V has fallen by about six powers of ten; the first part feeds the oscillation.
        var run = Run(eta, (int)(14 / (CentralFlow.DriftRate(Depth) * Excess)));
        Evidence.Matches("steps in which V grows", run.VarianceIncreases, 0);
        Compare(Draw("(c) η above 2/λ_*", Axis.Log("V"), run, eta), (Spread * Spread) + Excess);
    }

    private PathwayRun Run(double eta, int steps) =>
        PathwayRun.Of(
            LeafStart.Around(Balanced, Spread),
            new PathwayPlan(eta, steps) { Samples = SampleTimes.Every(1 + (steps / Points)) },
            Cancellation
        );

    private DrawnFlows Draw(string regime, Axis axis, PathwayRun run, double eta)
    {
        var flow = new CentralFlow(Depth, v => (eta * (Balanced.Sharpness + (Balanced.VarianceCurvature * v))) - 2);
        double[] steps = [.. run.Samples.Select(sample => (double)sample.Step)];
        double[] measured = [.. run.Samples.Select(sample => LeafCoordinates.Variance(At(sample)))];
        var energy = OscillationEnergy.Of(At(run.Samples[0]), eta);
        var corrected = flow.From(energy, measured[0], steps[^1]);
        var adiabatic = flow.Adiabatic(measured[0], steps[^1]);
        double[] predicted = [.. steps.Select(corrected.Variance)];
        double[] slaved = [.. steps.Select(adiabatic.Variance)];
        var figure = Figure($"Leaf variance {regime}", Axis.Linear("step"), axis)
            .Line("central flow with its energy", steps, predicted)
            .Line("adiabatic flow", steps, slaved)
            .Points("gradient descent", Sparse(steps), Sparse(measured));
        return new(figure, energy, measured, predicted, slaved);
    }

    // So few points that the lines beneath them show.
    private static double[] Sparse(double[] values) => [.. values.Where((_, i) => i % 4 == 0)];

    // The flow is the leading order in the excess and in the energy.
    private void Compare(DrawnFlows drawn, double excess)
    {
        if (excess > LargestExcess)
            Skip(
                $"The excess ηλ − 2 is of the size {excess:G3}; the leading order needs {LargestExcess} at most. Lower it."
            );
        var allowed = 0.01 + (5 * (excess + drawn.Energy));
        double[] Logs(double[] variances) => [.. variances.Select(v => Math.Log(v / drawn.Measured[0]))];
        var (measured, slaved) = (Logs(drawn.Measured), Logs(drawn.Adiabatic));
        var agreement = Evidence.Agrees(
            "ln V/V_0 of gradient descent against the central flow, all points of the figure",
            measured,
            Logs(drawn.Corrected),
            Absolute(allowed)
        );
        // Near the boundary, or over a short time, the two flows are alike.
        if (measured.Zip(slaved, (a, b) => Math.Abs(a - b)).Max() > 2 * allowed)
            agreement.Rejects("the adiabatic flow", slaved);
    }

    private PathwayMode At(PathwaySample sample) => PathwayMode.Homogeneous(Depth, Sigma, sample.Scales);

    private sealed record DrawnFlows(
        Figure Figure,
        double Energy,
        double[] Measured,
        double[] Corrected,
        double[] Adiabatic
    );
}
