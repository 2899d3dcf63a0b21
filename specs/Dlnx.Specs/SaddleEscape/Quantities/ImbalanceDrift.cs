namespace Dlnx.Specs.SaddleEscape.Quantities;

[Quantity("C/imbalance-drift", "Both sides of the imbalance identity, layer by layer", Source = "C/thm-1")]
public sealed class ImbalanceDrift : PortableNetworkQuantity
{
    public override Outputs Evaluate()
    {
        var at = Imbalance();
        var layers = Enumerable.Range(1, Depth);
        return new Outputs
        {
            { "drift", layers.SkipLast(1).Select(at.Drift) },
            { "identity", layers.SkipLast(1).Select(at.Identity) },
            { "deltaPairing", layers.SkipLast(1).Select(at.DeltaPairing) },
            { "loss", at.Loss },
            { "gradientNorm", layers.Select(at.GradientNorm) },
        };
    }
}
