using System.CommandLine;
using System.CommandLine.Completions;
using Dlnx.Verify.Engines;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>The word that chooses what computes the dense products of a run.</summary>
internal static class KernelArguments
{
    /// <summary>The word.</summary>
    public static Option<string> Kernel { get; } = Create();

    /// <summary>Makes the kernel that the word chooses, or else the configuration, the one of this process.</summary>
    /// <exception cref="ProblemException">It cannot be used here.</exception>
    public static RunKernel Use(Workspace workspace) =>
        workspace.Kernels().Use(workspace.Configured.Value(Kernel, workspace.Configured.Profile.Kernel));

    private static Option<string> Create()
    {
        var names = string.Join(", ", RunKernel.Names);
        var option = new Option<string>("--kernel")
        {
            Description = $"What computes dense matrix products, our own kernels or a native library: {names}.",
            HelpName = "kernel",
            DefaultValueFactory = _ => RunKernel.ManagedName,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var word }] && !RunKernel.Names.Contains(word))
                result.AddError(
                    $"--kernel is '{word}'; expected {names}.{Suggestions.DidYouMean(word, RunKernel.Names)}"
                );
        });
        option.CompletionSources.Add(_ => RunKernel.Names.Select(name => new CompletionItem(name)));
        return option;
    }
}
