using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dlnx.Verify.Engines;
using Dlnx.Verify.Golden;

namespace Dlnx.Verify.Running;

/// <summary>
/// Shared results in a folder, for later runs. A file's name is a digest of the key, of the code that computes the result
/// and of the engine and the kernel of the run, so a change of any never reads an old file; its content begins with a
/// digest of the rest, so a damaged file is computed again.
/// </summary>
/// <param name="folder">made when the first result is kept</param>
/// <param name="engine">the engine of the run; null for the managed one</param>
/// <param name="kernel">the kernel of the run; null for the managed one</param>
public sealed class ResultCache(string folder, RunEngine? engine = null, RunKernel? kernel = null)
{
    /// <summary>The result from its file, or computed and kept; null while another process computes it.</summary>
    /// <param name="key">all that the result depends on besides code</param>
    /// <param name="code">the code that computes it, besides the one that defines its type</param>
    /// <param name="compute">computes it</param>
    /// <param name="format">reads and writes it</param>
    /// <exception cref="ProblemException">the folder cannot be written</exception>
    public T? Find<T>(string key, Module code, Func<T> compute, IResultFormat<T> format)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(compute);
        ArgumentNullException.ThrowIfNull(format);
        var path = Path.Combine(folder, FileName(key, code, typeof(T).Module));
        if (TryRead(path, format, out var kept))
            return kept;
        if (!TryLock(path + ".lock", out var own))
            return null;
        using (own)
        {
            // It may have been finished between the look and the lock.
            if (TryRead(path, format, out kept))
                return kept;
            var result = compute();
            Write(path, result, format);
            return result;
        }
    }

    // The system gives the lock back when the process ends, however it ends. A folder that cannot be locked is no
    // obstacle: the worst is that two processes compute the same.
    private bool TryLock(string path, out FileStream? own)
    {
        own = null;
        try
        {
            Directory.CreateDirectory(folder);
            own = new FileStream(
                path,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 0,
                FileOptions.DeleteOnClose
            );
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.GetType() != typeof(IOException) || !File.Exists(path);
        }
    }

    // The identifier of a module changes with every change of its code.
    private string FileName(string key, params Module[] code)
    {
        var text = new StringBuilder(key).Append('\n').Append(engine ?? RunEngine.Managed);
        text.Append('\n').Append((kernel ?? RunKernel.Managed).Title);
        foreach (var module in code)
            text.Append('\n').Append(module.ModuleVersionId);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))) + ".bin";
    }

    private static bool TryRead<T>(string path, IResultFormat<T> format, out T result)
    {
        result = default!;
        try
        {
            var content = File.ReadAllBytes(path);
            if (content.Length < SHA256.HashSizeInBytes)
                return false;
            var body = content.AsSpan(SHA256.HashSizeInBytes);
            if (!SHA256.HashData(body).AsSpan().SequenceEqual(content.AsSpan(0, SHA256.HashSizeInBytes)))
                return false;
            using var stream = new MemoryStream(content, SHA256.HashSizeInBytes, body.Length, writable: false);
            using var reader = new BinaryReader(stream);
            result = format.Read(reader);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Write<T>(string path, T result, IResultFormat<T> format)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[SHA256.HashSizeInBytes]);
        using var writer = new BinaryWriter(stream);
        format.Write(result, writer);
        writer.Flush();
        var content = stream.ToArray();
        SHA256.HashData(content.AsSpan(SHA256.HashSizeInBytes)).CopyTo(content, 0);
        AtomicFile.Write(path, content);
    }
}
