using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>Draws the start of a training run.</summary>
public static class InitialParameters
{
    /// <summary>
    /// s·b·(2u − 1) for every parameter in the order of the flat vector, u from one SplitMix64, b by the scheme. A bias that
    /// starts at 0 still takes its draw, except in <see cref="InitialScheme.Convolutional"/>; shifts and scales of
    /// normalisations start at 0 and 1 and take none.
    /// </summary>
    /// <param name="architecture">the network</param>
    /// <param name="scheme">how b follows from the fan-in</param>
    /// <param name="seed">the generator's seed</param>
    /// <param name="scale">s</param>
    /// <exception cref="ArgumentException">the architecture's shapes do not fit each other</exception>
    public static double[] Draw(NetworkArchitecture architecture, InitialScheme scheme, ulong seed, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var parameters = new double[architecture.ParameterCount];
        var random = new SplitMix64(seed);
        var rest = parameters.AsSpan();
        foreach (var block in architecture.Parameters)
        {
            Fill(rest[..block.Count], block, scheme, scale, ref random);
            rest = rest[block.Count..];
        }

        return parameters;
    }

    private static void Fill(
        Span<double> part,
        ParameterBlock block,
        InitialScheme scheme,
        double scale,
        ref SplitMix64 random
    )
    {
        var isNormalisation = block.Role is ParameterRole.Shift or ParameterRole.Scale;
        if (isNormalisation || (block.Role == ParameterRole.Bias && scheme == InitialScheme.Convolutional))
        {
            part.Fill(block.Role == ParameterRole.Scale ? 1 : 0);
            return;
        }

        var bound = scale * Math.Sqrt(Numerator(block.Role, scheme) / block.FanIn);
        foreach (ref var parameter in part)
            parameter = ((2 * random.Unit()) - 1) * bound;
    }

    private static double Numerator(ParameterRole role, InitialScheme scheme) =>
        (scheme, role) switch
        {
            (InitialScheme.Torch, _) => 1,
            (_, ParameterRole.Bias) => 0,
            (InitialScheme.He, _) or (InitialScheme.Convolutional, ParameterRole.Kernel) => 6,
            _ => 3,
        };
}
