namespace Dlnx.Verify.Journal;

/// <summary>Keeps a second run out of an output folder. The system gives the lock back when the process ends, however it ends.</summary>
public sealed class OutputLock : IDisposable
{
    private readonly FileStream file;

    private OutputLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock of a folder, which is made if it is not there.</summary>
    /// <exception cref="ProblemException">Another run has it, or the folder cannot be written.</exception>
    public static OutputLock Take(string folder)
    {
        var path = Path.Combine(folder, ".lock");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(folder, e);
        }
        try
        {
            return new OutputLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new ProblemException(
                $"Another run writes into {folder}. Wait until it ends, or choose another folder with --out.",
                ExitCode.Environment,
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(folder, e);
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => file.Dispose();

    private static ProblemException CannotWrite(string folder, Exception cause) =>
        new(
            $"Cannot write into {folder}: {cause.Message} Make the folder writable or choose another one with --out.",
            ExitCode.Environment,
            cause
        );
}
