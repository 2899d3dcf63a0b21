namespace Dlnx.Verify.Journal;

/// <summary>What a journal file holds.</summary>
/// <param name="Header">What the journal belongs to; null when not even its first line is whole.</param>
/// <param name="Records">The checks that ended, in that order.</param>
/// <param name="Length">The bytes that are whole; what follows was being written when the run ended.</param>
public sealed record JournalContent(JournalHeader? Header, IReadOnlyList<JournalRecord> Records, long Length)
{
    /// <summary>Reads a journal, leaving out a last line that is not whole.</summary>
    /// <exception cref="ProblemException">The file cannot be read, or a line before the last is damaged.</exception>
    public static JournalContent Read(string path)
    {
        var bytes = ReadBytes(path);
        JournalHeader? header = null;
        var records = new List<JournalRecord>();
        var start = 0;
        for (var number = 1; start < bytes.Length; number++)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            var line = length < 0 ? bytes.AsSpan(start) : bytes.AsSpan(start, length);
            var isLast = length < 0 || start + length + 1 == bytes.Length;
            var isWhole = length >= 0 && TryAdd(line, ref header, records);
            if (!isWhole && !isLast)
                throw Damaged(path, number, start);
            if (!isWhole)
                break;
            start += length + 1;
        }
        return new JournalContent(header, records, start);
    }

    private static bool TryAdd(ReadOnlySpan<byte> line, ref JournalHeader? header, List<JournalRecord> records)
    {
        if (header is null)
            return JournalLine.TryDecode(line, out header);
        if (!JournalLine.TryDecode<JournalRecord>(line, out var record))
            return false;
        records.Add(record);
        return true;
    }

    private static ProblemException Damaged(string path, int line, int offset) =>
        new(
            $"{path} line {line} (byte {offset}) is damaged: it does not match its digest, and lines follow it. "
                + "Run again without --resume.",
            ExitCode.Environment
        );

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"Cannot read {path}: {e.Message}", ExitCode.Environment, e);
        }
    }
}
