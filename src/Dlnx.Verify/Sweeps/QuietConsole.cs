namespace Dlnx.Verify.Sweeps;

/// <summary>
/// Keeps what checks print out of the output. A single run does so by itself, but of runs side by side each would give the
/// console back while another still runs.
/// </summary>
internal sealed class QuietConsole : IDisposable
{
    private readonly TextWriter output = Console.Out;
    private readonly TextWriter error = Console.Error;

    public QuietConsole()
    {
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
    }

    public void Dispose()
    {
        Console.SetOut(output);
        Console.SetError(error);
    }
}
