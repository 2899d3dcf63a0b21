namespace Dlnx.Networks;

/// <summary>
/// The loss to second order at one point. Used by one thread at a time, like the objective it came from; disposing it lets
/// the objective use its memory again. Several may be alive at once.
/// </summary>
public interface ILocalCurvature : IDisposable
{
    /// <summary>L(θ).</summary>
    double Loss { get; }

    /// <summary>∇L(θ), P entries.</summary>
    ReadOnlySpan<double> Gradient { get; }

    /// <summary>Writes ∇²L(θ)v, exact with the masks of rectifiers and pools fixed (Pearlmutter's R-operator).</summary>
    /// <param name="direction">v, P entries</param>
    /// <param name="product">P places; must not overlap v</param>
    /// <exception cref="ArgumentException">a span has another length</exception>
    void Apply(ReadOnlySpan<double> direction, Span<double> product);
}
