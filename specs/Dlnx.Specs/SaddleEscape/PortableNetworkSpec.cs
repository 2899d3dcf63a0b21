using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>A claim about a network with arbitrary weights, which a user may choose.</summary>
public abstract class PortableNetworkSpec : ClaimSpec
{
    [Parameter(Description = ActivationChoice.Meaning)]
    public string Phi { get; set; } = "tanh";

    [Parameter(Description = "the loss; ce on one output takes three classes")]
    public LossKind Loss { get; set; } = LossKind.Mse;

    [Parameter(Min = 1, Max = 64, Description = "n₀, …, n_L, for 2 to 8 layers")]
    public int[] Widths { get; set; } = [2, 3, 4, 3, 1];

    [Parameter("amp", Min = 0.01, Max = 3, Description = "scale of the weights")]
    public double Amplitude { get; set; } = 0.8;

    [Parameter(Min = 1, Max = 10_000, Description = "number of examples")]
    public int Examples { get; set; } = 50;

    public override void Validate()
    {
        ActivationChoice.Resolve(Phi);
        PortableNetwork.RequireWidths(Widths);
    }

    /// <summary>The network that the parameters describe.</summary>
    protected PortableNetwork Chosen => new(ActivationChoice.Resolve(Phi), Loss, Widths, Amplitude, Examples);

    /// <summary>L.</summary>
    protected int Depth => Widths.Length - 1;

    /// <summary>One value per pair of neighbouring layers, l = 1, …, L − 1.</summary>
    protected static double[] PerLayer(int depth, Func<int, double> value) =>
        [.. Enumerable.Range(1, depth - 1).Select(value)];
}
