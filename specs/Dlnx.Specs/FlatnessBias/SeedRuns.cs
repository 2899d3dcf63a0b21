using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The runs of one plan from several seeds. Means are over the runs whose loss stayed finite; NaN without any.</summary>
/// <param name="runs">one for each seed</param>
public sealed class SeedRuns(IReadOnlyList<TrainingRun> runs)
{
    /// <summary>One run for each seed.</summary>
    public IReadOnlyList<TrainingRun> Runs => runs;

    /// <summary>Share of validation examples classified right, seed by seed.</summary>
    public double[] Accuracies => [.. runs.Select(run => run.ValidationAccuracy)];

    /// <summary>Terminal λ₁, seed by seed.</summary>
    public double[] Sharpness => [.. runs.Select(run => run.TerminalSharpness)];

    /// <summary>Mean validation accuracy.</summary>
    public double MeanAccuracy => MeanOf(run => run.ValidationAccuracy);

    /// <summary>Mean terminal λ₁.</summary>
    public double MeanSharpness => MeanOf(run => run.TerminalSharpness);

    /// <summary>Mean number of steps.</summary>
    public double MeanSteps => MeanOf(run => run.Steps);

    /// <summary>Runs that did not reach the loss threshold.</summary>
    public int Failed => runs.Count(run => run.Outcome != TrainingOutcome.Reached);

    /// <summary>By how much the accuracy exceeds that of other runs, seed by seed.</summary>
    public double[] GainOver(SeedRuns other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. runs.Zip(other.Runs, (run, rival) => run.ValidationAccuracy - rival.ValidationAccuracy)];
    }

    /// <summary>Terminal λ₁ in units of that of other runs, seed by seed.</summary>
    public double[] SharpnessOver(SeedRuns other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. runs.Zip(other.Runs, (run, rival) => run.TerminalSharpness / rival.TerminalSharpness)];
    }

    private double MeanOf(Func<TrainingRun, double> number) =>
        runs.Where(run => run.Outcome != TrainingOutcome.Diverged).Select(number).DefaultIfEmpty(double.NaN).Average();
}
