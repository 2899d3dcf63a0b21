namespace Dlnx.Verify.Tests.Running;

/// <summary>What a run with a native library says of it.</summary>
public sealed class RunKernelTests
{
    private const string Claim = "Sample/everything";

    private static readonly RunKernel Native = new(RunKernel.NativeName, "OpenBLAS 0.3.21 Test");

    [Test]
    public void A_run_that_names_none_has_our_own()
    {
        Assert.That(new RunOptions().Kernel, Is.EqualTo(RunKernel.Managed));
        Assert.That(Samples.Run(Claim).Machine.Kernel, Is.EqualTo("managed"));
    }

    [Test]
    public void Results_name_it_and_it_is_known_again_from_them()
    {
        var title = Run().Machine.Kernel;

        Assert.That(title, Is.EqualTo(Native.Title));
        Assert.That(RunKernel.Titled(title), Is.EqualTo(Native));
        Assert.That(RunKernel.Titled("managed"), Is.EqualTo(RunKernel.Managed));
    }

    [Test]
    public void Its_words_choose_it_again()
    {
        Assert.That(Native.Words, Is.EqualTo(" --kernel openblas"));
        Assert.That(RunKernel.Managed.Words, Is.Empty);
        var failing = Samples.Run(new RunOptions { Selection = ["Sample/failing-property"], Kernel = Native });
        Assert.That(failing.Claims.Single().Checks[0].Message, Does.EndWith("--seed 1 --kernel openblas"));
    }

    [Test]
    public void Numbers_that_are_not_the_accepted_ones_say_which_kernel_gave_those()
    {
        using var folder = TemporaryFolder.OfSampleGolden();
        var path = folder.PathOf($"{Claim}.json");
        var accepted = GoldenFileReader.Read(path, Claim);
        var off = accepted.Numbers.ToDictionary(pair => pair.Key, pair => pair.Value with { Value = 1e9 });
        GoldenFileWriter.Write(path, accepted with { Numbers = off });

        var broken = Run(folder.Path).Claims.Single().Checks.First(check => check.Status == Status.Broken);

        Assert.That(
            broken.Message,
            Does.EndWith(
                $"Accepted numbers: {path}. The managed kernel gave them; OpenBLAS 0.3.21 Test rounds differently, which a "
                    + "long or chaotic computation can carry beyond a tolerance. If the same command without "
                    + "'--kernel openblas' agrees, the kernel makes the difference, and not the code."
            )
        );
    }

    [Test]
    public void Kept_results_of_one_kernel_are_not_those_of_another()
    {
        using var folder = new TemporaryFolder();
        string Kept(RunKernel? kernel, string computed) =>
            new SharedResults(new ResultCache(folder.Path, kernel: kernel)).Get("key", _ => computed, new TextFormat());

        Assert.That(Kept(null, "first"), Is.EqualTo("first"));
        Assert.That(Kept(Native, "second"), Is.EqualTo("second"));
        Assert.That(Kept(RunKernel.Managed, "third"), Is.EqualTo("first"));
        Assert.That(Kept(Native with { Title = "OpenBLAS 0.4" }, "fourth"), Is.EqualTo("fourth"));
    }

    [Test]
    public void A_kernel_that_no_assembly_has_is_refused()
    {
        var none = KernelCatalog.Load([Samples.Assembly]);

        Assert.That(none.Use("managed"), Is.EqualTo(RunKernel.Managed));
        Assert.That(
            () => none.Use("openblas"),
            Throws.InstanceOf<ProblemException>().With.Message.Contains("'openblas'")
        );
    }

    private static RunResults Run(string? golden = null) =>
        Samples.Run(new RunOptions { Selection = [Claim], Kernel = Native }, golden);
}
