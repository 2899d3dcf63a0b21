using System.Text;

namespace Dlnx.Verify.Golden;

/// <summary>Writes files so that a reader sees the old or the new content, never a part.</summary>
public static class AtomicFile
{
    /// <summary>Writes a temporary file beside the target and renames it over the target.</summary>
    /// <exception cref="ProblemException">The folder cannot be written.</exception>
    public static void Write(string path, string text) =>
        Write(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var temporary = path + ".tmp-" + Environment.ProcessId;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var stream = File.Create(temporary))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            var problem = $"Cannot write {path}: {e.Message} Make the folder writable or choose another one.";
            throw new ProblemException(problem, ExitCode.Environment, e);
        }
    }
}
