using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sweeps;

/// <summary>Reads and writes <c>sweep.json</c>.</summary>
public static class SweepFile
{
    /// <summary>The file's name in the output folder.</summary>
    public const string FileName = "sweep.json";

    private static readonly VersionedFile Format = new("file of a sweep", SweepResults.CurrentSchema);

    /// <summary>Whether a path names a sweep rather than the results of one run.</summary>
    public static bool IsNamedBy(string path) =>
        string.Equals(Path.GetFileName(path), FileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a sweep atomically.</summary>
    /// <exception cref="ProblemException">The folder cannot be written.</exception>
    public static void Write(string path, SweepResults results) => VersionedFile.Write(path, results);

    /// <summary>Reads a sweep.</summary>
    /// <exception cref="ProblemException">
    /// The file is missing, truncated, foreign or of a newer schema, or has points that its axes do not give.
    /// </exception>
    public static SweepResults Read(string path)
    {
        var results = Format.Read<SweepResults>(path);
        var points = GridOf(path, results).Points;
        var numbers = new HashSet<int>();
        foreach (var point in results.Points)
        {
            if (point.Number < 1 || point.Number > points.Count || !numbers.Add(point.Number))
                throw Inconsistent(path, $"the point {point.Number} stands twice or is none of 1 to {points.Count}");
            if (SweepPoint.LabelOf(point.Settings) is var label && label != points[point.Number - 1].Label)
                throw Inconsistent(path, $"the point {point.Number} is at {label}, not on its axes");
            var unknown = point.Claims.Select(claim => claim.Id).Except(results.Claims.Select(claim => claim.Id));
            if (unknown.FirstOrDefault() is { } claim)
                throw Inconsistent(path, $"the point {point.Number} has {claim}, which is none of its claims");
        }
        return results;
    }

    private static SweepGrid GridOf(string path, SweepResults results)
    {
        try
        {
            return new SweepGrid(results.Axes);
        }
        catch (ProblemException e)
        {
            throw Inconsistent(path, e.Message);
        }
    }

    private static ProblemException Inconsistent(string path, string problem) =>
        new(
            $"{path} is not a complete file of a sweep: {problem}. Run again to write a new one.",
            ExitCode.Environment
        );
}
