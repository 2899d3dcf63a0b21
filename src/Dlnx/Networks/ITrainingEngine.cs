namespace Dlnx.Networks;

/// <summary>What computes losses, gradients and Hessian-vector products of networks.</summary>
public interface ITrainingEngine
{
    /// <summary>For reports: the engine, its number type and what its bits depend on.</summary>
    string Name { get; }

    /// <summary>The loss of a network on a data set.</summary>
    /// <param name="architecture">the network</param>
    /// <param name="examples">the data, of the network's input shape; a network on vectors takes images flattened in their order</param>
    /// <param name="loss">ℓ; its targets must be in the data</param>
    /// <exception cref="ArgumentException">network, data and loss do not fit each other</exception>
    ITrainingObjective Objective(NetworkArchitecture architecture, LabelledExamples examples, LossFunction loss);
}
