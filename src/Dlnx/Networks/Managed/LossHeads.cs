using System.Numerics;

namespace Dlnx.Networks.Managed;

/// <summary>What each loss function asks of data and network, and who computes it.</summary>
internal static class LossHeads
{
    /// <summary>wᵢ of the loss itself, the same for all examples.</summary>
    public static double UniformWeight(LossFunction loss, int examples) =>
        loss == LossFunction.SumOfSquares ? 1 : 1.0 / examples;

    /// <summary>N of a loss on a data set.</summary>
    public static int Examples(LossFunction loss, LabelledExamples examples) =>
        loss == LossFunction.PairScore ? examples.Count / 2 : examples.Count;

    /// <summary>Checks that the data hold the targets that the loss compares with the outputs.</summary>
    /// <exception cref="ArgumentException">they do not</exception>
    public static void Require(LossFunction loss, LabelledExamples examples, FeatureShape output)
    {
        var targets = loss == LossFunction.PairScore ? examples.Count / 2 : (long)examples.Count * output.Size;
        var fits = loss switch
        {
            LossFunction.CrossEntropy => examples.Classes == output.Size,
            LossFunction.PairScore => examples.Count % 2 == 0 && examples.Targets.Length == targets,
            _ => examples.Classes == output.Size || (examples.Classes == 0 && examples.Targets.Length == targets),
        };
        if (output.Positions != 1 || !fits)
            throw new ArgumentException(
                $"{loss} on {examples.Count} inputs and outputs of shape {output} needs labels of {output.Size} classes or "
                    + $"{targets} real targets, as the loss says; found {examples.Classes} classes and "
                    + $"{examples.Targets.Length} targets."
            );
    }

    public static LossHead<T> Create<T>(LossFunction loss, LabelledExamples examples, int outputs, int capacity)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        loss switch
        {
            LossFunction.CrossEntropy => new CrossEntropyHead<T>(examples, outputs, capacity),
            LossFunction.MeanSquaredError => new SquaredErrorHead<T>(examples, outputs, 0.5),
            LossFunction.SumOfSquares => new SquaredErrorHead<T>(examples, outputs, 1),
            _ => new PairScoreHead<T>(examples, outputs, capacity),
        };
}
