namespace Dlnx.Verify.Isolation;

/// <summary>The first and last lines that a process wrote to its standard error, where it says why it crashed.</summary>
internal sealed class LastWords
{
    private const int Head = 4;
    private const int Tail = 8;
    private const int LongestLine = 200;

    // Frames around the check, the same in every stack trace.
    private static readonly string[] Around = ["   at NUnit.", "   at System.", "   at Dlnx.Verify."];

    private readonly Lock gate = new();
    private readonly List<string> first = [];
    private readonly Queue<string> last = [];
    private int dropped;

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line) || Around.Any(frame => line.StartsWith(frame, StringComparison.Ordinal)))
            return;
        var text = line.Length > LongestLine ? line[..LongestLine] + "…" : line;
        lock (gate)
        {
            if (first.Count < Head)
            {
                first.Add(text);
                return;
            }
            last.Enqueue(text);
            if (last.Count <= Tail)
                return;
            last.Dequeue();
            dropped++;
        }
    }

    /// <summary>The lines, each after a line end; empty when there are none.</summary>
    public override string ToString()
    {
        lock (gate)
        {
            IEnumerable<string> gap = dropped > 0 ? [$"… {dropped} lines …"] : [];
            return string.Concat(first.Concat(gap).Concat(last).Select(line => $"\n{line}"));
        }
    }
}
