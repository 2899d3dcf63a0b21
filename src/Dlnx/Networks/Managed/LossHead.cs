using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>The loss of one block on top of a network: its value, ∂L/∂z, and the change of ∂L/∂z along a direction.</summary>
internal abstract class LossHead<T>(LabelledExamples examples)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Inputs of one example of the loss.</summary>
    public virtual int InputsPerExample => 1;

    /// <summary>Data with the targets.</summary>
    protected LabelledExamples Examples => examples;

    /// <summary>Returns Σ wᵢℓᵢ over a block and writes its derivative by the outputs z.</summary>
    /// <param name="firstExample">the block's first example</param>
    /// <param name="weights">w of the block's examples</param>
    /// <param name="outputs">z, inputs × outputs</param>
    /// <param name="errors">∂L/∂z, as many places</param>
    public abstract double Evaluate(
        int firstExample,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<T> outputs,
        Span<T> errors
    );

    /// <summary>Writes the change of ∂L/∂z for a change of z, at the point of the last <see cref="Evaluate"/>.</summary>
    public abstract void Tangent(
        int firstExample,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<T> outputs,
        ReadOnlySpan<T> outputTangents,
        Span<T> errorTangents
    );
}
