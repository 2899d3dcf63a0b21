using System.Globalization;
using System.Text;

namespace Dlnx.Verify.Submission;

/// <summary>The scripts of a <see cref="SlurmJob"/>.</summary>
public static class SlurmScripts
{
    private const int ReportMinutes = 15;

    /// <summary>The script of the array: each task runs its part, and continues it when it is started again.</summary>
    public static string Array(SlurmJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var text = Head(job, "dlnx-verify", "part-%a.log", job.Resources);
        Option(text, $"--array=1-{job.Tasks}");
        Option(text, "--requeue");
        RequireTool(text, job);
        // Slurm's own count is that of the tasks submitted at once: fewer, when some are submitted again.
        string[] own = ["--shard", "\"$SLURM_ARRAY_TASK_ID\"/" + job.Tasks.ToString(CultureInfo.InvariantCulture)];
        string[] place =
        [
            "--resume",
            "--out",
            ShellWord.Of(Path.Combine(job.Output, "part-")) + "\"$SLURM_ARRAY_TASK_ID\"",
        ];
        var workers = job.Run.Contains("--workers", StringComparer.Ordinal)
            ? System.Array.Empty<string>()
            : ["--workers", "\"${SLURM_CPUS_PER_TASK:-1}\""];
        string[] command = [.. job.Tool, "run", .. job.Run];
        text.Append($"exec {ShellWord.Join(command)} \\\n");
        text.Append($"  {string.Join(' ', [.. own, .. workers, .. place])}\n");
        return text.ToString();
    }

    /// <summary>The script of the job that puts the parts together and names the ones that are missing.</summary>
    public static string Report(SlurmJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var resources = job.Resources with { Time = $"00:{ReportMinutes}:00", Cpus = 1 };
        var text = Head(job, "dlnx-report", "report.log", resources);
        RequireTool(text, job);
        text.Append("shopt -s nullglob\n");
        text.Append($"parts=({ShellWord.Of(job.Output)}/part-*/{ShellWord.Of(job.ResultsFile)})\n");
        text.Append("if [ ${#parts[@]} -eq 0 ]; then\n");
        text.Append($"  echo {ShellWord.Of($"No part left results. Their logs: {job.ScriptFolder}")} >&2\n");
        text.Append("  exit 3\nfi\n");
        string[] command = [.. job.Tool, "report", "--whole", "--out", job.Output];
        text.Append($"exec {ShellWord.Join(command)} \"${{parts[@]}}\"\n");
        return text.ToString();
    }

    private static StringBuilder Head(SlurmJob job, string name, string log, SlurmResources resources)
    {
        var text = new StringBuilder("#!/bin/bash\n");
        Option(text, $"--job-name={name}");
        Option(text, $"--time={resources.Time}");
        Option(text, $"--cpus-per-task={resources.Cpus}");
        Option(text, $"--mem={resources.Memory}");
        Option(text, $"--chdir={Quoted(job.WorkingFolder)}");
        // Slurm replaces what follows a % in the names of logs.
        var folder = job.ScriptFolder.Replace("%", "%%", StringComparison.Ordinal);
        Option(text, $"--output={Quoted(Path.Combine(folder, log))}");
        Option(text, "--open-mode=append");
        foreach (var option in job.Options)
            Option(text, option);
        return text;
    }

    private static void Option(StringBuilder text, string option) => text.Append($"#SBATCH {option}\n");

    // Slurm reads its lines like a shell, but expands nothing.
    private static string Quoted(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static void RequireTool(StringBuilder text, SlurmJob job)
    {
        text.Append($"\nfor file in {ShellWord.Join(job.Tool)}; do\n");
        text.Append("  if [ ! -r \"$file\" ]; then\n");
        text.Append(
            "    echo \"$(hostname) has no $file: install .NET and the tool in a folder that all nodes share.\" >&2\n"
        );
        text.Append("    exit 3\n  fi\ndone\n");
    }
}
