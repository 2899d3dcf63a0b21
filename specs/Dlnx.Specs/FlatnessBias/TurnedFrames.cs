using System.Numerics.Tensors;
using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>Two k-dimensional frames, the second turned against the first by known principal angles.</summary>
/// <param name="First">k × n, orthonormal rows</param>
/// <param name="Second">k × n, orthonormal rows, mixed by a random rotation within their span</param>
public sealed record TurnedFrames(Matrix First, Matrix Second)
{
    /// <summary>Draws the frames; without room for k new directions, n &lt; 2k, the last angles must be 0.</summary>
    /// <param name="angles">k principal angles</param>
    /// <param name="dimension">n ≥ k</param>
    /// <param name="stream">the source of the directions</param>
    public static TurnedFrames Draw(double[] angles, int dimension, RandomStream stream)
    {
        var k = angles.Length;
        var directions = RandomMatrices.Frame(Math.Min(2 * k, dimension), dimension, stream);
        var first = new Matrix(k, dimension, directions.Span[..(k * dimension)]);
        return new(first, RandomMatrices.Orthogonal(k, stream) * Turn(directions, angles));
    }

    /// <summary>Rows cos ϑᵢ·dᵢ + sin ϑᵢ·d_{k+i} of the directions d.</summary>
    public static Matrix Turn(Matrix directions, double[] angles)
    {
        var turned = new Matrix(angles.Length, directions.Columns);
        for (var i = 0; i < angles.Length; i++)
        {
            TensorPrimitives.Multiply(directions.Row(i), Math.Cos(angles[i]), turned.Row(i));
            if (angles.Length + i >= directions.Rows)
                continue;
            var aside = directions.Row(angles.Length + i);
            TensorPrimitives.MultiplyAdd(aside, Math.Sin(angles[i]), turned.Row(i), turned.Row(i));
        }
        return turned;
    }

    /// <summary>The alignment of the two spans.</summary>
    public SubspaceAlignment Alignment => SubspaceAlignment.Between(First, Second);
}
