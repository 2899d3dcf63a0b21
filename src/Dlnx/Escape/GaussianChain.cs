using Dlnx.Numerics;

namespace Dlnx.Escape;

/// <summary>
/// Scalar linear chains S = W_L⋯W₁e₁ with independent normal entries of variance 2 over the fan-in: how small is |S| against
/// the product of the layers' operator norms (C, Appendix D)?
/// </summary>
/// <param name="Depth">L ≥ 1</param>
/// <param name="Width">m ≥ 1, of the hidden layers</param>
/// <param name="InputDimension">d ≥ 1</param>
public sealed record GaussianChain(int Depth, int Width, int InputDimension)
{
    private const int CancellationInterval = 256;

    /// <summary>Independent draws.</summary>
    /// <param name="count">how many</param>
    /// <param name="stream">the source of the entries</param>
    /// <param name="cancellation">polled every 256 draws</param>
    public ChainDraw[] Draws(int count, RandomStream stream, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(stream);
        var draws = new ChainDraw[count];
        for (var i = 0; i < count; i++)
        {
            if (i % CancellationInterval == 0)
                cancellation.ThrowIfCancellationRequested();
            draws[i] = Draw(stream);
        }

        return draws;
    }

    private ChainDraw Draw(RandomStream stream)
    {
        var signal = new Matrix(InputDimension, 1);
        signal[0, 0] = 1;
        var gain = 1.0;
        for (var l = 1; l <= Depth; l++)
        {
            var fanIn = l == 1 ? InputDimension : Width;
            var layer = Math.Sqrt(2.0 / fanIn) * RandomMatrices.Gaussian(l == Depth ? 1 : Width, fanIn, stream);
            gain *= OperatorNorm.Of(layer);
            signal = layer * signal;
        }

        return new(Math.Abs(signal[0, 0]), gain);
    }
}

/// <summary>One draw of a chain.</summary>
/// <param name="Signal">|S|</param>
/// <param name="Gain">Π_l ‖W_l‖, the product of the operator norms</param>
public readonly record struct ChainDraw(double Signal, double Gain)
{
    /// <summary>|S|/Π‖W_l‖, in [0, 1].</summary>
    public double Ratio => Signal / Gain;
}
