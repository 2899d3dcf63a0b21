namespace Dlnx.Networks.Engines;

/// <summary>One engine for losses and gradients and another one, mostly of higher precision, for curvature.</summary>
/// <param name="training">computes losses, gradients and outputs</param>
/// <param name="curvature">computes linearised points</param>
public sealed class MixedPrecisionEngine(ITrainingEngine training, ITrainingEngine curvature) : ITrainingEngine
{
    /// <inheritdoc/>
    public string Name => $"{training.Name}; curvature by {curvature.Name}";

    /// <inheritdoc/>
    public ITrainingObjective Objective(
        NetworkArchitecture architecture,
        LabelledExamples examples,
        LossFunction loss
    ) =>
        new MixedObjective(
            training.Objective(architecture, examples, loss),
            curvature.Objective(architecture, examples, loss)
        );

    private sealed class MixedObjective(ITrainingObjective training, ITrainingObjective curvature) : ITrainingObjective
    {
        public int ParameterCount => training.ParameterCount;

        public int Examples => training.Examples;

        public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient) =>
            training.Gradient(parameters, gradient);

        public double WeightedGradient(
            ReadOnlySpan<double> parameters,
            ReadOnlySpan<double> weights,
            Span<double> gradient
        ) => training.WeightedGradient(parameters, weights, gradient);

        public Evaluation Evaluate(ReadOnlySpan<double> parameters) => training.Evaluate(parameters);

        public void Outputs(ReadOnlySpan<double> parameters, Span<double> outputs) =>
            training.Outputs(parameters, outputs);

        public ILocalCurvature Linearize(ReadOnlySpan<double> parameters) => curvature.Linearize(parameters);
    }
}
