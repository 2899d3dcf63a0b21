namespace Dlnx.Escape;

/// <summary>A gradient flow to which a network reduces: its state begins with the scales a₁, …, a_L of the layers.</summary>
public interface IReducedFlow
{
    /// <summary>L.</summary>
    int Depth { get; }

    /// <summary>The number of entries of the state, at least L.</summary>
    int Dimension { get; }

    /// <summary>½𝔼y², the loss of the network that is zero.</summary>
    double BaselineLoss { get; }

    /// <summary>The loss at a state.</summary>
    double Loss(ReadOnlySpan<double> state);

    /// <summary>Writes minus the gradient of the loss.</summary>
    /// <param name="state">the state</param>
    /// <param name="velocity">as many places</param>
    void Velocity(ReadOnlySpan<double> state, Span<double> velocity);
}
