using System.Reflection;

namespace Dlnx.Verify.Running;

/// <summary>The classes of a spec assembly.</summary>
internal static class SpecTypes
{
    /// <summary>All types of an assembly.</summary>
    /// <exception cref="ProblemException">The assembly was built against something that is not here.</exception>
    public static Type[] Of(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            var name = assembly.GetName().Name;
            var cause = e.LoaderExceptions.FirstOrDefault(inner => inner is not null)?.Message ?? e.Message;
            throw new ProblemException(
                $"The spec assembly {name} does not fit this tool: {cause} Rebuild it against this version.",
                ExitCode.Environment,
                e
            );
        }
    }

    /// <summary>One instance of every class of assemblies that is a <typeparamref name="T"/>, in the order of their names.</summary>
    public static IReadOnlyList<T> Instances<T>(IEnumerable<Assembly> assemblies)
        where T : class =>
        [
            .. assemblies
                .SelectMany(Of)
                .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T)))
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type => (T)Activator.CreateInstance(type)!),
        ];
}
