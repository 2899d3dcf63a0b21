using System.Diagnostics;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Isolation;

/// <summary>The messages of a worker to the run, one line each.</summary>
internal sealed class WorkerVoice(Stream output) : IRunObserver
{
    // A check may report every step of a long loop.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private Stopwatch? sinceProgress;

    public void Say(WorkerMessage message)
    {
        // The line end before a message parts it from what a check or a native library may have written itself.
        byte[] line = [(byte)'\n', .. JournalLine.Encode(message)];
        try
        {
            lock (gate)
            {
                output.Write(line);
                output.Flush();
            }
        }
        catch (IOException)
        {
            // The run is gone; the end of its orders says so too.
        }
    }

    void IRunObserver.Progressed(string claim, string progress)
    {
        lock (gate)
        {
            if (sinceProgress is { } clock && clock.Elapsed < Pause)
                return;
            sinceProgress = Stopwatch.StartNew();
        }
        Say(new WorkerMessage(WorkerNews.Progressed, progress));
    }
}
