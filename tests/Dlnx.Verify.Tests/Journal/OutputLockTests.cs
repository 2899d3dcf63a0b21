namespace Dlnx.Verify.Tests.Journal;

public sealed class OutputLockTests
{
    [Test]
    public void A_second_run_is_refused_until_the_first_ends()
    {
        using var folder = new TemporaryFolder();
        using (OutputLock.Take(folder.Path))
        {
            Assert.That(
                () => OutputLock.Take(folder.Path),
                Throws.TypeOf<ProblemException>().With.Message.Contains("Another run writes into " + folder.Path)
            );
        }
        OutputLock.Take(folder.Path).Dispose();
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", "");
        Assert.That(
            () => OutputLock.Take(Path.Combine(file, "below")),
            Throws.TypeOf<ProblemException>().With.Message.Contains("Cannot write into")
        );
    }
}
