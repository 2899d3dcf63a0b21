using Dlnx.Verify.SelfTests;

namespace Dlnx.Verify.Tests.SelfTests;

public sealed class SelfTestTests
{
    // The sample's numbers are dyadic, and the sizes tried are 1, 2 and 5 times powers of ten: mental arithmetic.
    [TestCase("relative", 0.5, ChangeKind.Scaled)]
    [TestCase("absolute", 1, ChangeKind.Scaled)]
    [TestCase("prediction 0", 1, ChangeKind.Shifted)]
    [TestCase("three entries", 1, ChangeKind.Scaled)]
    [TestCase("below", 0.5, ChangeKind.Scaled)]
    [TestCase("above", 0.5, ChangeKind.Scaled)]
    [TestCase("at most", 1e-12, ChangeKind.Scaled)]
    [TestCase("at least 0", 1, ChangeKind.Shifted)]
    public void Evidence_notices_a_wrong_prediction_from_a_known_size_on(string name, double change, ChangeKind kind) =>
        Assert.That(Named("Sample/margins", name).Notices, Is.EqualTo(new Sensitivity(change, kind)));

    // Twice or half the prediction stays within one or two times the prediction.
    [TestCase("mixed, small prediction")]
    [TestCase("mixed, large prediction")]
    public void Evidence_that_allows_twice_the_prediction_notices_nothing(string name) =>
        Assert.That(Named("Sample/margins", name).Notices, Is.Null);

    [Test]
    public void Counts_accepted_numbers_and_properties_notice_too()
    {
        // 11 terms, scaled and rounded, are other than 11 from 1/22 on.
        Assert.That(Named("Sample/everything", "terms").Notices, Is.EqualTo(new Sensitivity(0.05, ChangeKind.Scaled)));
        Assert.That(Named("Sample/everything", "limit").Notices, Is.EqualTo(new Sensitivity(1e-12, ChangeKind.Scaled)));
        // An accepted infinity stays infinite whatever it is multiplied by.
        Assert.That(Named("Sample/everything", "limit at q = 1").Notices, Is.Null);
        Assert.That(
            Named("Sample/everything", "Sₙ(q) for all q and n").Notices,
            Is.EqualTo(new Sensitivity(2e-9, ChangeKind.Shifted))
        );
    }

    [Test]
    public void Evidence_that_does_not_hold_notices_nothing()
    {
        var evidence = Evidence(Samples.Run("Sample/wrong-facts"))
            .Where(item => !item.Holds && item is not TrendEvidence);
        Assert.That(evidence.Select(item => item.Notices), Is.All.Null);
    }

    [Test]
    public void Checks_that_notice_nothing_are_found()
    {
        var test = SelfTest.Of(Samples.Run("Sample/blind", "Sample/everything"));

        Assert.That(
            test.Blind.Select(check => check.Check.Method),
            Is.EqualTo([
                "A_bound_that_is_far_away",
                "A_word_without_a_rival",
                "A_tolerance_that_allows_anything",
                "A_trend_that_its_opposite_fulfils_too",
            ])
        );
        Assert.That(test.Blind.Select(check => check.Claim), Is.All.EqualTo("Sample/blind"));
    }

    [Test]
    public void A_resolution_does_not_count_accepted_numbers()
    {
        var checks = SelfTest.Of(Samples.Run("Sample/everything")).Checks;
        var accepted = checks.Single(check => check.Check.Method == "The_sums_are_the_accepted_ones");
        var terms = checks.Single(check => check.Check.Method == "The_number_of_terms_is_known");

        Assert.That((accepted.Resolution, accepted.NoticesSomething), Is.EqualTo(((double?)null, true)));
        Assert.That(accepted.GoldenResolution, Is.LessThan(1e-11));
        Assert.That((terms.Resolution, terms.Excluded), Is.EqualTo(((double?)0.05, 1)));
    }

    [Test]
    public void Statistics_take_the_best_check_of_a_claim()
    {
        var test = SelfTest.Of(Samples.Run("Sample/margins", "Sample/everything", "Sample/blind"));

        Assert.That(test.Claims.Select(claim => claim.Key), Is.EquivalentTo(["Sample/margins", "Sample/everything"]));
        Assert.That(test.Median, Is.EqualTo(test.Claims[0].Value).And.LessThan(1e-11));
        Assert.That(test.Coarse.Select(check => check.Resolution), Is.Ordered.Descending.And.All.GreaterThan(0.1));
    }

    [Test]
    public void Results_of_a_version_without_controls_are_refused()
    {
        var results = Samples.Run("Sample/everything");
        var claim = results.Claims.Single();
        var older = results with
        {
            Claims =
            [
                claim with
                {
                    Checks =
                    [
                        .. claim.Checks.Select(check =>
                            check with
                            {
                                Evidence = [.. check.Evidence.Select(item => item with { Notices = null })],
                            }
                        ),
                    ],
                },
            ],
        };

        Assert.That(() => SelfTest.Of(older), Throws.TypeOf<ProblemException>().With.Message.Contains("older version"));
    }

    private static Evidence Named(string claim, string name) =>
        Evidence(Samples.Run(claim)).Single(item => item.Name == name);

    private static IEnumerable<Evidence> Evidence(RunResults results) =>
        results.Claims.SelectMany(claim => claim.Checks).SelectMany(check => check.Evidence);
}
