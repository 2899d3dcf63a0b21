namespace Dlnx.Escape;

/// <summary>
/// A permutation π_l of the units of every hidden layer, acting on weights by W_l[i, j] → W_l[π_l(i), π_{l−1}(j)]; inputs and
/// outputs stay (C, App. B.1).
/// </summary>
public sealed class NeuronPermutation
{
    private readonly int[][] permutations;

    /// <summary>The permutation that maps unit i of layer l to unit <paramref name="permutations"/>[l][i].</summary>
    /// <param name="permutations">π₀, …, π_L, each a permutation of 0, …, n_l − 1</param>
    /// <exception cref="ArgumentException">a list is not a permutation</exception>
    public NeuronPermutation(IReadOnlyList<IReadOnlyList<int>> permutations)
    {
        ArgumentNullException.ThrowIfNull(permutations);
        this.permutations = [.. permutations.Select(one => one.ToArray())];
        foreach (var one in this.permutations)
        {
            if (!one.Order().SequenceEqual(Enumerable.Range(0, one.Length)))
            {
                throw new ArgumentException(
                    $"Each list must contain 0 to its length − 1 once; found {string.Join(", ", one)}.",
                    nameof(permutations)
                );
            }
        }
    }

    /// <summary>Writes the permuted vector of weights, or gradient.</summary>
    /// <param name="weights">in the order of <see cref="DenseNetwork.Parameters"/></param>
    /// <param name="destination">as many places, elsewhere</param>
    public void Apply(ReadOnlySpan<double> weights, Span<double> destination)
    {
        for (var l = 1; l < permutations.Length; l++)
        {
            var (rows, columns) = (permutations[l], permutations[l - 1]);
            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = 0; j < columns.Length; j++)
                    destination[(i * columns.Length) + j] = weights[(rows[i] * columns.Length) + columns[j]];
            }

            weights = weights[(rows.Length * columns.Length)..];
            destination = destination[(rows.Length * columns.Length)..];
        }
    }
}
