namespace Dlnx.Verify.Tests.Golden;

public sealed class AcceptTests
{
    [Test]
    public void The_sample_numbers_differ_as_they_were_made_to()
    {
        using var folder = TemporaryFolder.OfSampleGolden();

        var changes = Review(folder, "Sample/golden-*", "Sample/everything").Changes();

        Assert.That(
            changes,
            Is.EqualTo([
                Change("missing", "fresh", GoldenChangeKind.New, null, 1.5, Tolerance.Relative(1e-9)),
                Change("off", "moved", GoldenChangeKind.Changed, 2, 2.5, Tolerance.Absolute(0.25)),
                Change("tolerance", "loosened", GoldenChangeKind.ToleranceChanged, 1.25, 1, Tolerance.Absolute(0.5)),
            ])
        );
        Assert.That(changes[1].Deviation, Is.EqualTo(0.5));
        Assert.That(changes[0].Deviation, Is.Null);
    }

    [Test]
    public void Only_what_changed_is_written()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        var before = folder.Snapshot();

        var written = Review(folder, "Sample/golden-*", "Sample/everything", "Sample/tiers").Accept(Gold.Provenance);

        var changed = folder.Snapshot().Where(file => before.GetValueOrDefault(file.Key) != file.Value);
        string[] expected =
        [
            "Sample/golden-missing.json",
            "Sample/golden-off.json",
            "Sample/golden-tolerance.json",
            "verdicts.json",
        ];
        Assert.That(changed.Select(file => file.Key), Is.EquivalentTo(expected));
        Assert.That(
            written.Select(change => Path.GetRelativePath(folder.Path, change.Path)),
            Is.EquivalentTo(expected)
        );
        Assert.That(written.Select(change => change.After), Is.EqualTo(written.Select(c => File.ReadAllText(c.Path))));
    }

    [Test]
    public void Numbers_within_their_tolerance_keep_value_and_source()
    {
        using var folder = TemporaryFolder.OfSampleGolden();

        Review(folder, "Sample/golden-off").Accept(Gold.Provenance);

        var file = GoldenFileReader.Read(folder.PathOf("Sample/golden-off.json"), "Sample/golden-off");
        Assert.That(
            file.Numbers["within"],
            Is.EqualTo(new GoldenNumber(1, Tolerance.Absolute(0.25), "textbook, p. 2"))
        );
        Assert.That(file.Numbers["moved"], Is.EqualTo(new GoldenNumber(2.5, Tolerance.Absolute(0.25), "")));
        Assert.That(file.Accepted, Is.EqualTo(Gold.Provenance));
    }

    [Test]
    public void A_changed_tolerance_keeps_value_and_source()
    {
        using var folder = TemporaryFolder.OfSampleGolden();

        Review(folder, "Sample/golden-tolerance").Accept(Gold.Provenance);

        var file = GoldenFileReader.Read(folder.PathOf("Sample/golden-tolerance.json"), "Sample/golden-tolerance");
        Assert.That(
            file.Numbers["loosened"],
            Is.EqualTo(new GoldenNumber(1.25, Tolerance.Absolute(0.5), "textbook, p. 3"))
        );
    }

    [Test]
    public void After_accepting_nothing_differs_and_the_claims_hold([Values("0.25", "1.5")] string acceptedTolerance)
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        // With 1.5 the accepted 2.25 is allowed by the old tolerance but not by the check's 0.5.
        var value = acceptedTolerance == "1.5" ? "2.25" : "1.25";
        var text = folder.Read("Sample/golden-tolerance.json");
        folder.Write("Sample/golden-tolerance.json", text.Replace("1.25", value).Replace("0.25", acceptedTolerance));

        Review(folder, "Sample/golden-*").Accept(Gold.Provenance);

        var again = Run(folder, "Sample/golden-*");
        Assert.That(again.Claims.Select(claim => claim.Status), Is.All.EqualTo(Status.Reproduced));
        Assert.That(new GoldenReview(new GoldenStore(folder.Path), again).Accept(Gold.Provenance), Is.Empty);
    }

    [Test]
    public void Numbers_without_a_check_are_removed()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        var text = folder.Read("Sample/everything.json");
        folder.Write("Sample/everything.json", text.Replace("limit at q = 1", "limit of old"));

        var review = Review(folder, "Sample/everything");
        var kinds = review.Changes().ToDictionary(change => change.Name, change => change.Kind);
        review.Accept(Gold.Provenance);

        Assert.That(kinds["limit of old"], Is.EqualTo(GoldenChangeKind.Orphaned));
        Assert.That(kinds["limit at q = 1"], Is.EqualTo(GoldenChangeKind.New));
        Assert.That(
            GoldenFileReader.Read(folder.PathOf("Sample/everything.json"), "Sample/everything").Numbers.Keys,
            Is.EquivalentTo(["S at q and n", "limit", "limit at q = 1"])
        );
    }

    [Test]
    public void A_file_without_numbers_is_deleted()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        folder.Write(
            "Sample/aliased.json",
            folder.Read("Sample/throws.json").Replace("Sample/throws", "Sample/aliased")
        );

        var written = Review(folder, "Sample/aliased").Accept(Gold.Provenance);

        Assert.That(File.Exists(folder.PathOf("Sample/aliased.json")), Is.False);
        Assert.That(written[0].After, Is.Empty);
    }

    [Test]
    public void Numbers_of_a_tier_that_did_not_run_are_kept()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        var before = folder.Snapshot();

        var written = Review(folder, "Sample/tiers").Accept(Gold.Provenance);

        Assert.That(written.Select(change => Path.GetFileName(change.Path)), Is.EqualTo(["verdicts.json"]));
        Assert.That(folder.Read("Sample/tiers.json"), Is.EqualTo(before[Path.Combine("Sample", "tiers.json")]));
    }

    [TestCase("Sample/out-of-tolerance", "The sum is off")]
    [TestCase("Sample/throws", "Throws at once")]
    [TestCase("Sample/no-evidence", "it leaves no evidence")]
    public void A_claim_that_is_broken_for_another_reason_is_not_accepted(string claim, string reason)
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        var before = folder.Snapshot();

        var problem = Assert.Throws<ProblemException>(() =>
            Review(folder, claim, "Sample/golden-off").Accept(Gold.Provenance)
        );

        Assert.That(problem!.Message, Does.StartWith($"{claim} is broken for another reason than its golden numbers"));
        Assert.That(problem.Message, Does.Contain(reason));
        Assert.That(problem.Message, Does.Contain("Nothing was changed."));
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Broken));
        Assert.That(folder.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public void A_check_that_throws_after_a_changed_number_is_not_accepted()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        var text = folder.Read("Sample/golden-off.json").Replace("Sample/golden-off", "Sample/half-way");
        folder.Write("Sample/half-way.json", text);
        var before = folder.Snapshot();

        var problem = Assert.Throws<ProblemException>(() => Review(folder, "Sample/half-way").Accept(Gold.Provenance));

        Assert.That(problem!.Message, Does.Contain("The sample stopped half-way."));
        Assert.That(folder.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public void Two_numbers_of_one_name_are_refused()
    {
        using var folder = TemporaryFolder.OfSampleGolden();

        var problem = Assert.Throws<ProblemException>(() => Review(folder, "Sample/twins").Changes());

        Assert.That(
            problem!.Message,
            Is.EqualTo("Sample/twins records two golden numbers named “twin”; give each its own name.")
        );
    }

    [Test]
    public void Numbers_that_come_with_the_tool_are_accepted_into_the_folder()
    {
        using var packaged = TemporaryFolder.OfSampleGolden();
        using var own = new TemporaryFolder();
        var before = packaged.Snapshot();
        var store = new GoldenStore(own.Path, packaged.Path);

        var written = Review(store, "Sample/golden-off", "Sample/everything").Accept(Gold.Provenance);

        Assert.That(
            written.Select(change => Path.GetRelativePath(own.Path, change.Path)),
            Is.EqualTo(["Sample/golden-off.json", "verdicts.json"])
        );
        Assert.That(packaged.Snapshot(), Is.EqualTo(before));
        Assert.That(store.Find("Sample/everything")!.Numbers, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_named()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        var file = folder.Write("occupied", "a file where a folder should be");
        var store = new GoldenStore(file, folder.Path);

        var problem = Assert.Throws<ProblemException>(() => Review(store, "Sample/golden-off").Accept(Gold.Provenance));

        Assert.That(
            problem!.Message,
            Does.StartWith($"Cannot write {Path.Combine(file, "Sample", "golden-off.json")}")
        );
        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
    }

    private static GoldenChange Change(
        string claim,
        string name,
        GoldenChangeKind kind,
        double? accepted,
        double? measured,
        Tolerance tolerance
    ) => new($"Sample/golden-{claim}", name, kind, accepted, measured, tolerance);

    private static RunResults Run(TemporaryFolder folder, params string[] claims) =>
        Samples.Run(new RunOptions { Selection = claims.Append("Sample/aliased").ToList() }, folder.Path);

    private static GoldenReview Review(TemporaryFolder folder, params string[] claims) =>
        new(new GoldenStore(folder.Path), Run(folder, claims));

    private static GoldenReview Review(GoldenStore store, params string[] claims)
    {
        var runner = new SpecRunner(Samples.Catalog, store);
        var options = new RunOptions { Selection = claims };
        return new(store, Samples.Apart(() => runner.Run(options, new Silent(), CancellationToken.None)));
    }

    private sealed class Silent : IRunObserver;
}
