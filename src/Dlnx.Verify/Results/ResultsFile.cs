namespace Dlnx.Verify.Results;

/// <summary>Reads and writes <c>results.json</c>.</summary>
public static class ResultsFile
{
    /// <summary>The file's name in the output folder.</summary>
    public const string FileName = "results.json";

    private static readonly VersionedFile Format = new("results file", RunResults.CurrentSchema);

    /// <summary>Writes the results atomically.</summary>
    /// <exception cref="ProblemException">The folder cannot be written.</exception>
    public static void Write(string path, RunResults results) => VersionedFile.Write(path, results);

    /// <summary>Reads results.</summary>
    /// <exception cref="ProblemException">The file is missing, truncated, foreign or of a newer schema.</exception>
    public static RunResults Read(string path) => Format.Read<RunResults>(path);
}
