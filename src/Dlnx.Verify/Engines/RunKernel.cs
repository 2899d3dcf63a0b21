using System.Text.Json.Serialization;

namespace Dlnx.Verify.Engines;

/// <summary>What computes the dense matrix products of a run, as results name it.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">What it is, with its version.</param>
public sealed record RunKernel(string Name, string Title)
{
    /// <summary>The name of our own kernels, which every machine has.</summary>
    public const string ManagedName = "managed";

    /// <summary>The name of the native library that is loaded when it is asked for.</summary>
    public const string NativeName = "openblas";

    /// <summary>The names that a command line or a configuration may have.</summary>
    public static IReadOnlyList<string> Names { get; } = [ManagedName, NativeName];

    /// <summary>Our own: the kernels of every accepted number.</summary>
    public static RunKernel Managed { get; } = new(ManagedName, ManagedName);

    /// <summary>Whether the accepted numbers are this kernel's.</summary>
    [JsonIgnore]
    public bool IsReference => this == Managed;

    /// <summary>The words that choose it on the command line, with a leading space; empty for the default.</summary>
    [JsonIgnore]
    public string Words => IsReference ? "" : $" --kernel {Name}";

    /// <summary>The kernel that results name.</summary>
    public static RunKernel Titled(string title) => title == Managed.Title ? Managed : new(NativeName, title);
}
