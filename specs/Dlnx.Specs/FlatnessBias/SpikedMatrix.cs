using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A random symmetric matrix with signals along random orthonormal directions, and its extreme eigenvalues.</summary>
/// <param name="Matrix">P × P</param>
/// <param name="Directions">one row for each signal</param>
public sealed record SpikedMatrix(Matrix Matrix, Matrix Directions)
{
    /// <summary>Draws noise with entries of variance σ²/P and adds λᵢvᵢvᵢᵀ for each signal.</summary>
    public static SpikedMatrix Draw(int size, double sigma, double[] signals, RandomStream stream)
    {
        var noise = RandomMatrices.GaussianOrthogonal(size, sigma / Math.Sqrt(size), stream);
        return Add(noise, signals, RandomMatrices.Frame(signals.Length, size, stream));
    }

    /// <summary>Adds λᵢvᵢvᵢᵀ for each row vᵢ of the directions to a matrix, which is changed.</summary>
    public static SpikedMatrix Add(Matrix noise, double[] signals, Matrix directions)
    {
        for (var k = 0; k < signals.Length; k++)
        {
            var v = directions.Row(k);
            for (var i = 0; i < v.Length; i++)
                TensorPrimitives.MultiplyAdd(v, signals[k] * v[i], noise.Row(i), noise.Row(i));
        }
        return new(noise, directions);
    }

    /// <summary>The smallest eigenvalue.</summary>
    public double Smallest(RandomStream stream) => Extreme(stream, Extremum.Smallest, 1).Eigenvalues[0];

    /// <summary>The largest eigenvalues, descending.</summary>
    public double[] Largest(RandomStream stream, int count) => Extreme(stream, Extremum.Largest, count).Eigenvalues;

    /// <summary>The leading eigenpair: its value and the squared overlap of its vector with the first signal.</summary>
    public LeadingPair Leading(RandomStream stream)
    {
        var result = Extreme(stream, Extremum.Largest, 1);
        var overlap = TensorPrimitives.Dot<double>(Directions.Row(0), result.Vectors!.Column(0));
        return new(result.Eigenvalues[0], overlap * overlap);
    }

    private LanczosResult Extreme(RandomStream stream, Extremum extremum, int count) =>
        Lanczos.Eigenvalues(
            DenseOperator.Of(Matrix),
            Matrix.Rows,
            stream,
            new LanczosOptions
            {
                Count = count,
                Extremum = extremum,
                Tolerance = 1e-8,
                Vectors = RitzVectors.Return,
            }
        );
}

/// <summary>The largest eigenvalue of a spiked matrix and what its eigenvector shows of the signal.</summary>
/// <param name="Value">λ_B</param>
/// <param name="Overlap">|v·v_B|²</param>
public sealed record LeadingPair(double Value, double Overlap);
