using System.Globalization;
using Dlnx.Networks;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>Base of the claims about trained networks: shared runs, their progress, and the words of their checks.</summary>
public abstract class TrainedNetworkSpec : ClaimSpec
{
    /// <summary>The runs of several settings, each trained once for all checks.</summary>
    protected IReadOnlyList<TrainingRun> Train<T>(IEnumerable<T> settings)
        where T : SeededTraining =>
        Shared(
            settings,
            setting => setting.ToString(),
            setting => setting.Train(Progress(setting.ToString(), setting.Steps), Cancellation),
            new TrainingRunFormat()
        );

    /// <summary>The run of one setting.</summary>
    protected TrainingRun Train(SeededTraining setting) => Train([setting])[0];

    /// <summary>Shows where a run is.</summary>
    /// <param name="name">of the run</param>
    /// <param name="steps">how many it has</param>
    protected IProgress<TrainingProgress> Progress(string name, int steps) => new Reporter(Report, name, steps);

    /// <summary>The distance of a number from the nearer end of an interval; positive inside.</summary>
    protected static double Inside(double value, double low, double high) => Math.Min(value - low, high - value);

    /// <summary>Four of five, or as many of another number.</summary>
    protected static int FourOfFive(int count) => count - (count / 5);

    /// <summary>Skips a check whose margins were measured at another setting.</summary>
    /// <param name="parameter">its name</param>
    /// <param name="value">as chosen</param>
    /// <param name="reference">where the margins were measured</param>
    protected static void RequireReference(string parameter, double value, double reference)
    {
        if (value != reference)
            Skip($"The margins of this check belong to {parameter} = {reference:R}; here it is {value:R}.");
    }

    /// <summary>Draws λ₁η/2 over the steps.</summary>
    /// <param name="figure">where to</param>
    /// <param name="name">of the series</param>
    /// <param name="setting">the setting of the run</param>
    /// <param name="run">the run</param>
    protected static Figure DrawRatios(Figure figure, string name, SeededTraining setting, TrainingRun run)
    {
        var ratios = setting.Ratios(run);
        return figure.Points(
            name,
            [.. ratios.Select(sample => (double)sample.Step)],
            [.. ratios.Select(sample => sample.Value)]
        );
    }

    /// <summary>
    /// Asserts what holds at any setting of gradient descent that trains: the loss ends lower than it began, and λ₁ of the
    /// last quarter is at most half as large again as 2/η. Skips where the run diverges.
    /// </summary>
    protected void AssertStaysAtTheEdge(SeededTraining setting)
    {
        var run = Train(setting);
        if (run.Outcome == TrainingOutcome.Diverged)
            Skip($"At η = {setting.Eta:R} the run diverges after {run.Steps} steps; choose a smaller η.");
        var late = setting.Ratios(run).Where(sample => sample.Step >= 3 * setting.Steps / 4).ToArray();
        if (late.Length == 0)
            Skip($"{setting.Steps} steps are too few to measure the sharpness of the last quarter.");
        DrawRatios(
                Figure("Sharpness of the chosen run", Axis.Linear("step"), Axis.Linear("λ₁η/2")),
                "λ₁η/2",
                setting,
                run
            )
            .Level("2/η", 1);
        Evidence.Below("loss at the end", run.Loss, run.Losses[0]);
        Evidence.Below("λ₁η/2 in the last quarter, the largest", late.Max(sample => sample.Value), 1.5);
    }

    private sealed class Reporter(Action<string> report, string name, int steps) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) =>
            report(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: step {value.Steps} of {steps}, loss {value.Loss:G4}"
                )
            );
    }
}
