namespace Dlnx.Verify.Scaffolding;

/// <summary>The repository that a folder belongs to.</summary>
/// <param name="Root">Its root; the folder itself when it belongs to none.</param>
/// <param name="Prefix">From there to the folder, with a slash at the end; empty for the root.</param>
internal sealed record Surroundings(string Root, string Prefix)
{
    /// <summary>Looks for the repository of a folder.</summary>
    /// <exception cref="ProblemException">There is no such folder.</exception>
    public static Surroundings Of(string folder)
    {
        if (!Directory.Exists(folder))
        {
            var problem = $"There is no folder {folder}. Make it first, or name that of your repository.";
            throw new ProblemException(problem, ExitCode.Environment);
        }
        var levels = Levels(folder).TakeWhile(level => !IsRoot(level)).ToList();
        var root = Levels(folder).Skip(levels.Count).FirstOrDefault();
        if (root is null || levels.Count == 0)
            return new Surroundings(folder, "");
        var prefix = Path.GetRelativePath(root, levels[0]).Replace(Path.DirectorySeparatorChar, '/');
        return new Surroundings(Path.Combine([folder, .. levels.Select(_ => "..")]), prefix + "/");
    }

    /// <summary>A folder and those above it, as full paths.</summary>
    public static IEnumerable<string> Levels(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }

    private static bool IsRoot(string folder) => Path.Exists(Path.Combine(folder, ".git"));
}
