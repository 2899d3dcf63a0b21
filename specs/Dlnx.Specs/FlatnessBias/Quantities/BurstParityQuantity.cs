using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias.Quantities;

[Quantity(
    "D/burst-parity",
    "Period 2 of a burst on the surrogate S1: similarity of the leading eigenvector by lag, alternation between walls",
    Source = "D/fig-14, D/fig-16"
)]
public sealed class BurstParityQuantity : SeedQuantity
{
    [Parameter("pmax", Min = 2, Max = 12, Description = "largest lag p")]
    public int LargestLag { get; set; } = 6;

    [Parameter(Min = 20, Max = 120, Description = "records up to 3 after the peak")]
    public int Window { get; set; } = 60;

    /// <inheritdoc/>
    protected override Outputs Evaluate(SeedBurst? burst)
    {
        var parity = burst is null ? null : BurstParity.Of(burst.Recording, Window);
        return new Outputs
        {
            {
                "m",
                burst is null
                    ? null
                    : EigenvectorSimilarity.AtLags(burst.Recording, LargestLag).Select(Defined.OrNull).ToArray()
            },
            { "alternation", parity?.Alternation },
            { "pc1_share", parity?.LeadingShare },
            { "gradient_cosine", parity?.GradientCosine },
        };
    }
}
