using System.Diagnostics;
using System.Text;

namespace Dlnx.Tool.Tests;

/// <summary>What a finished process left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error);

/// <summary>A running process whose output is collected.</summary>
public sealed class ToolProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    private ToolProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(error, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The process's id.</summary>
    public int Id => process.Id;

    /// <summary>Starts a program in a folder; CI's own variables are not passed on.</summary>
    public static ToolProcess Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("CI");
        start.Environment.Remove("GITHUB_ACTIONS");
        start.Environment.Remove("GITHUB_STEP_SUMMARY");
        return new ToolProcess(new Process { StartInfo = start });
    }

    /// <summary>Runs the packed tool in a folder to its end.</summary>
    public static ProcessResult Run(string folder, params string[] arguments) =>
        Start(PackedTool.Command, folder, arguments).Wait();

    /// <summary>
    /// Starts the packed tool so that it heeds INT: tests that were started in the background ignore this signal, and what
    /// they start would, too.
    /// </summary>
    public static ToolProcess StartInterruptible(string folder, params string[] arguments) =>
        Start("env", folder, ["--default-signal=INT", PackedTool.Command, .. arguments]);

    /// <summary>Runs a line of the shell in a folder to its end; <c>$0</c> is the packed tool.</summary>
    public static ProcessResult Shell(string folder, string line) =>
        Start("sh", folder, "-c", line, PackedTool.Command).Wait();

    /// <summary>Waits until the output contains a text.</summary>
    public void WaitFor(string text)
    {
        var clock = Stopwatch.StartNew();
        while (!Text(output).Contains(text, StringComparison.Ordinal))
        {
            if (clock.Elapsed > Patience || process.HasExited)
                throw new InvalidOperationException($"“{text}” never appeared in:\n{Text(output)}{Text(error)}");
            Thread.Sleep(20);
        }
    }

    /// <summary>Waits for the end, but not longer than a time.</summary>
    /// <returns>Whether the process has ended.</returns>
    public bool HasEndedWithin(TimeSpan time) => process.WaitForExit(time);

    /// <summary>Sends a signal, such as INT.</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", process.Id.ToString()]).WaitForExit();

    /// <summary>Waits for the end.</summary>
    public ProcessResult Wait()
    {
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"Still running after {Patience}:\n{Text(output)}{Text(error)}");
        }
        // The overload without a limit also waits for the redirected streams.
        process.WaitForExit();
        return new ProcessResult(process.ExitCode, Text(output), Text(error));
    }

    private static void Append(StringBuilder builder, string? line)
    {
        if (line is null)
            return;
        lock (builder)
            builder.AppendLine(line);
    }

    private static string Text(StringBuilder builder)
    {
        lock (builder)
            return builder.ToString();
    }
}
