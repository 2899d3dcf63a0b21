using Dlnx.Verify.Configuration;
using Dlnx.Verify.Golden;

namespace Dlnx.Verify.Scaffolding;

/// <summary>
/// What a repository needs to verify a model of its own: the tool, a configuration, a workflow, and a first claim with what
/// is accepted of it.
/// </summary>
/// <param name="Files">The files.</param>
/// <param name="Notes">What else its owner has to know.</param>
public sealed record Scaffold(IReadOnlyList<PlannedFile> Files, IReadOnlyList<string> Notes)
{
    /// <summary>The folder of the first claims.</summary>
    public const string Project = "dlnx-claims";

    private const string ProjectFile = "My.Claims.csproj";

    /// <summary>Looks at a folder and plans what to write; nothing is written.</summary>
    /// <param name="folder">The folder of the repository, or one in it.</param>
    /// <param name="version">The version of the tool and its library.</param>
    /// <param name="today">The date on which the first claim is accepted, year-month-day.</param>
    /// <param name="feed">A folder with the packages; null when a feed of the machine has them.</param>
    /// <exception cref="ProblemException">The folder, the feed, or a file that is to be extended is not usable.</exception>
    public static Scaffold Plan(string folder, string version, string today, string? feed)
    {
        var surroundings = Surroundings.Of(folder);
        if (feed is not null)
            PackageFeed.Require(feed, version);
        var project = Path.Combine(folder, Project);
        if (Path.Exists(project) && !File.Exists(Path.Combine(project, ProjectFile)))
        {
            var problem = $"{project} is there already and not from `init`: it has no {ProjectFile}.";
            throw new ProblemException($"{problem} Move it away. Nothing was changed.", ExitCode.Environment);
        }
        var words = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = version,
            ["today"] = today,
            ["prefix"] = surroundings.Prefix,
        };
        List<PlannedFile> files =
        [
            ToolManifest.Plan(folder, surroundings, version),
            .. feed is null ? Array.Empty<PlannedFile>() : [PackageFeed.Plan(folder, feed)],
            .. Templates(folder, surroundings)
                .Select(file => PlannedFile.New(file.Key, Template.Text(file.Value, words))),
        ];
        return new Scaffold(files, [.. NotesOn(folder, surroundings, feed)]);
    }

    /// <summary>Writes the files, all or none.</summary>
    /// <exception cref="ProblemException">One cannot be written; those before it are as they were.</exception>
    public void Write()
    {
        var undo = new Stack<Action>();
        try
        {
            foreach (var change in Files.Where(file => file.IsWritten).Select(file => file.Change))
                Write(change, undo);
        }
        catch (ProblemException problem)
        {
            while (undo.TryPop(out var step))
                step();
            throw new ProblemException($"{problem.Message} Nothing was changed.", problem.ExitCode, problem);
        }
    }

    private static void Write(TextChange change, Stack<Action> undo)
    {
        var isNew = !File.Exists(change.Path);
        foreach (var missing in MissingFolders(change.Path))
            undo.Push(() => Forget(missing));
        AtomicFile.Write(change.Path, change.After);
        undo.Push(isNew ? () => File.Delete(change.Path) : () => AtomicFile.Write(change.Path, change.Before));
    }

    private static void Forget(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder);
    }

    private static IEnumerable<string> MissingFolders(string path) =>
        Surroundings
            .Levels(Path.GetDirectoryName(Path.GetFullPath(path))!)
            .TakeWhile(level => !Path.Exists(level))
            .Reverse();

    private static IEnumerable<KeyValuePair<string, string>> Templates(string folder, Surroundings surroundings)
    {
        var workflow =
            surroundings.Prefix.Length == 0
                ? "dlnx-verify"
                : "dlnx-verify-" + surroundings.Prefix.Trim('/').Replace('/', '-');
        return
        [
            new(Path.Combine(folder, ConfigurationFile.Name), "dlnx-verify.json"),
            InProject("dlnx-verify.schema.json", "dlnx-verify.schema.json"),
            InProject(ProjectFile, ProjectFile),
            InProject("GradientDescent.cs", "GradientDescent.cs"),
            InProject("ConvergenceRate.cs", "ConvergenceRate.cs"),
            InProject(Path.Combine("golden", "My", "convergence-rate.json"), "golden.json"),
            InProject(Path.Combine("golden", VerdictLedger.FileName), VerdictLedger.FileName),
            InProject(".gitignore", "ignored.txt"),
            new(Path.Combine(surroundings.Root, ".github", "workflows", workflow + ".yml"), "workflow.yml"),
        ];

        KeyValuePair<string, string> InProject(string path, string template) =>
            new(Path.Combine(folder, Project, path), template);
    }

    private static IEnumerable<string> NotesOn(string folder, Surroundings surroundings, string? feed)
    {
        // A project compiles what lies below it, and so would take the claims for its own.
        var above = Surroundings
            .Levels(folder)
            .TakeWhile(level => level.StartsWith(Path.GetFullPath(surroundings.Root), StringComparison.Ordinal))
            .SelectMany(level => Directory.EnumerateFiles(level, "*.csproj"));
        foreach (var project in above)
            yield return $"{Path.GetFileName(project)} lies above {Project} and would compile it as well; add to it: "
                + $"<ItemGroup><Compile Remove=\"{Project}/**\" /></ItemGroup>";
        if (feed is not null && !PackageFeed.IsInside(surroundings.Root, feed))
            yield return $"The workflow cannot reach {feed}. Copy the packages into the repository and name their folder "
                + "there, or put them on a feed.";
    }
}
