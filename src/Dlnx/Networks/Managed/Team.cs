namespace Dlnx.Networks.Managed;

/// <summary>Does units first … end − 1 of some work.</summary>
internal delegate void UnitWork(int first, int end);

/// <summary>Does one piece of some work.</summary>
/// <param name="worker">whose memory to use, 0 … <see cref="Team.Workers"/> − 1</param>
/// <param name="piece">which piece</param>
internal delegate void PieceWork(int worker, int piece);

/// <summary>
/// Workers that share the work on one block. What they do at the same time goes to different places, and what is added up
/// is added in a fixed order, so the bits do not depend on how many they are. One alone works on the caller's thread.
/// </summary>
internal sealed class Team(int workers)
{
    /// <summary>So few numbers are done before another thread has begun.</summary>
    private const int SmallestShare = 1 << 14;

    private int taken;
    private int finished;
    private volatile bool failed;

    /// <summary>How many they are.</summary>
    public int Workers => workers;

    /// <summary>Splits units that do not depend on each other into a share for each worker.</summary>
    /// <param name="units">how many units</param>
    /// <param name="size">numbers of one unit</param>
    /// <param name="work">does a share</param>
    public void Split(int units, int size, UnitWork work)
    {
        var shares = (int)Math.Min(workers, (long)units * size / SmallestShare);
        if (shares <= 1)
            work(0, units);
        else
            SplitInto(shares, units, work);
    }

    /// <summary>Does all pieces, each by the next worker that is free.</summary>
    /// <param name="pieces">how many</param>
    /// <param name="work">what does not depend on other pieces</param>
    /// <param name="inOrder">what follows for each piece, after that of all pieces before it; null for nothing</param>
    public void Run(int pieces, PieceWork work, PieceWork? inOrder = null)
    {
        (taken, finished, failed) = (0, 0, false);
        if (workers == 1 || pieces <= 1)
            Work(0, pieces, work, inOrder);
        else
            RunTogether(pieces, work, inOrder);
    }

    private static void SplitInto(int shares, int units, UnitWork work) =>
        Together(shares, n => work((int)((long)units * n / shares), (int)((long)units * (n + 1) / shares)));

    private void RunTogether(int pieces, PieceWork work, PieceWork? inOrder) =>
        Together(Math.Min(workers, pieces), worker => Work(worker, pieces, work, inOrder));

    private static void Together(int count, Action<int> work) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count }, work);

    private void Work(int worker, int pieces, PieceWork work, PieceWork? inOrder)
    {
        try
        {
            for (int piece; (piece = Interlocked.Increment(ref taken) - 1) < pieces; )
            {
                work(worker, piece);
                if (inOrder is null)
                    continue;
                AwaitTurn(piece);
                inOrder(worker, piece);
                Volatile.Write(ref finished, piece + 1);
            }
        }
        catch
        {
            failed = true;
            throw;
        }
    }

    // Pieces are taken in order, so whoever has the earliest unfinished one is at work on it and waits for nobody.
    private void AwaitTurn(int piece)
    {
        var wait = new SpinWait();
        while (Volatile.Read(ref finished) != piece && !failed)
            wait.SpinOnce(sleep1Threshold: -1);
    }
}
