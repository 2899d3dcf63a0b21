using System.Diagnostics;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Journal;

/// <summary>
/// The record of a run while it goes on: a file that only grows, one line for each check that ended, handed to the system
/// before the check is announced. From it a run that was interrupted, by whatever means, continues. The end of the process
/// loses nothing; the end of the power can lose what came after the last write to the disk, about a second.
/// </summary>
public sealed class RunJournal : IDisposable
{
    /// <summary>The file's name in the output folder.</summary>
    public const string FileName = "journal.jsonl";

    // Waiting for the disk after every short check would take longer than the check.
    private static readonly TimeSpan DiskInterval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly FileStream file;
    private readonly double elapsedBefore;
    private TimeSpan onDisk;

    private RunJournal(FileStream file, JournalHeader header, IReadOnlyList<JournalRecord> records)
    {
        this.file = file;
        Header = header;
        Completed = records;
        elapsedBefore = records.Count == 0 ? 0 : records.Max(record => record.Elapsed);
    }

    /// <summary>What the journal belongs to.</summary>
    public JournalHeader Header { get; }

    /// <summary>The checks that had ended when the run was continued; empty for a run from the start.</summary>
    public IReadOnlyList<JournalRecord> Completed { get; }

    /// <summary>Seconds that the run took, with those before its interruptions.</summary>
    public double Elapsed => elapsedBefore + clock.Elapsed.TotalSeconds;

    /// <summary>Why a check could not be recorded, since when nothing is; null while all is well.</summary>
    public ProblemException? Failure { get; private set; }

    /// <summary>Starts a journal; one that is there is replaced.</summary>
    /// <exception cref="ProblemException">The file cannot be written.</exception>
    public static RunJournal Start(string path, JournalHeader header)
    {
        var journal = new RunJournal(Open(path, 0), header, []);
        try
        {
            journal.Write(JournalLine.Encode(header));
        }
        catch (IOException e)
        {
            journal.Dispose();
            throw CannotWrite(path, e);
        }
        return journal;
    }

    /// <summary>Continues a journal, or starts one when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">The header of the run that is to continue.</param>
    /// <exception cref="ProblemException">
    /// The journal belongs to another run, is damaged before its last line, or cannot be read or written.
    /// </exception>
    public static RunJournal Resume(string path, JournalHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var content = File.Exists(path) ? JournalContent.Read(path) : null;
        if (content?.Header is not { } journal)
            return Start(path, header);
        if (header.DifferenceFrom(journal) is { } difference)
        {
            throw new ProblemException(
                $"{path} cannot be continued: {difference}. Give the same options, or run without --resume to start over.",
                ExitCode.Usage
            );
        }
        return new RunJournal(Open(path, content.Length), journal, content.Records);
    }

    /// <summary>Records a check that ended. After a failure it does nothing.</summary>
    /// <returns>Whether the record is in the file.</returns>
    public bool TryAppend(string claim, CheckResult check)
    {
        lock (gate)
        {
            if (Failure is not null)
                return false;
            try
            {
                Write(JournalLine.Encode(new JournalRecord(claim, check, Elapsed)));
                return true;
            }
            catch (IOException e)
            {
                Failure = CannotWrite(file.Name, e);
                return false;
            }
        }
    }

    /// <summary>Removes the file once the results are written: there is nothing left to continue.</summary>
    public void Complete()
    {
        file.Dispose();
        File.Delete(file.Name);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private static FileStream Open(string path, long length)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            // Unbuffered, so that a failed write leaves nothing behind that closing the file would try again.
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            stream.SetLength(length);
            stream.Seek(0, SeekOrigin.End);
            return stream;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    private static ProblemException CannotWrite(string path, Exception cause) =>
        new(
            $"Cannot write {path}: {cause.Message} What was recorded before is kept. "
                + "Make room or make the folder writable, then continue with: run --resume",
            ExitCode.Environment,
            cause
        );

    private void Write(byte[] line)
    {
        file.Write(line);
        if (clock.Elapsed - onDisk < DiskInterval)
            return;
        file.Flush(flushToDisk: true);
        onDisk = clock.Elapsed;
    }
}
