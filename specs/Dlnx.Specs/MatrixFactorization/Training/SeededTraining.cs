using Dlnx.Networks;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>
/// One run of full-batch gradient descent that a claim of Section 4.2 or Appendix B looks at. Its text shows every number
/// that it depends on, and so names it among shared results.
/// </summary>
/// <param name="Seed">of the start, and of data that are drawn with it</param>
/// <param name="Eta">η</param>
/// <param name="Steps">updates</param>
public abstract record SeededTraining(int Seed, double Eta, int Steps)
{
    // Data that are drawn with the start come from another stream than it.
    private const ulong DataStreams = 1UL << 32;

    /// <summary>When λ₁ is measured; null for never.</summary>
    protected virtual SharpnessSampling? Sampling => null;

    /// <summary>What is minimised.</summary>
    protected virtual LossFunction Loss => LossFunction.MeanSquaredError;

    /// <summary>The seed of data drawn anew for every run.</summary>
    protected ulong DataSeed => DataStreams + (ulong)Seed;

    /// <summary>The network for inputs of so many features.</summary>
    public abstract NetworkArchitecture Network(int features);

    /// <summary>The data it is trained on.</summary>
    public abstract LabelledExamples Examples();

    /// <summary>Trains to the last step, whatever the loss.</summary>
    /// <param name="probe">looks at every step; null for nobody</param>
    /// <param name="progress">is told where the run is</param>
    /// <param name="cancellation">ends the run with an exception</param>
    public TrainingRun Train(
        TrainingProbe? probe = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var examples = Examples();
        var network = Network(examples.Shape.Size);
        var problem = new TrainingProblem(TrainingEngine.New().Objective(network, examples, Loss));
        var plan = TrainingPlan.GradientDescent(Eta) with
        {
            StopLoss = 0,
            MaximumSteps = Steps,
            Sampling = Sampling,
            TerminalLanczosSteps = 0,
        };
        return TrainingRun.Of(problem, Start(network), plan, probe, progress, cancellation);
    }

    /// <summary>λ₁η/2 at the measured steps of a run, 1 being the stability limit.</summary>
    /// <param name="run">a run of this setting</param>
    public IReadOnlyList<SharpnessSample> Ratios(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return [.. run.Sharpness.Select(sample => sample with { Value = sample.Value * Eta / 2 })];
    }

    /// <summary>θ₀.</summary>
    protected abstract double[] Start(NetworkArchitecture network);
}
