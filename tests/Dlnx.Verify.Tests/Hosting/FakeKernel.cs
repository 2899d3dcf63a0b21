namespace Dlnx.Verify.Tests.Hosting;

/// <summary>Stands in for a native library, and counts how often it was put in force.</summary>
public sealed class FakeKernel : KernelProvider
{
    private static int uses;

    public static int Uses => uses;

    public override string Name => RunKernel.NativeName;

    public override RunKernel Use()
    {
        Interlocked.Increment(ref uses);
        return new(Name, "FakeBLAS 1.0");
    }

    public override DiagnosisItem Examine() => new("native BLAS", "FakeBLAS 1.0", "");
}
