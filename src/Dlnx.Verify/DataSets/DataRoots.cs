namespace Dlnx.Verify.DataSets;

/// <summary>Where data sets are looked for, in this order: a named folder or else that of the variable, then the cache.</summary>
/// <param name="named">What <c>--data</c> names, or null.</param>
public sealed class DataRoots(string? named = null)
{
    /// <summary>The environment variable that names a folder with data sets.</summary>
    public const string Variable = "DLNX_DATA";

    private const int Depth = 3;

    /// <summary>The folder that a person named, by option or variable; null when none is.</summary>
    public string? Named { get; } = named ?? NullIfEmpty(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The cache of the present user, where downloads go.</summary>
    public static string Cache { get; } = Path.Combine(UserCache(), "dlnx-verify", "data");

    /// <summary>Where a set is written to: the named folder, or the cache.</summary>
    public string Target => Named ?? Cache;

    /// <summary>The roots of a command that reads.</summary>
    /// <param name="named">What <c>--data</c> names, or null.</param>
    /// <exception cref="ProblemException">The named folder does not exist.</exception>
    public static DataRoots Of(string? named) =>
        named is null || Directory.Exists(named)
            ? new DataRoots(named)
            : throw new ProblemException(
                $"There is no folder {named}; --data names one that holds data sets.",
                ExitCode.Environment
            );

    /// <summary>The first complete copy of a set, at most three folders below a root; null when there is none.</summary>
    public DataFolder? Find(DataSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        string?[] roots = [Named, Cache];
        return roots
            .OfType<string>()
            .Where(Directory.Exists)
            .SelectMany(Folders)
            .Select(path => new DataFolder(path))
            .FirstOrDefault(folder => folder.Has(set.Files) && (IsNamed(folder, set) || set.Recognises(folder)));
    }

    // A damaged copy is not recognised by its content, but a folder of the set's name is meant to be it.
    private static bool IsNamed(DataFolder folder, DataSet set) =>
        string.Equals(new DirectoryInfo(folder.Path).Name, set.FolderName, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Folders(string root)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = Depth - 1,
            IgnoreInaccessible = true,
        };
        return Directory.EnumerateDirectories(root, "*", options).Order(StringComparer.Ordinal).Prepend(root);
    }

    private static string UserCache()
    {
        var named = NullIfEmpty(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"));
        if (named is not null || OperatingSystem.IsWindows())
            return named ?? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
