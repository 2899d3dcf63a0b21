namespace Dlnx.Verify.Journal;

/// <summary>A run that ended early and left its journal behind.</summary>
/// <param name="Checks">How many checks had ended; at least one.</param>
/// <param name="Obstacle">Why the run that is asked for cannot continue it; null when it can.</param>
public sealed record InterruptedRun(int Checks, string? Obstacle)
{
    /// <summary>What starting over would discard; null when there is nothing, or nothing that can be read.</summary>
    /// <param name="path">The journal's file.</param>
    /// <param name="header">The header of the run that is asked for.</param>
    public static InterruptedRun? Find(string path, JournalHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (!File.Exists(path))
            return null;
        try
        {
            return JournalContent.Read(path) is { Header: { } journal, Records: { Count: > 0 } records }
                ? new InterruptedRun(records.Count, header.DifferenceFrom(journal))
                : null;
        }
        // A journal that cannot be continued in any way is nothing to lose.
        catch (ProblemException)
        {
            return null;
        }
    }

    /// <summary>What becomes of it when a run starts over in its folder, and what would have kept it.</summary>
    /// <param name="folder">The output folder.</param>
    public string Farewell(string folder)
    {
        var checks = Checks == 1 ? "1 check" : $"{Checks} checks";
        return Obstacle is null
            ? $"Starts over and discards {checks} that had ended in {folder}; --resume would have kept them."
            : $"Starts over and discards {checks} that had ended in {folder}; this run cannot continue them: {Obstacle}.";
    }
}
