namespace Dlnx.Networks.Managed;

/// <summary>The chain rule from a network's parameters to its adaptors.</summary>
internal sealed class AdaptedObjective(LowRankAdaptors adaptors, ITrainingObjective network) : ITrainingObjective
{
    private readonly double[] parameters = new double[network.ParameterCount];
    private readonly double[] networkGradient = new double[network.ParameterCount];

    public int ParameterCount => adaptors.ParameterCount;

    public int Examples => network.Examples;

    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        adaptors.Adapt(parameters, this.parameters);
        var loss = network.Gradient(this.parameters, networkGradient);
        Pull(networkGradient, parameters, gradient);
        return loss;
    }

    public double WeightedGradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> weights, Span<double> gradient)
    {
        adaptors.Adapt(parameters, this.parameters);
        var loss = network.WeightedGradient(this.parameters, weights, networkGradient);
        Pull(networkGradient, parameters, gradient);
        return loss;
    }

    public Evaluation Evaluate(ReadOnlySpan<double> parameters)
    {
        adaptors.Adapt(parameters, this.parameters);
        return network.Evaluate(this.parameters);
    }

    public void Outputs(ReadOnlySpan<double> parameters, Span<double> outputs)
    {
        adaptors.Adapt(parameters, this.parameters);
        network.Outputs(this.parameters, outputs);
    }

    public ILocalCurvature Linearize(ReadOnlySpan<double> parameters)
    {
        adaptors.Adapt(parameters, this.parameters);
        return new AdaptedCurvature(adaptors, network.Linearize(this.parameters), parameters);
    }

    private void Pull(ReadOnlySpan<double> source, ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        foreach (var weight in adaptors.Weights)
            weight.Pull(source, point, gradient);
    }
}
