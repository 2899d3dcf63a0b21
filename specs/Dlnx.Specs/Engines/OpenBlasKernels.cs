using System.Diagnostics;
using System.Runtime.InteropServices;
using Dlnx.Numerics;
using Dlnx.Verify;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Running;

namespace Dlnx.Specs.Engines;

/// <summary>OpenBLAS, or another library with its interface, where the machine has one.</summary>
public sealed class OpenBlasKernels : KernelProvider
{
    /// <summary>The environment variable that names the library's file.</summary>
    public const string Variable = "DLNX_BLAS";

    private const string What = "native BLAS";
    private const string Install =
        $"install OpenBLAS (Debian: libopenblas0-pthread), or set {Variable} to the library's file";

    private static readonly string[] UsualNames =
    [
        "libopenblas.so.0",
        "libopenblas.so",
        "libopenblas.dylib",
        "openblas.dll",
        "libopenblas.dll",
    ];

    /// <inheritdoc/>
    public override string Name => RunKernel.NativeName;

    /// <inheritdoc/>
    public override RunKernel Use()
    {
        var found =
            Find()
            ?? throw Problem(
                $"--kernel {Name}: there is no OpenBLAS here; looked for {string.Join(", ", UsualNames)}. To get one: {Install}."
            );
        DenseKernels.Native = found.Blas;
        return new(Name, found.Title);
    }

    /// <inheritdoc/>
    public override DiagnosisItem Examine()
    {
        try
        {
            return Find() is { } found
                ? new(What, $"{found.Title}, {found.File}", $"not in use; run --kernel {Name}")
                : new(What, "not found", $"optional: {Install}");
        }
        catch (ProblemException problem)
        {
            return new(What, "not usable", $"optional: {problem.Message}");
        }
    }

    // A library that a person names must be usable; of the usual ones the first that is there.
    private static FoundLibrary? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Load(named);
        return UsualNames
            .Select(name => NativeLibrary.TryLoad(name, out var library) ? Of(library, name) : null)
            .FirstOrDefault(found => found is not null);
    }

    private static FoundLibrary Load(string named)
    {
        try
        {
            return Of(NativeLibrary.Load(named), named);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            // The last line is the system's own.
            var reason = e.Message.TrimEnd().Split('\n')[^1];
            throw Problem($"{Variable} is '{named}', which is no library that can be loaded: {reason}", e);
        }
    }

    private static FoundLibrary Of(nint library, string name)
    {
        try
        {
            var blas = NativeBlas.Of(library);
            var file = FileOf(blas.EntryPoint) ?? name;
            return new(blas, file, blas.Name.Length > 0 ? blas.Name : Path.GetFileName(file));
        }
        catch (NotSupportedException e)
        {
            throw Problem(
                $"{name} cannot be used as a BLAS library: {e.Message}. Set {Variable} to the file of one that can.",
                e
            );
        }
    }

    // Where the system found a library that was asked for by its name alone.
    private static string? FileOf(nint function)
    {
        using var process = Process.GetCurrentProcess();
        return process
            .Modules.Cast<ProcessModule>()
            .FirstOrDefault(module => function - module.BaseAddress is >= 0 and var at && at < module.ModuleMemorySize)
            ?.FileName;
    }

    private static ProblemException Problem(string message, Exception? cause = null) =>
        new(message, ExitCode.Environment, cause);

    private sealed record FoundLibrary(NativeBlas Blas, string File, string Title);
}
