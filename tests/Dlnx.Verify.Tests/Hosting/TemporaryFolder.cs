namespace Dlnx.Verify.Tests.Hosting;

/// <summary>A folder that exists as long as its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dlnx-verify-");

    public string Path => folder.FullName;

    /// <summary>A folder with a copy of the sample claims' accepted numbers.</summary>
    public static TemporaryFolder OfSampleGolden()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Samples.GoldenFolder, "*.json", SearchOption.AllDirectories))
            copy.Write(System.IO.Path.GetRelativePath(Samples.GoldenFolder, file), File.ReadAllText(file));
        return copy;
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public string Write(string name, string text)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The text of every file by its relative path.</summary>
    public IReadOnlyDictionary<string, string> Snapshot() =>
        Directory
            .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .ToDictionary(file => System.IO.Path.GetRelativePath(Path, file), File.ReadAllText);

    public void Dispose() => folder.Delete(recursive: true);
}
