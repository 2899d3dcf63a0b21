namespace Dlnx.Numerics;

/// <summary>
/// A few threads that share work of some ten microseconds, cut into chunks that each takes when it is free. They wait for work
/// by spinning for a while, which takes far less time than being woken, and sleep when none comes. The caller waits for no
/// thread that has not begun: on a busy machine it does all itself.
/// </summary>
internal sealed class WorkerCrew : IDisposable
{
    // Some hundred microseconds: longer than what the caller does alone between two pieces of shared work.
    private const int SpinsBeforeSleep = 3000;
    private const int SpinsBeforeYield = 300;
    private const int SpinLength = 8;

    // The state of the present work: its number in the upper half; in the lower one, above this, the chunks nobody has taken.
    private const int None = 1 << 24;

    private readonly object gate = new();
    private readonly Thread[] helpers;
    private Action<int> work = _ => { };
    private Exception? failure;
    private long state = None;
    private int pending;
    private int sleepers;
    private bool isOver;

    /// <summary>A crew of the caller and others.</summary>
    /// <param name="workers">how many there are with the caller, ≥ 1; no more than there are processors are used</param>
    public WorkerCrew(int workers)
    {
        helpers = new Thread[Math.Min(workers, Environment.ProcessorCount) - 1];
        for (var i = 0; i < helpers.Length; i++)
        {
            helpers[i] = new Thread(Serve) { IsBackground = true };
            helpers[i].Start();
        }
    }

    /// <summary>How many there are, the caller included.</summary>
    public int Workers => helpers.Length + 1;

    /// <summary>Calls the work once for each chunk, in no particular order; returns when all are done.</summary>
    /// <param name="chunks">how many there are, fewer than 10,000</param>
    /// <param name="chunkWork">takes the index of a chunk, from 0</param>
    public void Run(int chunks, Action<int> chunkWork)
    {
        if (helpers.Length == 0)
        {
            for (var chunk = 0; chunk < chunks; chunk++)
                chunkWork(chunk);
            return;
        }

        (work, failure) = (chunkWork, null);
        Volatile.Write(ref pending, chunks);
        Publish(chunks);
        TakeChunks();
        for (var spins = 0; Volatile.Read(ref pending) > 0; spins++)
        {
            if (spins > SpinsBeforeYield)
                Thread.Yield();
            else
                Thread.SpinWait(SpinLength);
        }

        if (failure is { } found)
            throw new InvalidOperationException("Work on another thread failed.", found);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        isOver = true;
        Publish(0);
        foreach (var helper in helpers)
            helper.Join();
    }

    private void Publish(int chunks)
    {
        var number = Number(Volatile.Read(ref state)) + 1;
        Interlocked.Exchange(ref state, ((long)number << 32) + None + chunks);
        if (Volatile.Read(ref sleepers) == 0)
            return;
        lock (gate)
            Monitor.PulseAll(gate);
    }

    private static int Number(long state) => (int)(state >> 32);

    private void Serve()
    {
        var seen = 0;
        while (true)
        {
            seen = Await(seen);
            if (isOver)
                return;
            TakeChunks();
        }
    }

    private int Await(int seen)
    {
        for (var spins = 0; spins < SpinsBeforeSleep; spins++)
        {
            if (Number(Volatile.Read(ref state)) is var number && number != seen)
                return number;
            Thread.SpinWait(SpinLength);
        }

        lock (gate)
        {
            Interlocked.Increment(ref sleepers);
            while (Number(Volatile.Read(ref state)) == seen)
                Monitor.Wait(gate);
            Interlocked.Decrement(ref sleepers);
            return Number(Volatile.Read(ref state));
        }
    }

    // A chunk that has been taken keeps its work from ending, so the work that is read then is the one it belongs to.
    private void TakeChunks()
    {
        while ((int)Interlocked.Decrement(ref state) - None is var chunk && chunk >= 0)
        {
            try
            {
                work(chunk);
            }
#pragma warning disable CA1031 // It is thrown again in the caller.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = exception;
            }

            Interlocked.Decrement(ref pending);
        }
    }
}
