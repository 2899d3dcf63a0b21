using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

// V(t) of gradient descent against both flows, in the three regimes.
public sealed partial class CentralFlowRegimes
{
    private const int Points = 150;
    private const double Spread = 0.05;

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
        var drawn = Draw("(a) η below 2/λ_*", stop.Run, stop.LearningRate);
        drawn.Figure.Level("V_stop: λ = 2/η", stop.StopVariance);
        drawn.Figure.Level("z V_stop", StoppingLaw.Ratio(Depth, Z0) * stop.StopVariance);
        Compare(drawn, Balanced.VarianceCurvature * stop.StartVariance / Balanced.Sharpness);
        Evidence.Matches("steps in which V grows", stop.Run.VarianceIncreases, 0);
    }

    [Check]
    public void At_the_critical_rate_V_decays_like_1_over_t()
    {
        var eta = 2 / Balanced.Sharpness;
        var run = Run(eta, 40_000);
        Compare(Draw("(b) η = 2/λ_*", run, eta), Spread * Spread);
        Evidence.Matches("steps in which V grows", run.VarianceIncreases, 0);
    }

    [Check(Tier.Standard)]
    public void Above_the_critical_rate_V_decays_exponentially()
    {
        var eta = (2 + Excess) / Balanced.Sharpness;
        // Until V has fallen by about six powers of ten; the first part feeds the oscillation.
        var run = Run(eta, (int)(14 / (CentralFlow.DriftRate(Depth) * Excess)));
        Compare(Draw("(c) η above 2/λ_*", run, eta), (Spread * Spread) + Excess);
        Evidence.Matches("steps in which V grows", run.VarianceIncreases, 0);
    }

    private PathwayRun Run(double eta, int steps) =>
        PathwayRun.Of(
            LeafStart.Around(Balanced, Spread),
            new PathwayPlan(eta, steps) { Samples = SampleTimes.Every(1 + (steps / Points)) },
            Cancellation
        );

    private DrawnFlows Draw(string regime, PathwayRun run, double eta)
    {
        var flow = new CentralFlow(Depth, v => (eta * (Balanced.Sharpness + (Balanced.VarianceCurvature * v))) - 2);
        double[] steps = [.. run.Samples.Select(sample => (double)sample.Step)];
        double[] measured = [.. run.Samples.Select(VarianceOf)];
        var energy = Math.Pow(run.Samples[0].Residual, 2) / CentralFlow.SquaredResidual(Depth, Sigma);
        var corrected = flow.From(energy, measured[0], steps[^1]);
        var adiabatic = flow.Adiabatic(measured[0], steps[^1]);
        double[] predicted = [.. steps.Select(corrected.Variance)];
        double[] slaved = [.. steps.Select(adiabatic.Variance)];
        var figure = Figure($"Leaf variance {regime}", Axis.Linear("step"), Axis.Log("V"))
            .Line("central flow with its energy", steps, predicted)
            .Line("adiabatic flow", steps, slaved)
            .Points("gradient descent", steps, measured);
        return new(figure, measured, predicted, slaved);
    }

    // The flow is the leading order in the excess; size is the largest of its terms.
    private void Compare(DrawnFlows drawn, double size)
    {
        double[] Logs(double[] variances) => [.. variances.Select(v => Math.Log(v / drawn.Measured[0]))];
        Evidence
            .Agrees(
                "ln V/V_0 of gradient descent against the central flow, all points of the figure",
                Logs(drawn.Measured),
                Logs(drawn.Corrected),
                Absolute(0.05 + (3 * size))
            )
            .Rejects("the adiabatic flow", Logs(drawn.Adiabatic));
    }

    private double VarianceOf(PathwaySample sample) =>
        LeafCoordinates.Variance(PathwayMode.Homogeneous(Depth, Sigma, sample.Scales));

    private sealed record DrawnFlows(Figure Figure, double[] Measured, double[] Corrected, double[] Adiabatic);
}
