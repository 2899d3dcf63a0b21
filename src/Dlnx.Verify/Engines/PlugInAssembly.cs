using System.Reflection;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Engines;

/// <summary>
/// An assembly that is loaded at run time with dependencies of its own, managed and native ones. What the tool has is
/// shared with it, so that both know the same interfaces.
/// </summary>
public sealed class PlugInAssembly
{
    private readonly Assembly assembly;

    private PlugInAssembly(string path, Assembly assembly)
    {
        Path = path;
        this.assembly = assembly;
    }

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>Loads an assembly from a file, without looking at its types.</summary>
    /// <param name="path">the file</param>
    /// <returns>null when it is not a .NET assembly</returns>
    public static PlugInAssembly? LoadFrom(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            return new PlugInAssembly(path, new HostFirstLoadContext(full).LoadFromAssemblyPath(full));
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The value of an <see cref="AssemblyMetadataAttribute"/>; null when it has none of this key.</summary>
    public string? Metadata(string key) =>
        assembly
            .GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(AssemblyMetadataAttribute))
            .Where(data => data.ConstructorArguments[0].Value as string == key)
            .Select(data => data.ConstructorArguments[1].Value as string)
            .FirstOrDefault();

    /// <summary>Makes an object of one of its types.</summary>
    /// <param name="type">the full name of a type with a constructor without arguments</param>
    /// <returns>null when there is no such type</returns>
    public T? Create<T>(string type)
        where T : class => assembly.CreateInstance(type) as T;
}
