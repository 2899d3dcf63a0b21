namespace Dlnx.Verify.Running;

/// <summary>The engines that can train networks.</summary>
public static class Engines
{
    /// <summary>Double precision on the processor; the engine of every accepted number.</summary>
    public const string Managed = "managed";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Managed];
}
