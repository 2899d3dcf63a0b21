using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>A network of linear layers whose loss ½‖f − M‖²_F is a function of one vector of parameters.</summary>
public interface ILinearNetwork
{
    /// <summary>The number of parameters.</summary>
    int ParameterCount { get; }

    /// <summary>All parameters; writing here changes the network.</summary>
    Span<double> Parameters { get; }

    /// <summary>Writes the gradient of the loss.</summary>
    /// <param name="target">M, d × d</param>
    /// <param name="destination">as many entries as parameters, in their order</param>
    void Gradient(Matrix target, Span<double> destination);

    /// <summary>Writes ∇²𝓛·direction.</summary>
    /// <param name="target">M, d × d</param>
    /// <param name="direction">as many entries as parameters, in their order</param>
    /// <param name="destination">as many entries; must not overlap the direction</param>
    void HessianVectorProduct(Matrix target, ReadOnlySpan<double> direction, Span<double> destination);
}
