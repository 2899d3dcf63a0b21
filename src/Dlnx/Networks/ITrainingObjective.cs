namespace Dlnx.Networks;

/// <summary>
/// The loss of one network on one data set as a function of the flat vector of its parameters. All that an experiment
/// needs to know of an engine. An instance is used by one thread at a time; different instances are independent.
/// </summary>
public interface ITrainingObjective
{
    /// <summary>P, the length of every parameter vector and gradient.</summary>
    int ParameterCount { get; }

    /// <summary>N: examples, or pairs of <see cref="LossFunction.PairScore"/>.</summary>
    int Examples { get; }

    /// <summary>Writes ∇L and returns L.</summary>
    /// <param name="parameters">θ, P entries</param>
    /// <param name="gradient">P places; must not overlap θ</param>
    /// <exception cref="ArgumentException">a span has another length</exception>
    double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient);

    /// <summary>
    /// Writes the gradient of Σᵢ wᵢℓᵢ and returns this sum, where L is the same sum with equal weights (1/N, or 1 for
    /// <see cref="LossFunction.SumOfSquares"/>).
    /// </summary>
    /// <param name="parameters">θ, P entries</param>
    /// <param name="weights">w, N entries of any sign</param>
    /// <param name="gradient">P places; must not overlap θ</param>
    /// <exception cref="ArgumentException">a span has another length</exception>
    double WeightedGradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> weights, Span<double> gradient);

    /// <summary>The loss and the accuracy, without a gradient.</summary>
    /// <param name="parameters">θ, P entries</param>
    /// <exception cref="ArgumentException">the span has another length</exception>
    Evaluation Evaluate(ReadOnlySpan<double> parameters);

    /// <summary>Writes the network's outputs (logits), input after input.</summary>
    /// <param name="parameters">θ, P entries</param>
    /// <param name="outputs">inputs × outputs places</param>
    /// <exception cref="ArgumentException">a span has another length</exception>
    void Outputs(ReadOnlySpan<double> parameters, Span<double> outputs);

    /// <summary>Loss, gradient and Hessian at a point, with what all Hessian-vector products there share computed once.</summary>
    /// <param name="parameters">θ, P entries; copied</param>
    /// <exception cref="ArgumentException">the span has another length</exception>
    ILocalCurvature Linearize(ReadOnlySpan<double> parameters);
}
