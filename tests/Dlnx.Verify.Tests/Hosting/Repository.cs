namespace Dlnx.Verify.Tests.Hosting;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dlnx.Verify.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"{start} is not inside the repository.");
    }
}
