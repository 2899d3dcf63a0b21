using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>The example sets of the experiments.</summary>
public static class ExampleSets
{
    /// <summary>
    /// Portable data x_n[k] = 1.5 sin(1 + 0.37n + 1.1k), y_n[c] = cos(0.5n + 0.8c), n, k and c from 0; for cross-entropy y_n is
    /// the indicator of class n mod n_L.
    /// </summary>
    /// <param name="count">N ≥ 1</param>
    /// <param name="inputDimension">n₀ ≥ 1</param>
    /// <param name="outputDimension">n_L ≥ 1</param>
    /// <param name="loss">the loss they are for</param>
    public static ExampleSet Deterministic(int count, int inputDimension, int outputDimension, LossKind loss)
    {
        var set = new ExampleSet(count, inputDimension, outputDimension);
        for (var n = 0; n < count; n++)
        {
            for (var k = 0; k < inputDimension; k++)
                set.InputRow(k)[n] = 1.5 * Math.Sin(1 + (0.37 * n) + (1.1 * k));
            for (var c = 0; c < outputDimension; c++)
            {
                var chosen = n % outputDimension == c ? 1 : 0;
                set.TargetRow(c)[n] = loss == LossKind.Ce ? chosen : Math.Cos((0.5 * n) + (0.8 * c));
            }
        }

        return set;
    }

    /// <summary>
    /// The population x ~ N(0, I) in one or two dimensions: the nodes of the matching <see cref="GaussianRule"/>, exact to
    /// rounding for smooth networks. Targets are zero until a teacher fills them.
    /// </summary>
    /// <param name="inputDimension">n₀, 1 or 2</param>
    /// <param name="outputDimension">n_L ≥ 1</param>
    /// <exception cref="ArgumentOutOfRangeException">the input dimension is neither 1 nor 2</exception>
    public static ExampleSet Population(int inputDimension, int outputDimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputDimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputDimension, 2);
        var rule = inputDimension == 1 ? GaussianRule.Line : GaussianRule.Plane;
        var set = new ExampleSet(rule.Count, inputDimension, outputDimension);
        rule.Nodes.CopyTo(set.Inputs);
        rule.Weights.CopyTo(set.Weights);
        return set;
    }

    /// <summary>
    /// A fixed sample of normal inputs with their mirror images, whitened: mean 0 and covariance I exactly. Targets are zero.
    /// </summary>
    /// <param name="count">N, even and at least 2n₀</param>
    /// <param name="inputDimension">n₀ ≥ 1</param>
    /// <param name="stream">the source, input after input</param>
    /// <exception cref="ArgumentException">N is odd or too small to be whitened</exception>
    public static ExampleSet AntitheticWhitened(int count, int inputDimension, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (count % 2 != 0 || count < 2 * inputDimension)
        {
            throw new ArgumentException(
                $"An antithetic sample that can be whitened needs an even count of at least {2 * inputDimension}; it is "
                    + $"{count}.",
                nameof(count)
            );
        }

        var half = count / 2;
        var draws = RandomMatrices.Gaussian(inputDimension, half, stream);
        var eigen = Factorizations.SymmetricEigen((1.0 / half) * (draws * draws.Transpose()));
        var scale = Matrix.Diagonal(
            inputDimension,
            inputDimension,
            [.. eigen.Values.Select(value => 1 / Math.Sqrt(value))]
        );
        var white = eigen.Vectors * scale * eigen.Vectors.Transpose() * draws;
        var set = new ExampleSet(count, inputDimension, 1);
        for (var k = 0; k < inputDimension; k++)
        {
            white.Row(k).CopyTo(set.InputRow(k));
            TensorPrimitives.Negate(white.Row(k), set.InputRow(k)[half..]);
        }

        return set;
    }

    /// <summary>Sets y[c] = αφ(⟨u, x⟩) for one output c, the single-mode teacher.</summary>
    /// <param name="set">the set to fill</param>
    /// <param name="activation">φ of the teacher</param>
    /// <param name="alpha">α</param>
    /// <param name="direction">u, n₀ entries, of length 1</param>
    /// <param name="output">c, from 0</param>
    public static void Teach(
        ExampleSet set,
        Activation activation,
        double alpha,
        ReadOnlySpan<double> direction,
        int output = 0
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(activation);
        var row = set.TargetRow(output);
        set.Project(direction, row);
        activation.Evaluate(row, row);
        foreach (ref var y in row)
            y *= alpha;
    }
}
