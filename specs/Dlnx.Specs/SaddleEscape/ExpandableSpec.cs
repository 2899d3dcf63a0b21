using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>Claims about the expansion at 0, for an activation with φ(0) = 0 whose first non-linear order q is known.</summary>
public abstract class ExpandableSpec : ClaimSpec
{
    [Parameter("phi", Description = "φ, an activation of class B or C")]
    public string Phi { get; set; } = "tanh";

    /// <summary>φ.</summary>
    protected Activation Activation =>
        ActivationChoice.Resolve(Phi, 1, ActivationClass.B, ActivationClass.C, ActivationClass.Unclassified);

    /// <summary>q.</summary>
    protected int Order => OrderOf(Activation);

    /// <summary>q of an activation.</summary>
    protected static int OrderOf(Activation activation) =>
        activation.Order
        ?? throw new ParameterException("phi", $"is '{activation.Name}', whose first non-linear order is not known.");

    public override void Validate()
    {
        _ = Order;
        if (!LeadingOrder.Exists(Activation))
            throw new ParameterException("phi", $"is '{Phi}', whose slope at 0 vanishes; there is no linear drive.");
    }
}
