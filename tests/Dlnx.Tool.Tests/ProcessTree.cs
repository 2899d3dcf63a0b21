using System.Diagnostics;

namespace Dlnx.Tool.Tests;

/// <summary>The processes that a process has started, on Linux.</summary>
internal static class ProcessTree
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The ids of the descendants of a process, at present.</summary>
    public static IReadOnlyList<int> Below(int process)
    {
        var children = Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && ParentOf(id) == process)
            .ToList();
        return [.. children, .. children.SelectMany(Below)];
    }

    /// <summary>Waits until a process has descendants.</summary>
    public static IReadOnlyList<int> WaitFor(int process, int count)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            if (Below(process) is var found && found.Count >= count)
                return found;
            Thread.Sleep(20);
        }
        throw new InvalidOperationException($"The process {process} never had {count} descendants.");
    }

    /// <summary>Those of some processes that still run.</summary>
    public static IEnumerable<int> Alive(IEnumerable<int> processes) =>
        processes.Where(id => StatOf(id) is { } stat && stat[0] is not ("Z" or "X"));

    /// <summary>Sends a signal to a process, or to a group when the id is negative.</summary>
    public static void Signal(string name, int process) =>
        Process.Start("kill", [$"-{name}", "--", $"{process}"]).WaitForExit();

    private static int ParentOf(int process) => StatOf(process) is { } stat ? int.Parse(stat[1]) : 0;

    // The fields after the name, which is in parentheses and may hold anything: state, parent, …
    private static string[]? StatOf(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
