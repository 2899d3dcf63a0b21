using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>
/// The catalogue's portable network and data, which give the same numbers everywhere: W_l[i, j] = amp·cos(0.7 + 1.3l + 2.1i +
/// 3.7j + 0.9ij) and x_n[k] = 1.5 sin(1 + 0.37n + 1.1k). Cross-entropy on a single output takes three classes instead.
/// </summary>
public sealed record PortableNetwork(Activation Activation, LossKind Loss, int[] Widths, double Amplitude, int Examples)
{
    private const int FewestWidths = 3;
    private const int MostWidths = 9;
    private const int Classes = 3;

    /// <summary>The setting of the catalogue's reference numbers.</summary>
    public static PortableNetwork Reference(string phi, LossKind loss = LossKind.Mse) =>
        new(Activations.Find(phi), loss, [2, 3, 4, 3, 1], 0.8, 50);

    /// <summary>The imbalance identity at the start, evaluated once.</summary>
    public Imbalance Imbalance() => new(Pass(), Loss);

    /// <summary>The network with its examples.</summary>
    public NetworkPass Pass()
    {
        int[] widths = Loss == LossKind.Ce && Widths[^1] == 1 ? [.. Widths[..^1], Classes] : Widths;
        return new(
            DenseNetworks.Portable(widths, Activation, Amplitude),
            ExampleSets.Deterministic(Examples, widths[0], widths[^1], Loss)
        );
    }

    /// <summary>Refuses networks of fewer than 2 or more than 8 layers.</summary>
    /// <exception cref="ParameterException">the number of widths is out of range</exception>
    public static void RequireWidths(int[] widths)
    {
        if (widths.Length is < FewestWidths or > MostWidths)
        {
            throw new ParameterException(
                "widths",
                $"names {widths.Length - 1} layers; give n₀, …, n_L for 2 to 8 layers, such as 2,3,1."
            );
        }
    }

    /// <summary>Refuses a layer that is the last one or beyond it.</summary>
    /// <exception cref="ParameterException">the layer has no next one</exception>
    public static void RequirePair(int layer, int depth)
    {
        if (layer >= depth)
            throw new ParameterException("layer", $"is {layer}; a network of {depth} layers allows 1 to {depth - 1}.");
    }
}
