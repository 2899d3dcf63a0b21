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
            setting => setting.Train(null, Progress(setting.ToString()), Cancellation),
            new TrainingRunFormat()
        );

    /// <summary>The run of one setting.</summary>
    protected TrainingRun Train(SeededTraining setting) => Train([setting])[0];

    /// <summary>Shows where a run is.</summary>
    /// <param name="run">its name</param>
    protected IProgress<TrainingProgress> Progress(string run) => new TrainingReport(run, Report);

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
    /// last quarter is at most half as large again as 2/η. Skips where a run diverges.
    /// </summary>
    /// <param name="settings">the chosen settings</param>
    /// <param name="runs">their runs</param>
    /// <param name="name">of a run in the figure</param>
    protected void AssertStayAtTheEdge<T>(
        IReadOnlyList<T> settings,
        IReadOnlyList<TrainingRun> runs,
        Func<T, string> name
    )
        where T : SeededTraining
    {
        var figure = Figure("Sharpness of the chosen runs", Axis.Linear("step"), Axis.Linear("λ₁η/2")).Level("2/η", 1);
        foreach (var (setting, run) in settings.Zip(runs))
        {
            if (run.Outcome == TrainingOutcome.Diverged)
                Skip($"At η = {setting.Eta:R} a run diverges after {run.Steps} steps; choose a smaller η.");
            var late = setting.Ratios(run).Where(sample => sample.Step >= 3 * setting.Steps / 4).ToArray();
            if (late.Length == 0 || setting.Steps == 0)
                Skip($"{setting.Steps} steps are too few to measure the sharpness of the last quarter.");
            DrawRatios(figure, name(setting), setting, run);
            Evidence.Below($"{name(setting)}: loss at the end", run.Loss, run.Losses[0]);
            Evidence.Below(
                $"{name(setting)}: λ₁η/2 in the last quarter, the largest",
                late.Max(sample => sample.Value),
                1.5
            );
        }
    }
}
