using System.Globalization;
using Dlnx.Verify.Journal;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sweeps;

/// <summary>
/// The folders <c>points/0001</c>, <c>points/0002</c>, … of a sweep: results as of any run, and until the sweep has ended
/// the journal, from which it continues.
/// </summary>
/// <param name="output">The output folder of the sweep.</param>
/// <param name="beginning">Whether the sweep continues from journals that are there.</param>
public sealed class PointFolders(string output, Beginning beginning)
{
    private const string Folder = "points";

    /// <summary>The file of a point's results in the output folder.</summary>
    public static string ResultsOf(int number) =>
        Path.Combine(Folder, number.ToString("0000", CultureInfo.InvariantCulture), ResultsFile.FileName);

    /// <summary>Removes what an earlier sweep left, unless this one continues it.</summary>
    /// <exception cref="ProblemException">A file cannot be removed.</exception>
    public void Prepare()
    {
        if (beginning == Beginning.Continued)
            return;
        Remove(ResultsFile.FileName);
        Remove(RunJournal.FileName);
    }

    /// <summary>Removes the journals once the sweep is written: there is nothing left to continue.</summary>
    /// <exception cref="ProblemException">A file cannot be removed.</exception>
    public void Complete() => Remove(RunJournal.FileName);

    internal RunJournal Journal(SweepPoint point, JournalHeader header)
    {
        var path = Path.Combine(output, Path.GetDirectoryName(ResultsOf(point.Number))!, RunJournal.FileName);
        return beginning == Beginning.Continued ? RunJournal.Resume(path, header) : RunJournal.Start(path, header);
    }

    internal void Write(SweepPoint point, RunResults results) =>
        ResultsFile.Write(Path.Combine(output, ResultsOf(point.Number)), results);

    private void Remove(string file)
    {
        var points = Path.Combine(output, Folder);
        try
        {
            // Only what a sweep writes: the folder may be a person's own.
            foreach (var folder in Directory.Exists(points) ? Directory.GetDirectories(points) : [])
            {
                if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                    continue;
                File.Delete(Path.Combine(folder, file));
                if (!Directory.EnumerateFileSystemEntries(folder).Any())
                    Directory.Delete(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var problem = $"Cannot remove the points of an earlier sweep in {points}: {e.Message}";
            throw new ProblemException($"{problem} Choose another folder with --out.", ExitCode.Environment, e);
        }
    }
}

/// <summary>How a sweep begins.</summary>
public enum Beginning
{
    /// <summary>At its first point.</summary>
    Anew,

    /// <summary>After the points and checks that had ended.</summary>
    Continued,
}
