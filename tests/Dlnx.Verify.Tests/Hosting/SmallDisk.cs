using System.Diagnostics;

namespace Dlnx.Verify.Tests.Hosting;

/// <summary>A file system in memory with room for a few pages; mounting one needs the rights of root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private SmallDisk() { }

    public string Path => folder.Path;

    /// <summary>Mounts a disk of 256 KiB; where that is not allowed the test ends as skipped.</summary>
    public static SmallDisk Mount()
    {
        var disk = new SmallDisk();
        if (Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.Path) is not { } problem)
            return disk;
        disk.folder.Dispose();
        throw new IgnoreException($"A small tmpfs cannot be mounted here: {problem}");
    }

    public string PathOf(string name) => folder.PathOf(name);

    /// <summary>Writes a file until there is no room left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(PathOf("filler"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        try
        {
            while (true)
                filler.Write(new byte[512]);
        }
        catch (IOException)
        {
            // The disk is full now.
        }
    }

    public void MakeRoom() => File.Delete(PathOf("filler"));

    public void MakeReadOnly() => Assert.That(Run("mount", "-o", "remount,ro", Path), Is.Null);

    public void Dispose()
    {
        Run("umount", Path);
        folder.Dispose();
    }

    // What the command complains about; null when it succeeds.
    private static string? Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!;
            var complaint = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : complaint.Trim();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
