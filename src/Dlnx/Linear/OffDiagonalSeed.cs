using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// A fixed small perturbation off the singular-vector-stationary set (B/fig-5, check 4), so that instabilities of that
/// set grow from something reproducible and not from rounding errors.
/// </summary>
public static class OffDiagonalSeed
{
    /// <summary>
    /// Adds size·((0, 1, .3), (.5(ℓ + 1), 0, .2), (.1, .4, 0)), ℓ = 0, …, L − 1 from the first layer, to the leading entries
    /// of every layer in the target's frame: VᵀW_ℓV below the last layer and UᵀW_LV.
    /// </summary>
    /// <param name="network">the network to change; narrower than 3, it takes the entries that fit</param>
    /// <param name="target">the frame</param>
    /// <param name="size">the scale, usually 1e-9; 0 changes nothing</param>
    public static void Add(DeepLinearNetwork network, TargetMatrix target, double size)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(target);
        network.RequireShape(target.Matrix, "target");
        var right = target.Right.Transpose();
        for (var layer = 0; layer < network.Depth; layer++)
        {
            var left = layer == network.Depth - 1 ? target.Left : target.Right;
            var change = left * Entries(layer, network.Width, size) * right;
            for (var i = 0; i < change.Span.Length; i++)
            {
                network.Layer(layer)[i] += change.Span[i];
            }
        }
    }

    private static Matrix Entries(int layer, int width, double size)
    {
        double[][] pattern =
        [
            [0, 1, 0.3],
            [0.5 * (layer + 1), 0, 0.2],
            [0.1, 0.4, 0],
        ];
        var entries = new Matrix(width, width);
        for (var i = 0; i < Math.Min(width, 3); i++)
        {
            for (var j = 0; j < Math.Min(width, 3); j++)
            {
                entries[i, j] = size * pattern[i][j];
            }
        }

        return entries;
    }
}
