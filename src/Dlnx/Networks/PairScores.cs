using Dlnx.Networks.Managed;

namespace Dlnx.Networks;

/// <summary>The score of a pair of inputs: how likely a softmax classifier gives both the same class (B, Appendix B.6).</summary>
public static class PairScores
{
    /// <summary>The score of two inputs that surely are of the same class.</summary>
    public const double Largest = 5;

    /// <summary>Writes 5Σ_c p_c(a)p_c(b) for every pair.</summary>
    /// <param name="outputs">logits, inputs 2i and 2i + 1 being pair i</param>
    /// <param name="classes">outputs of one input, ≥ 1</param>
    /// <param name="scores">one place for each pair</param>
    /// <exception cref="ArgumentException">the lengths do not fit each other</exception>
    public static void Evaluate(ReadOnlySpan<double> outputs, int classes, Span<double> scores)
    {
        if (classes < 1 || outputs.Length != 2L * classes * scores.Length)
            throw new ArgumentException(
                $"{scores.Length} pairs of {classes} classes need {2L * classes * scores.Length} logits; found {outputs.Length}.",
                nameof(outputs)
            );
        var probabilities = new double[outputs.Length];
        Softmax.Evaluate(outputs, classes, probabilities, new double[2 * scores.Length]);
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = 0;
            for (var c = 0; c < classes; c++)
                scores[i] +=
                    Largest * probabilities[(2 * i * classes) + c] * probabilities[(((2 * i) + 1) * classes) + c];
        }
    }
}
