using Dlnx.Networks;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-16",
    "Embedding of a burst",
    Kind = ClaimKind.Figure,
    Source = "Fig. 16",
    DependsOn = ["D/fig-5"],
    Provenance = Provenance.Reconstructed,
    Verdict = Verdict.Surrogate,
    Statement = """
        Embedded in the plane, the iterates of a burst fall into two branches, one of the even and one of the odd steps: the
        trajectory jumps between two walls of a valley.
        """,
    Explanation = """
        The paper's t-SNE picture is stochastic and cannot be checked as such. Checked instead, on generated textures (surrogate
        S1) and not on Fashion-MNIST, is the oscillating part of the iterates: one principal component carries it, its score
        alternates in sign, and consecutive gradients are nearly opposite, for 16 or more of the 18 bursts of twenty seeds. The
        plane of the iterates' own principal components is drawn: the first is drift, the second separates the branches.
        """
)]
public sealed class BurstEmbedding : BurstSpec
{
    [Parameter("window", Min = 20, Max = 120, Description = "records up to 3 after the peak")]
    public int WindowLength { get; set; } = 60;

    /// <inheritdoc/>
    protected override bool HasReferenceParameters => WindowLength == 60;

    [Check(Tier.Standard)]
    public void Iterates_alternate_between_two_walls() => OnTextures(Parity);

    [Check(Tier.Full)]
    public void On_Fashion_MNIST() => OnFashionMnist(Parity);

    private void Parity(IReadOnlyList<SeedBurst> bursts)
    {
        var parities = bursts.Select(burst => BurstParity.Of(burst.Recording, WindowLength)).ToArray();
        ForMostSeeds(
                "the oscillation's score changes sign in 90 % of the steps",
                parities.Select(p => p.Alternation - 0.9)
            )
            .Rejects("no parity: in half of them", [.. parities.Select(p => 0.2 - Math.Abs(p.Alternation - 0.5))]);
        ForMostSeeds("one component carries half of the oscillation", parities.Select(p => p.LeadingShare - 0.5));
        ForMostSeeds("median cosine of consecutive gradients ≤ −0.5", parities.Select(p => -0.5 - p.GradientCosine))
            .Rejects("gradients keep their direction", [.. parities.Select(p => p.GradientCosine)]);
        foreach (var (burst, parity) in bursts.Zip(parities))
        {
            Accepted($"{burst.Name}: alternation", parity.Alternation, within: 0.02);
            Accepted($"{burst.Name}: share of the first component", parity.LeadingShare, within: 0.01);
            Accepted($"{burst.Name}: median cosine of gradients", parity.GradientCosine, within: 0.01);
        }
        Plane(bursts[0], parities[0].Window);
    }

    private void Plane(SeedBurst burst, RecordWindow window)
    {
        var scores = window.Iterates(burst.Recording).Scores;
        double[] Of(int component, int parity) =>
            [.. scores.Column(component).Where((_, i) => burst.StepOf(window.First + i) % 2 == parity)];
        Draw($"Iterates of a burst, {burst.Name}", Axis.Linear("first principal component"), Axis.Linear("second"))
            .Points("even steps", Of(0, 0), Of(1, 0))
            .Points("odd steps", Of(0, 1), Of(1, 1));
    }
}
