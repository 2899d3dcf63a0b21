using Dlnx.Verify.Journal;

namespace Dlnx.Verify.Submission;

/// <summary>What an output folder has of the parts of a job.</summary>
public static class SlurmParts
{
    /// <summary>The parts that have left anything.</summary>
    public static IReadOnlyList<int> Begun(SlurmJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return [.. Enumerable.Range(1, job.Tasks).Where(index => Directory.Exists(job.PartFolder(index)))];
    }

    /// <summary>The parts without complete results: those that never started, failed, or were stopped.</summary>
    public static IReadOnlyList<int> Unfinished(SlurmJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return [.. Enumerable.Range(1, job.Tasks).Where(index => !IsFinished(job.PartFolder(index), job.ResultsFile))];
    }

    /// <summary>Folders of parts that a job with so many tasks does not have.</summary>
    public static IReadOnlyList<string> Foreign(SlurmJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var own = Enumerable.Range(1, job.Tasks).Select(job.PartFolder).ToHashSet(StringComparer.Ordinal);
        var found = Directory.Exists(job.Output) ? Directory.GetDirectories(job.Output, "part-*") : [];
        return [.. found.Where(folder => !own.Contains(folder)).Order(StringComparer.Ordinal)];
    }

    // A journal is there until its run has ended.
    private static bool IsFinished(string folder, string resultsFile) =>
        File.Exists(Path.Combine(folder, resultsFile))
        && !Directory.EnumerateFiles(folder, RunJournal.FileName, SearchOption.AllDirectories).Any();
}
