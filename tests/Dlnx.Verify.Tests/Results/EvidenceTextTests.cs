namespace Dlnx.Verify.Tests.Results;

public sealed class EvidenceTextTests
{
    [Test]
    public void Among_agreements_with_rivals_the_first_recorded_counts()
    {
        var first = Agreement("the claim's main point", rivalDeviation: 2);
        Evidence[] evidence = [Property("property"), Golden("golden"), first, Agreement("another", 100)];

        Assert.That(EvidenceText.Strongest(evidence), Is.SameAs(first));
    }

    [Test]
    public void Kinds_of_evidence_rank_by_what_they_rule_out()
    {
        Evidence[] ranked =
        [
            Agreement("agreement with rival", rivalDeviation: 2),
            Property("property with rival") with
            {
                Rivals = [new PropertyRival("rival", 1, 1, Rejected: true)],
            },
            Property("property"),
            Agreement("agreement", rivalDeviation: 2) with
            {
                Rivals = [],
            },
            Golden("golden"),
            new FactEvidence("fact", "1", "1", [], Holds: true),
        ];
        for (var i = 0; i < ranked.Length; i++)
        {
            // In any order of recording.
            Assert.That(EvidenceText.Strongest(ranked[i..]), Is.SameAs(ranked[i]));
            Assert.That(EvidenceText.Strongest(ranked[i..].Reverse()), Is.SameAs(ranked[i]));
        }
    }

    [Test]
    public void Evidence_that_does_not_hold_comes_first()
    {
        var broken = new FactEvidence("fact", "1", "2", [], Holds: false);

        Assert.That(EvidenceText.Strongest([Agreement("a", 100), broken]), Is.SameAs(broken));
    }

    [Test]
    public void An_agreement_within_tolerance_0_counts_as_one() =>
        Assert.That(
            EvidenceText
                .Strongest([Property("p"), Agreement("exact", 1) with { Tolerance = Tolerance.Absolute(0) }])!
                .Name,
            Is.EqualTo("exact")
        );

    [Test]
    public void Figures_alone_are_no_evidence()
    {
        var figure = new FigureEvidence("figure", [], new Dictionary<string, System.Text.Json.Nodes.JsonArray>());

        Assert.That(EvidenceText.Strongest([figure]), Is.Null);
        Assert.That(EvidenceText.Strongest([]), Is.Null);
    }

    [Test]
    public void Lines_say_what_was_found()
    {
        var lines = Samples
            .Run("Sample/margins", "Sample/tiers")
            .Claims.SelectMany(claim => claim.Checks)
            .SelectMany(check => check.Evidence)
            .ToDictionary(evidence => evidence.Name, EvidenceText.Line);

        Assert.That(lines["relative"], Is.EqualTo("relative: 2.5 against 2, Δ 2.5E-1 of 5E-1 rel."));
        Assert.That(lines["prediction 0"], Is.EqualTo("prediction 0: 0.25 against 0, Δ 2.5E-1 of 1E0 abs."));
        Assert.That(
            lines["three entries"],
            Is.EqualTo("three entries (3 entries): 2.5 against 2, Δ 2.5E-1 of 1E0 rel.")
        );
        Assert.That(lines["at least 0"], Is.EqualTo("at least 0: 0.5 at least 0"));
        Assert.That(lines["fast"], Is.EqualTo("fast: 1, accepted 1, Δ 0"));
    }

    private static AgreementEvidence Agreement(string name, double rivalDeviation) =>
        new(
            name,
            1,
            1,
            Tolerance.Absolute(1),
            Deviation: 0,
            Margin: 1,
            Resolution: 1,
            Entries: 1,
            [new Rival("rival", 1 + rivalDeviation, rivalDeviation, Rejected: true)],
            Holds: true
        );

    private static PropertyEvidence Property(string name) =>
        new(name, 1, 0, Tolerance.Absolute(1), 1, "1", "case", [], Holds: true);

    private static GoldenEvidence Golden(string name) =>
        new(name, 1, 1, Tolerance.Absolute(1), 0, GoldenState.Compared, Holds: true);
}
