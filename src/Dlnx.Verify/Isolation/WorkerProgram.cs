namespace Dlnx.Verify.Isolation;

/// <summary>How a process is started that runs checks for a run, with <see cref="CheckWorker"/>.</summary>
/// <param name="File">The program's file.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record WorkerProgram(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The bytes that the managed heap of a process may take; null for what the machine has.</summary>
    public long? Memory { get; init; }
}
