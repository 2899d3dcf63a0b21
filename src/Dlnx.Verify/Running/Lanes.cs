using System.Runtime.ExceptionServices;

namespace Dlnx.Verify.Running;

/// <summary>
/// Works through items side by side, each lane on a thread of its own: the pool's threads are left to what runs inside.
/// </summary>
/// <param name="count">How many lanes, at least 1.</param>
/// <param name="stop">Ends the work after the items in progress; the first failure cancels it.</param>
internal sealed class Lanes(int count, CancellationTokenSource stop)
{
    /// <summary>Does the work for every item; throws the first failure when all lanes have ended.</summary>
    public void Run<T>(IReadOnlyList<T> items, Action<T> work)
    {
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Lane))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        failure?.Throw();

        void Lane()
        {
            int i;
            while (!stop.IsCancellationRequested && (i = Interlocked.Increment(ref next)) < items.Count)
            {
                try
                {
                    work(items[i]);
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), comparand: null);
                    stop.Cancel();
                }
            }
        }
    }
}
