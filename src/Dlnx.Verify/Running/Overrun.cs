namespace Dlnx.Verify.Running;

/// <summary>What is said of a check that takes more than its budget.</summary>
internal static class Overrun
{
    private const string Remedy =
        "Allow every check more with --timeout SECONDS, or this one with [Check(Budget = SECONDS)].";

    /// <summary>It was told to stop and did, or ended by itself.</summary>
    public static string Stopped(TimeSpan elapsed, TimeSpan budget) =>
        $"The check ended after {Seconds(elapsed)}, over its budget of {Seconds(budget)}. {Remedy}";

    /// <summary>It was told to stop, did not, and cannot be ended in this process.</summary>
    public static string RanAway(TimeSpan elapsed, TimeSpan budget) =>
        $"The check ran away: after {Seconds(elapsed)} it is over its budget of {Seconds(budget)} and has not stopped when "
        + "told to, for it does not poll Cancellation. It may keep a core busy until the end of this run; "
        + $"--isolate ends such a check in a process of its own. {Remedy}";

    /// <summary>It was told to stop, did not, and its process was ended.</summary>
    public static string Ended(TimeSpan elapsed, TimeSpan budget) =>
        $"The check ran away: its process was ended after {Seconds(elapsed)}, over its budget of {Seconds(budget)}. It had "
        + $"not stopped when told to, for it does not poll Cancellation. {Remedy}";

    /// <summary>It asked for memory that is not there.</summary>
    public static string OutOfMemory() =>
        $"The check ran out of memory: its process may use {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MiB. "
        + "Allow more (--memory), run fewer checks at a time (--workers), or make the check smaller.";

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.#} s";
}
