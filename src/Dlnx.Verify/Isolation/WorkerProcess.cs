using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Dlnx.Verify.Journal;

namespace Dlnx.Verify.Isolation;

/// <summary>A process that runs checks, as seen by the run that started it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // Signals that end a process; .NET reports them as exit codes above 128.
    private static readonly Dictionary<int, string> Signals = new()
    {
        [130] = "SIGINT",
        [132] = "SIGILL",
        [134] = "SIGABRT",
        [135] = "SIGBUS",
        [136] = "SIGFPE",
        [137] = "SIGKILL; the system ends a process so when memory runs out",
        [139] = "SIGSEGV",
        [143] = "SIGTERM",
    };

    // A process that has ended may have left messages that are still on their way.
    private static readonly TimeSpan OnTheirWay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly Process process;
    private readonly LastWords lastWords = new();
    private readonly BlockingCollection<WorkerMessage> messages = [];

    private WorkerProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => lastWords.Add(line.Data);
        process.BeginErrorReadLine();
        new Thread(Listen) { IsBackground = true }.Start();
    }

    /// <summary>Starts a process.</summary>
    /// <exception cref="ProblemException">The system refuses.</exception>
    public static WorkerProcess Start(WorkerProgram program)
    {
        var start = new ProcessStartInfo(program.File, program.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        if (program.Memory is { } bytes)
            start.Environment["DOTNET_GCHeapHardLimit"] = bytes.ToString("x");
        try
        {
            return new WorkerProcess(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new ProblemException(
                $"Cannot start {program.File} for --isolate: {e.Message}",
                ExitCode.Environment,
                e
            );
        }
    }

    /// <summary>Gives the process a line to read.</summary>
    /// <returns>Whether it is there to read it.</returns>
    public bool TryTell<T>(T content)
    {
        try
        {
            process.StandardInput.BaseStream.Write(JournalLine.Encode(content));
            process.StandardInput.BaseStream.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Waits for the next message.</summary>
    /// <param name="limit">How long at most.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>The message; null when the process has ended or the time is over.</returns>
    /// <exception cref="OperationCanceledException">The run stops.</exception>
    public WorkerMessage? Next(TimeSpan limit, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < limit)
        {
            var left = limit - clock.Elapsed;
            var isThere = !HasEnded;
            var wait =
                !isThere ? OnTheirWay
                : left < BetweenLooks ? left
                : BetweenLooks;
            if (messages.TryTake(out var message, (int)wait.TotalMilliseconds, stop))
                return message;
            if (!isThere || messages.IsCompleted)
                return null;
        }
        return null;
    }

    /// <summary>Whether the process is gone.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>How the process ended, waiting for it, with its last words.</summary>
    public string Ending()
    {
        if (!process.WaitForExit(OnTheirWay))
            return "it closed its output.";
        // Waits for the end of standard error as well, but not for a process that has inherited it.
        Task.Run(() => process.WaitForExit()).Wait(OnTheirWay);
        var code = process.ExitCode;
        var signal = Signals.TryGetValue(code, out var name) && !OperatingSystem.IsWindows() ? $" ({name})" : "";
        var words = lastWords.ToString();
        return $"exit code {code}{signal}" + (words.Length > 0 ? $". Its last words:{words}" : ".");
    }

    /// <summary>Ends the process and everything that it started.</summary>
    public void Dispose()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(Patience);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself meanwhile.
        }
    }

    private void Listen()
    {
        try
        {
            while (process.StandardOutput.ReadLine() is { } line)
            {
                // What is no message was written by a check itself.
                if (JournalLine.TryDecode<WorkerMessage>(Encoding.UTF8.GetBytes(line), out var message))
                    messages.Add(message);
            }
        }
        catch (IOException)
        {
            // The end of the process, seen from the other side.
        }
        messages.CompleteAdding();
    }
}
