using Dlnx.Networks.Managed;
using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>
/// Low-rank adaptors on the dense layers of a frozen network: every weight matrix W becomes W + ABᵀ with A of outputs × r
/// and B of inputs × r; biases stay (B, Appendix B.6). The flat vector is A₁, B₁, A₂, B₂, …, each row after row.
/// </summary>
public sealed class LowRankAdaptors
{
    private readonly AdaptedWeight[] weights;
    private readonly double[] frozen;

    /// <summary>Adaptors of one rank for all dense layers.</summary>
    /// <param name="architecture">the network</param>
    /// <param name="frozen">its parameters; copied</param>
    /// <param name="rank">r ≥ 1</param>
    /// <exception cref="ArgumentException">the parameters are not those of the network, or the rank is below 1</exception>
    public LowRankAdaptors(NetworkArchitecture architecture, ReadOnlySpan<double> frozen, int rank)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        if (frozen.Length != architecture.ParameterCount)
            throw new ArgumentException(
                $"The network has {architecture.ParameterCount} parameters; {frozen.Length} were given.",
                nameof(frozen)
            );
        this.frozen = frozen.ToArray();
        var found = new List<AdaptedWeight>();
        var start = 0;
        foreach (var block in architecture.Parameters)
        {
            if (block.Role == ParameterRole.Weight)
            {
                found.Add(new(start, ParameterCount, block.Count / block.FanIn, block.FanIn, rank));
                ParameterCount += found[^1].AdaptorCount;
            }

            start += block.Count;
        }

        weights = [.. found];
    }

    /// <summary>r·Σ(outputs + inputs) over the dense layers.</summary>
    public int ParameterCount { get; }

    /// <summary>The frozen parameters.</summary>
    public ReadOnlySpan<double> Frozen => frozen;

    internal ReadOnlySpan<AdaptedWeight> Weights => weights;

    /// <summary>α(2u − 1) for every entry in the order of the flat vector, u from one SplitMix64.</summary>
    /// <param name="seed">the generator's seed</param>
    /// <param name="alpha">α</param>
    public double[] Draw(ulong seed, double alpha)
    {
        var random = new SplitMix64(seed);
        var adaptors = new double[ParameterCount];
        foreach (ref var entry in adaptors.AsSpan())
            entry = alpha * ((2 * random.Unit()) - 1);
        return adaptors;
    }

    /// <summary>Writes the network's parameters with W + ABᵀ in place of every W.</summary>
    /// <param name="adaptors">A₁, B₁, …</param>
    /// <param name="parameters">as many places as the network has parameters</param>
    /// <exception cref="ArgumentException">a span has another length</exception>
    public void Adapt(ReadOnlySpan<double> adaptors, Span<double> parameters)
    {
        if (adaptors.Length != ParameterCount || parameters.Length != frozen.Length)
            throw new ArgumentException(
                $"{ParameterCount} adaptor entries change {frozen.Length} parameters; found {adaptors.Length} and "
                    + $"{parameters.Length}."
            );
        frozen.CopyTo(parameters);
        foreach (var weight in weights)
            weight.AddProduct(weight.A(adaptors), weight.B(adaptors), parameters);
    }

    /// <summary>An objective of the network as an objective of the adaptors alone.</summary>
    /// <param name="network">the loss of the frozen network's architecture</param>
    /// <exception cref="ArgumentException">the objective has another number of parameters</exception>
    public ITrainingObjective Objective(ITrainingObjective network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.ParameterCount == frozen.Length
            ? new AdaptedObjective(this, network)
            : throw new ArgumentException(
                $"The adaptors fit a network of {frozen.Length} parameters; the objective has {network.ParameterCount}.",
                nameof(network)
            );
    }
}
