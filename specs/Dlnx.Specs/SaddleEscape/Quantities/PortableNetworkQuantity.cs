using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape.Quantities;

/// <summary>A quantity of the portable network and data.</summary>
public abstract class PortableNetworkQuantity : Quantity
{
    [Parameter(Description = ActivationChoice.Meaning)]
    public string Phi { get; set; } = "tanh";

    [Parameter(Above = 0, Max = 5, Description = "β, an inner gain")]
    public double Beta { get; set; } = 1;

    [Parameter(Description = "the loss; ce on one output takes three classes")]
    public LossKind Loss { get; set; } = LossKind.Mse;

    [Parameter(Min = 1, Max = 64, Description = "n₀, …, n_L, for 2 to 8 layers")]
    public int[] Widths { get; set; } = [2, 3, 4, 3, 1];

    [Parameter("amp", Min = 0.01, Max = 3, Description = "scale of the weights")]
    public double Amplitude { get; set; } = 0.8;

    [Parameter(Min = 1, Max = 10_000, Description = "number of examples")]
    public int Examples { get; set; } = 50;

    /// <summary>L.</summary>
    protected int Depth => Widths.Length - 1;

    public override void Validate()
    {
        ActivationChoice.Resolve(Phi, Beta);
        PortableNetwork.RequireWidths(Widths);
    }

    /// <summary>The imbalance identity at the network's weights.</summary>
    protected Imbalance Imbalance() =>
        new PortableNetwork(ActivationChoice.Resolve(Phi, Beta), Loss, Widths, Amplitude, Examples).Imbalance();
}
