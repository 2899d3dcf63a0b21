using System.Reflection;
using System.Runtime.CompilerServices;

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
            var assembly = new HostFirstLoadContext(full).LoadFromAssemblyPath(full);
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
}
