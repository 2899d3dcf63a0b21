using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Dlnx.Verify.Running;

/// <summary>Loads spec assemblies: those of the tool, and those of a user from anywhere.</summary>
public static class SpecAssembly
{
    /// <summary>Loads an assembly that ships beside the tool.</summary>
    /// <param name="name">Its simple name, such as <c>Dlnx.Specs</c>.</param>
    public static Assembly Load(string name) => Assembly.Load(new AssemblyName(name));

    /// <summary>
    /// Loads an assembly from a file, with its own dependencies beside it, and runs its module initializers, in which it may
    /// register what claims then find by name.
    /// </summary>
    /// <exception cref="ProblemException">
    /// The file is missing or is not a .NET assembly, its dependencies are unreadable, or an initializer fails.
    /// </exception>
    public static Assembly LoadFrom(string path)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            var problem = $"There is no spec assembly {path}. Build the project first and name its .dll.";
            throw new ProblemException(problem, ExitCode.Environment);
        }
        try
        {
            var assembly = new SpecLoadContext(full).LoadFromAssemblyPath(full);
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
            return assembly;
        }
        catch (TypeInitializationException e)
        {
            var problem = $"{path} failed in its module initializer: {e.InnerException?.Message} Mend that method.";
            throw new ProblemException(problem, ExitCode.Environment, e);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or IOException)
        {
            var problem = $"{path} is not a .NET assembly that this tool can load. Name the .dll of a spec project.";
            throw new ProblemException(problem, ExitCode.Environment, e);
        }
        catch (InvalidOperationException e)
        {
            var problem = $"{Path.ChangeExtension(path, ".deps.json")} is not readable. Build the spec project again.";
            throw new ProblemException(problem, ExitCode.Environment, e);
        }
    }

    // What the tool has is the tool's own, whether it is loaded yet or not: an attribute of another copy of NUnit or of
    // the claim model would not be recognised, and a generator of another FsCheck would not fit.
    private sealed class SpecLoadContext(string path) : AssemblyLoadContext(Path.GetFileName(path))
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
    }
}
