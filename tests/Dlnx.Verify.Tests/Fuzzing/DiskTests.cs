namespace Dlnx.Verify.Tests.Fuzzing;

/// <summary>A disk that is full, and one that cannot be written, both real ones.</summary>
public sealed class DiskTests
{
    [Test]
    public void Results_on_a_full_disk_leave_the_older_ones_whole()
    {
        using var disk = SmallDisk.Mount();
        var path = disk.PathOf("results.json");
        File.WriteAllText(path, "older");
        disk.Fill();
        var before = Directory.GetFileSystemEntries(disk.Path);

        Refused(() => ResultsFile.Write(path, SampleResults.Full), path);

        Assert.That(File.ReadAllText(path), Is.EqualTo("older"));
        Assert.That(Directory.GetFileSystemEntries(disk.Path), Is.EquivalentTo(before));
    }

    [Test]
    public void A_journal_on_a_full_disk_keeps_what_it_has_and_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.Mount();
        var path = disk.PathOf(RunJournal.FileName);
        var header = JournalHeader.Of(new RunOptions(), Samples.Catalog);
        var check = SampleResults.Full.Claims[0].Checks[0] with { Message = new string('m', 9000) };
        using (var journal = RunJournal.Start(path, header))
        {
            Assert.That(journal.TryAppend("Sample/first", check));
            disk.Fill();
            Assert.That(journal.TryAppend("Sample/second", check), Is.False);
            Assert.That(journal.Failure!.Message, Does.StartWith($"Cannot write {path}: ").And.Contain("--resume"));
        }
        Assert.That(JournalContent.Read(path).Records.Select(record => record.Claim), Is.EqualTo(["Sample/first"]));

        disk.MakeRoom();
        using var continued = RunJournal.Resume(path, header);
        Assert.That(continued.TryAppend("Sample/second", check));
        Assert.That(
            JournalContent.Read(path).Records.Select(record => record.Claim),
            Is.EqualTo(["Sample/first", "Sample/second"])
        );
    }

    [Test]
    public void A_run_whose_disk_fills_up_stops_with_one_message()
    {
        using var disk = SmallDisk.Mount();
        var path = disk.PathOf(RunJournal.FileName);
        var options = new RunOptions { Selection = ["Sample/everything"] };
        using var journal = RunJournal.Start(path, JournalHeader.Of(options, Samples.Catalog));
        disk.Fill();

        // The page that holds the header has room for a short record, not for all of them.
        Refused(() => Samples.Run(options, journal: journal), path);
    }

    [Test]
    public void Nothing_is_written_on_a_disk_that_is_read_only()
    {
        using var disk = SmallDisk.Mount();
        File.WriteAllText(disk.PathOf("results.json"), "older");
        disk.MakeReadOnly();

        Refused(() => ResultsFile.Write(disk.PathOf("results.json"), SampleResults.Full), disk.Path);
        Refused(() => OutputLock.Take(disk.Path).Dispose(), disk.Path);
        Refused(() => OutputLock.Take(disk.PathOf("deeper")).Dispose(), disk.Path);
        Refused(
            () => RunJournal.Start(disk.PathOf("j"), JournalHeader.Of(new RunOptions(), Samples.Catalog)).Dispose(),
            disk.Path
        );
        Assert.That(Directory.GetFileSystemEntries(disk.Path), Is.EqualTo([disk.PathOf("results.json")]));
        Assert.That(File.ReadAllText(disk.PathOf("results.json")), Is.EqualTo("older"));
    }

    private static void Refused(Action action, string path)
    {
        var problem = Assert.Throws<ProblemException>(action);
        Assert.That(problem!.ExitCode, Is.EqualTo(ExitCode.Environment));
        Assert.That(problem.Message, Does.StartWith("Cannot write ").And.Contain(path));
    }
}
