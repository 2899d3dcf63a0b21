namespace Dlnx.Verify.Tests.Running;

/// <summary>The sample's numbers are dyadic: the expected values below are mental arithmetic and exact.</summary>
public sealed class MarginTests
{
    private static readonly ClaimResult Claim = Samples.Run("Sample/margins").Claims.Single();

    // measured 2.5, predicted 2, tolerance 0.5 relative: Δ = 0.5/2 = 0.25, half of what is allowed;
    // a prediction further off by (0.5 − 0.25) of itself would be noticed. The other lines follow likewise.
    [TestCase("relative", 0.25, 0.5, 0.25)]
    [TestCase("absolute", 1, 0.75, 0.75)]
    [TestCase("mixed, small prediction", 0.25, 0.75, 1.5)]
    [TestCase("mixed, large prediction", 0.5, 0.75, 1.5)]
    [TestCase("prediction 0", 0.25, 0.75, null)]
    [TestCase("three entries", 0.25, 0.75, 0.75)]
    public void Margin_and_resolution_follow_their_definitions(
        string name,
        double deviation,
        double margin,
        double? resolution
    )
    {
        var evidence = Claim.Checks.SelectMany(check => check.Evidence).OfType<AgreementEvidence>();
        var agreement = evidence.Single(e => e.Name == name);

        Assert.That(agreement.Deviation, Is.EqualTo(deviation));
        Assert.That(agreement.Margin, Is.EqualTo(margin));
        Assert.That(agreement.Resolution, Is.EqualTo(resolution));
    }

    [Test]
    public void A_list_shows_the_entry_that_deviates_most()
    {
        var list = (AgreementEvidence)Claim.Checks[1].Evidence.Single();

        Assert.That((list.Measured, list.Predicted, list.Entries), Is.EqualTo((2.5, 2.0, 3)));
        // The rival's entries deviate by 7, 9 and 7 times themselves.
        Assert.That(list.Rivals.Single().Predicted, Is.EqualTo(0.25));
        Assert.That(list.Rivals.Single().Deviation, Is.EqualTo(9));
    }

    [Test]
    public void Bounds_have_margins_relative_to_the_bound()
    {
        var bounds = Claim.Checks[2].Evidence.Cast<BoundEvidence>().ToList();

        Assert.That(bounds.Select(b => b.Margin), Is.EqualTo([0.25, 0.25, 0, 0.5]));
        Assert.That(bounds.Select(b => b.Relation), Is.EqualTo(["below", "above", "at most", "at least"]));
    }

    [Test]
    public void A_claim_has_the_smallest_margin_and_resolution_of_its_evidence()
    {
        Assert.That(Claim.Margin, Is.EqualTo(0.5));
        Assert.That(Claim.Resolution, Is.EqualTo(0.25));
    }

    [Test]
    public void A_claim_of_counts_has_a_resolution_only()
    {
        var claim = Samples.Run("Sample/aliased").Claims.Single();

        // A count of 2, scaled and rounded, is another one from a factor 1.5 on.
        Assert.That((claim.Margin, claim.Resolution), Is.EqualTo(((double?)null, (double?)0.5)));
    }
}
