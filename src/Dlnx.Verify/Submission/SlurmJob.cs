namespace Dlnx.Verify.Submission;

/// <summary>A run in parts as a Slurm job array, one part for each task, and a job that puts the parts together.</summary>
public sealed record SlurmJob
{
    /// <summary>The words that start the tool on every node: absolute paths of the host and of the tool's assembly.</summary>
    public required IReadOnlyList<string> Tool { get; init; }

    /// <summary>The words after <c>run</c>, without those that say which part it is and where its results go.</summary>
    public required IReadOnlyList<string> Run { get; init; }

    /// <summary>The file that a part leaves: <c>results.json</c>, or <c>sweep.json</c> of a sweep.</summary>
    public required string ResultsFile { get; init; }

    /// <summary>How many parts there are, at least 1.</summary>
    public required int Tasks { get; init; }

    /// <summary>What each task asks for.</summary>
    public required SlurmResources Resources { get; init; }

    /// <summary>Further options of <c>sbatch</c> for both jobs, each a line of its own, such as <c>--qos=long</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The folder in which the tasks run: relative paths mean the same there as where the job was submitted.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The folder of the parts, on a file system that all nodes share; an absolute path.</summary>
    public required string Output { get; init; }

    /// <summary>Where scripts and logs go.</summary>
    public string ScriptFolder => Path.Combine(Output, "slurm");

    /// <summary>The script of the array.</summary>
    public string ArrayScript => Path.Combine(ScriptFolder, "part.sh");

    /// <summary>The script of the job that puts the parts together.</summary>
    public string ReportScript => Path.Combine(ScriptFolder, "report.sh");

    /// <summary>The output folder of a part.</summary>
    /// <param name="index">Which part, from 1.</param>
    public string PartFolder(int index) => Path.Combine(Output, $"part-{index}");
}
