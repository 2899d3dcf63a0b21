using Dlnx.Verify.Isolation;

namespace Dlnx.Verify.Tests.Isolation;

public sealed class IsolationTests
{
    [TestCase("echo the disk is on fire >&2; exit 9", "exit code 9. Its last words:\nthe disk is on fire")]
    [TestCase("kill -KILL $$", "exit code 137 (SIGKILL")]
    [Platform("Linux,MacOsX")]
    public void A_process_that_does_not_come_up_ends_the_run_with_its_last_words(string script, string message) =>
        Assert.That(
            () => Run(new WorkerProgram("/bin/sh", ["-c", script])),
            Throws.InstanceOf<ProblemException>().With.Message.Contains(message)
        );

    [Test]
    public void A_program_that_is_not_there_is_named() =>
        Assert.That(
            () => Run(new WorkerProgram("no-such-program", [])),
            Throws.InstanceOf<ProblemException>().With.Message.Contains("no-such-program")
        );

    [TestCase("2GiB", 2L << 30)]
    [TestCase("512mib", 512L << 20)]
    [TestCase("1.5 GiB", 3L << 29)]
    public void Memory_is_read_with_its_unit(string text, long bytes) =>
        Assert.That(MemorySize.Parse("--memory", text), Is.EqualTo(bytes));

    [TestCase("2")]
    [TestCase("GiB")]
    [TestCase("-2GiB")]
    [TestCase("1MiB")]
    [TestCase("2GB")]
    [TestCase("99999999999999999999GiB")]
    public void Other_amounts_of_memory_are_refused(string text) =>
        Assert.That(
            () => MemorySize.Parse("--memory", text),
            Throws.InstanceOf<ProblemException>().With.Message.StartsWith($"--memory is '{text}'; expected")
        );

    private static RunResults Run(WorkerProgram program) =>
        Samples.Run(new RunOptions { Selection = ["Sample/aliased"], Isolation = program });
}
