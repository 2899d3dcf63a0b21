namespace Dlnx.Verify.Tests.Results;

public sealed class RunOutcomeTests
{
    [TestCase("Sample/aliased", ExitCode.Reproduced)]
    [TestCase("Sample/skipped", ExitCode.Reproduced)]
    [TestCase("Sample/unchecked", ExitCode.Reproduced)]
    [TestCase("Sample/golden-off", ExitCode.Broken)]
    [TestCase("Sample/throws", ExitCode.Broken)]
    public void The_worst_claim_decides(string claim, ExitCode outcome) =>
        Assert.That(RunOutcome.Of(Samples.Run("Sample/aliased", claim)), Is.EqualTo(outcome));

    [Test]
    public void Cancellation_outweighs_what_is_broken()
    {
        var broken = Samples.Run("Sample/throws");

        Assert.That(
            RunOutcome.Of(broken with { Run = broken.Run with { Cancelled = true } }),
            Is.EqualTo(ExitCode.Cancelled)
        );
    }

    [TestCase(ExitCode.Reproduced, 0)]
    [TestCase(ExitCode.Broken, 1)]
    [TestCase(ExitCode.Usage, 2)]
    [TestCase(ExitCode.Environment, 3)]
    [TestCase(ExitCode.Cancelled, 130)]
    public void Exit_codes_are_the_documented_ones(ExitCode code, int number) =>
        Assert.That((int)code, Is.EqualTo(number));
}
