using System.Reflection;
using System.Runtime.Loader;

namespace Dlnx.Verify.Running;

/// <summary>
/// Where an assembly of a user lives with its own dependencies. What the tool has is the tool's own, whether it is loaded
/// yet or not: an attribute of another copy of NUnit or of the claim model would not be recognised, and a generator of
/// another FsCheck would not fit.
/// </summary>
/// <param name="path">the assembly; its dependencies are beside it</param>
internal sealed class HostFirstLoadContext(string path) : AssemblyLoadContext(Path.GetFileName(path))
{
    private readonly AssemblyDependencyResolver resolver = new(path);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        try
        {
            return Default.LoadFromAssemblyName(assemblyName);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException)
        {
            return resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
        }
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : 0;
}
