namespace Dlnx.Verify.DataSets;

/// <summary>A folder that holds, or is to hold, the files of one data set.</summary>
/// <param name="path">The folder.</param>
public sealed class DataFolder(string path)
{
    private const string Compressed = ".gz";

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>The path of a file, plain or compressed, or null.</summary>
    public string? Find(string file)
    {
        var plain = System.IO.Path.Combine(Path, file);
        return File.Exists(plain) ? plain
            : File.Exists(plain + Compressed) ? plain + Compressed
            : null;
    }

    /// <summary>Whether all files are there, plain or compressed.</summary>
    public bool Has(IEnumerable<string> files) => files.All(file => Find(file) is not null);

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name; the reader gets it as it is, plain or compressed.</param>
    /// <param name="read">Reads from a stream that can seek; throws a <see cref="FormatException"/> for wrong content.</param>
    /// <exception cref="ProblemException">The file is missing or unreadable, or its content is wrong.</exception>
    public T Read<T>(string file, Func<Stream, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var found =
            Find(file)
            ?? throw new ProblemException(
                $"There is no {file} in {Path}. Get the data set again, or name another folder.",
                ExitCode.Environment
            );
        try
        {
            using var stream = File.OpenRead(found);
            return read(stream);
        }
        catch (FormatException e)
        {
            throw new ProblemException($"{found}, {e.Message} Get the file again.", ExitCode.Environment, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"Cannot read {found}: {e.Message}", ExitCode.Environment, e);
        }
    }

    /// <summary>Writes a file so that a reader sees all of it or nothing.</summary>
    /// <exception cref="ProblemException">The folder cannot be written.</exception>
    public void Write(string file, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Golden.AtomicFile.Write(System.IO.Path.Combine(Path, file), write);
    }
}
