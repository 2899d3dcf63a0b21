using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>ℓ = c‖z − y‖².</summary>
internal sealed class SquaredErrorHead<T>(LabelledExamples examples, int outputs, double coefficient)
    : LossHead<T>(examples)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override double Evaluate(
        int firstExample,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<T> outputs,
        Span<T> errors
    )
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var residual = errors.Slice(i * Width, Width);
            outputs.Slice(i * Width, Width).CopyTo(residual);
            SubtractTarget(firstExample + i, residual);
            var squares = 0.0;
            foreach (ref var entry in residual)
            {
                squares += double.CreateTruncating(entry) * double.CreateTruncating(entry);
                entry *= T.CreateTruncating(2 * coefficient * weights[i]);
            }

            sum += coefficient * weights[i] * squares;
        }

        return sum;
    }

    public override void Tangent(
        int firstExample,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<T> outputs,
        ReadOnlySpan<T> outputTangents,
        Span<T> errorTangents
    )
    {
        for (var i = 0; i < outputTangents.Length; i++)
            errorTangents[i] = T.CreateTruncating(2 * coefficient * weights[i / Width]) * outputTangents[i];
    }

    private int Width => outputs;

    private void SubtractTarget(int example, Span<T> residual)
    {
        if (Examples.Classes > 0)
        {
            residual[Examples.Labels[example]] -= T.One;
            return;
        }

        var target = Examples.Targets.Slice(example * Width, Width);
        for (var c = 0; c < Width; c++)
            residual[c] -= T.CreateTruncating(target[c]);
    }
}
