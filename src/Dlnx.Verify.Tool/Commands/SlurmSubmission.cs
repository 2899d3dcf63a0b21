using System.ComponentModel;
using System.Diagnostics;
using Dlnx.Verify.Golden;
using Dlnx.Verify.Submission;
using Dlnx.Verify.Tool.Rendering;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>Hands the scripts of a job to <c>sbatch</c>, and says what becomes of them.</summary>
internal static class SlurmSubmission
{
    private const string Program = "sbatch";

    /// <summary>Prints the scripts and the commands that would submit them.</summary>
    public static void Show(Terminal terminal, SlurmJob job, IReadOnlyList<int> parts)
    {
        terminal.Write($"# {job.ArrayScript}");
        terminal.Write(SlurmScripts.Array(job));
        terminal.Write($"# {job.ReportScript}");
        terminal.Write(SlurmScripts.Report(job));
        terminal.Write("# submitted with");
        terminal.Write(ShellWord.Join([Program, .. ArrayWords(job, parts)]));
        terminal.Write(ShellWord.Join([Program, .. ReportWords(job, "JOB")]));
    }

    /// <summary>Writes the scripts and submits them.</summary>
    /// <exception cref="ProblemException">There is no Slurm here, it refuses the job, or the folder cannot be written.</exception>
    public static void Submit(Terminal terminal, SlurmJob job, IReadOnlyList<int> parts)
    {
        _ = Sbatch("--version");
        AtomicFile.Write(job.ArrayScript, SlurmScripts.Array(job));
        AtomicFile.Write(job.ReportScript, SlurmScripts.Report(job));
        var array = Sbatch(ArrayWords(job, parts));
        string report;
        try
        {
            report = Sbatch(ReportWords(job, array));
        }
        catch (ProblemException e)
        {
            throw new ProblemException(
                $"Job {array} is submitted, but not the one that puts its parts together: {e.Message} "
                    + $"When the parts have ended: {ShellWord.Join([Program, job.ReportScript])}",
                ExitCode.Environment,
                e
            );
        }
        terminal.Write($"Submitted: job {array}, {parts.Count} of {job.Tasks} parts; then job {report}, their report.");
        terminal.Write($"Watch:     squeue --jobs={array},{report}");
        terminal.Write($"Logs:      {ShellWord.Of(job.ScriptFolder)}");
        terminal.Write($"Report:    {Path.Combine(job.Output, Exporters.ReportFolder.PageName)}, when both have ended");
        terminal.Write("Parts that failed or were stopped: the same command with --resume submits and continues them.");
    }

    private static string[] ArrayWords(SlurmJob job, IReadOnlyList<int> parts) =>
        parts.Count == job.Tasks
            ? ["--parsable", job.ArrayScript]
            : ["--parsable", $"--array={string.Join(',', parts)}", job.ArrayScript];

    private static string[] ReportWords(SlurmJob job, string array) =>
        ["--parsable", $"--dependency=afterany:{array}", job.ReportScript];

    // The number of the submitted job; what it says to --version otherwise.
    private static string Sbatch(params string[] words)
    {
        var start = new ProcessStartInfo(Program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output.Trim().Split(';')[0]
                : throw new ProblemException($"{Program} refused: {error.Result.Trim()}", ExitCode.Environment);
        }
        catch (Win32Exception e)
        {
            throw new ProblemException(
                $"There is no {Program} here. Submit from a login node of a Slurm cluster, or see the scripts with --dry-run.",
                ExitCode.Environment,
                e
            );
        }
    }
}
