using Dlnx.Numerics;
using Dlnx.Specs.Engines;
using Dlnx.Verify;

namespace Dlnx.Specs.Tests.Engines;

/// <summary>
/// What is found and what is refused; the kernel itself is never put in force, for other tests of the process compute. Runs
/// alone: it changes an environment variable.
/// </summary>
[NonParallelizable]
public sealed class OpenBlasKernelsTests
{
    private const string Variable = OpenBlasKernels.Variable;

    private static readonly OpenBlasKernels Kernels = new();

    [TearDown]
    public void Forget() => Environment.SetEnvironmentVariable(Variable, null);

    [Test]
    public void The_library_is_found_with_its_file_or_its_package_is_named()
    {
        var item = Kernels.Examine();

        if (item.Found == "not found")
            Assert.That(item.Remedy, Does.StartWith("optional: install OpenBLAS").And.Contain(Variable));
        else
            Assert.That(item.Found, Does.Match(@"^OpenBLAS .*, .*[/\\].*openblas"));
    }

    [Test]
    public void A_file_that_is_not_there_is_named()
    {
        Environment.SetEnvironmentVariable(Variable, "/nowhere/libopenblas.so");

        var problem = Refused();

        Assert.That(problem.ExitCode, Is.EqualTo(ExitCode.Environment));
        Assert.That(
            problem.Message,
            Does.StartWith("DLNX_BLAS is '/nowhere/libopenblas.so', which is no library that can be loaded: ")
        );
        Assert.That(Kernels.Examine().Found, Is.EqualTo("not usable"));
        Assert.That(Kernels.Examine().Remedy, Is.EqualTo($"optional: {problem.Message}"));
    }

    [Test]
    public void A_file_that_is_no_library_is_named()
    {
        var path = typeof(OpenBlasKernels).Assembly.Location;
        Environment.SetEnvironmentVariable(Variable, path);

        Assert.That(
            Refused().Message,
            Does.StartWith($"DLNX_BLAS is '{path}', which is no library that can be loaded")
        );
    }

    [Test]
    [Platform("Linux")]
    public void A_library_without_the_products_is_named()
    {
        Environment.SetEnvironmentVariable(Variable, "libc.so.6");

        Assert.That(
            Refused().Message,
            Is.EqualTo(
                "libc.so.6 cannot be used as a BLAS library: it has no function cblas_dgemm. Set DLNX_BLAS to the file of one "
                    + "that can."
            )
        );
    }

    private static ProblemException Refused()
    {
        var problem = Assert.Throws<ProblemException>(() => Kernels.Use())!;
        Assert.That(DenseKernels.Native, Is.Null);
        return problem;
    }
}
