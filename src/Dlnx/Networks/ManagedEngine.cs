using Dlnx.Networks.Engines;
using Dlnx.Networks.Managed;

namespace Dlnx.Networks;

/// <summary>The number type an engine computes in. Parameters, losses and sums over blocks are double in either case.</summary>
public enum EnginePrecision
{
    /// <summary>64 bits; what curvature and every gated number need.</summary>
    Double,

    /// <summary>32 bits, for long training runs.</summary>
    Single,
}

/// <summary>
/// The engine of this library: vectorised kernels, blocks of examples one after the other or on several workers, the same
/// bits for any number of workers.
/// </summary>
public sealed record ManagedEngine : ITrainingEngine
{
    /// <summary>The number type.</summary>
    public EnginePrecision Precision { get; init; } = EnginePrecision.Double;

    /// <summary>
    /// Threads of one objective, ≥ 1: for its blocks of examples and, where there are at least twice as many workers as
    /// blocks, inside the convolutional layers of a block. Independent runs are better spread over threads than one run.
    /// </summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// Memory that the blocks of a linearised point may keep between Hessian-vector products, in bytes. Beyond it every
    /// product repeats the gradient, which takes about half as long again.
    /// </summary>
    public long KeptBytes { get; init; } = 1L << 30;

    /// <inheritdoc/>
    public string Name => $"managed, {(Precision == EnginePrecision.Double ? "float64" : "float32")}";

    /// <inheritdoc/>
    public ITrainingObjective Objective(NetworkArchitecture architecture, LabelledExamples examples, LossFunction loss)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1);
        var shape = ObjectiveShape.Of(architecture, examples, loss);
        return Precision == EnginePrecision.Double
            ? new ManagedObjective<double>(architecture, examples, loss, shape, this)
            : new ManagedObjective<float>(architecture, examples, loss, shape, this);
    }
}
