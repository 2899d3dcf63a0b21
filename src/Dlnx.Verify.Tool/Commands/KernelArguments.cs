using System.CommandLine;
using Dlnx.Verify.Engines;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>The word that chooses what computes the dense products of a run.</summary>
internal static class KernelArguments
{
    /// <summary>The word.</summary>
    public static Option<string> Kernel { get; } =
        SharedOptions.Choice(
            "--kernel",
            "What computes dense matrix products, our own kernels or a native library",
            RunKernel.Names,
            RunKernel.Names,
            RunKernel.ManagedName
        );

    /// <summary>Makes the kernel that the word chooses, or else the configuration, the one of this process.</summary>
    /// <exception cref="ProblemException">It cannot be used here.</exception>
    public static RunKernel Use(Workspace workspace) =>
        workspace.Kernels().Use(workspace.Configured.Value(Kernel, workspace.Configured.Profile.Kernel));
}
