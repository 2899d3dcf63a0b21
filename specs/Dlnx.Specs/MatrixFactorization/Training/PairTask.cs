using Dlnx.Data;
using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization.Training;

/// <summary>
/// Pairs of glyphs with the score 5 where their classes agree modulo 5 and 0 elsewhere: a task related to the one the network
/// was trained on, in another scaling of the inputs.
/// </summary>
public static class PairTask
{
    private const ulong FirstSeed = 777;
    private const int Related = 5;
    private static readonly GlyphGenerator Glyphs = new(10, 9, jitter: 3, noise: 96, shift: 2);

    /// <summary>Consecutive pairs; inputs 2i and 2i + 1 are pair i.</summary>
    /// <param name="start">names the list of pairs</param>
    /// <param name="count">pairs</param>
    public static LabelledExamples Examples(int start, int count)
    {
        var draws = new SplitMix64(FirstSeed + (ulong)start);
        var inputs = new List<double>();
        var scores = new double[count];
        for (var i = 0; i < count; i++)
        {
            var first = draws.Below(10);
            var second = draws.Below(2) == 1 ? (first % Related) + (Related * draws.Below(2)) : draws.Below(10);
            var record = (start + i) * 20;
            inputs.AddRange([.. Input(record + first), .. Input(record + 10 + second)]);
            scores[i] = first % Related == second % Related ? PairScores.Largest : 0;
        }
        return LabelledExamples.Regression(new(inputs.Count / (2 * count)), [.. inputs], scores);
    }

    private static double[] Input(int record) =>
        Array.ConvertAll(BoxMean.Of(Glyphs.Generate(record, 1), 2), value => (value - 45) / 70);
}
