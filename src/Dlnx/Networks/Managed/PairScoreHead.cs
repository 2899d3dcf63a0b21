using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>
/// ℓ = (s − t)² with s = 5Σ_c q_c, q = p(a)∘p(b). With σ = Σq the derivative of Σq by the logits of a is q − σp(a), and the
/// same for b.
/// </summary>
internal sealed class PairScoreHead<T>(LabelledExamples examples, int classes, int capacity) : LossHead<T>(examples)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T Scale = T.CreateTruncating(PairScores.Largest);
    private static readonly T Two = T.CreateTruncating(2);
    private readonly T[] probabilities = new T[capacity * classes];
    private readonly T[] probabilityTangents = new T[2 * classes];
    private readonly T[] logSums = new T[capacity];

    public override int InputsPerExample => 2;

    public override double Evaluate(
        int firstExample,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<T> outputs,
        Span<T> errors
    )
    {
        Softmax.Evaluate(outputs, classes, probabilities.AsSpan(0, outputs.Length), logSums);
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var a = Probabilities(2 * i);
            var b = Probabilities((2 * i) + 1);
            var overlap = Dot(a, b);
            var residual = Residual(firstExample + i, overlap);
            sum += weights[i] * double.CreateTruncating(residual * residual);
            var factor = T.CreateTruncating(weights[i]) * Two * Scale * residual;
            var (up, low) = (2 * i * classes, ((2 * i) + 1) * classes);
            for (var c = 0; c < classes; c++)
            {
                var common = a[c] * b[c];
                errors[up + c] = factor * (common - (overlap * a[c]));
                errors[low + c] = factor * (common - (overlap * b[c]));
            }
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
        for (var i = 0; i < weights.Length; i++)
        {
            var (first, second) = (2 * i * classes, ((2 * i) + 1) * classes);
            var a = Probabilities(2 * i);
            var b = Probabilities((2 * i) + 1);
            var da = probabilityTangents.AsSpan(0, classes);
            var db = probabilityTangents.AsSpan(classes, classes);
            Softmax.Tangent(a, outputTangents.Slice(first, classes), da);
            Softmax.Tangent(b, outputTangents.Slice(second, classes), db);
            var overlap = Dot(a, b);
            var overlapChange = Dot(da, b) + Dot(a, db);
            var weight = T.CreateTruncating(weights[i]) * Two * Scale;
            var residual = weight * Residual(firstExample + i, overlap);
            var residualChange = weight * Scale * overlapChange;
            for (var c = 0; c < classes; c++)
            {
                var common = a[c] * b[c];
                var change = (da[c] * b[c]) + (a[c] * db[c]);
                errorTangents[first + c] =
                    (residualChange * (common - (overlap * a[c])))
                    + (residual * (change - (overlap * da[c]) - (overlapChange * a[c])));
                errorTangents[second + c] =
                    (residualChange * (common - (overlap * b[c])))
                    + (residual * (change - (overlap * db[c]) - (overlapChange * b[c])));
            }
        }
    }

    private ReadOnlySpan<T> Probabilities(int input) => probabilities.AsSpan(input * classes, classes);

    private T Residual(int example, T overlap) => (Scale * overlap) - T.CreateTruncating(Examples.Targets[example]);

    private static T Dot(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
    {
        var sum = T.Zero;
        for (var c = 0; c < a.Length; c++)
            sum += a[c] * b[c];
        return sum;
    }
}
