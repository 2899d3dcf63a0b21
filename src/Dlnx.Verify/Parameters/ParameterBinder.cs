using System.Reflection;

namespace Dlnx.Verify.Parameters;

/// <summary>Finds the parameters of a claim or quantity and sets them from <c>name=value</c> pairs.</summary>
public static class ParameterBinder
{
    /// <summary>The parameters of <paramref name="prototype"/>, in the order of declaration.</summary>
    /// <exception cref="ProblemException">A parameter cannot be set from text, or two have the same name.</exception>
    public static IReadOnlyList<ParameterDefinition> Definitions(IParameterized prototype)
    {
        ArgumentNullException.ThrowIfNull(prototype);
        return Definitions(prototype.GetType(), new(prototype));
    }

    /// <summary>The parameters of a class, in the order of declaration; its defaults are those of an instance made on demand.</summary>
    /// <exception cref="ProblemException">A parameter cannot be set from text, or two have the same name.</exception>
    internal static IReadOnlyList<ParameterDefinition> Definitions(Type type, Lazy<IParameterized> prototype)
    {
        ParameterDefinition[] definitions =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(property => (property, attribute: property.GetCustomAttribute<ParameterAttribute>()))
                .Where(pair => pair.attribute is not null)
                .OrderBy(pair => pair.property.MetadataToken)
                .Select(pair => new ParameterDefinition(pair.property, pair.attribute!, prototype)),
        ];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var twin in definitions.Where(definition => !names.Add(definition.Name)))
            throw twin.Problem("is declared twice; rename one");
        return definitions;
    }

    /// <summary>Sets the named parameters and validates the whole; names the target lacks are left alone.</summary>
    /// <exception cref="ParameterException">A value or a combination of values is not allowed.</exception>
    public static void Bind(IParameterized target, IReadOnlyDictionary<string, string> values)
    {
        foreach (var definition in Definitions(target))
        {
            if (values.TryGetValue(definition.Name, out var text))
                definition.Assign(target, text);
        }
        target.Validate();
    }

    /// <summary>Splits <c>name=value</c> arguments.</summary>
    /// <param name="assignments">The arguments.</param>
    /// <param name="option">The option that they belong to, for messages.</param>
    /// <exception cref="ProblemException">An argument has no name or no equals sign, or a name stands twice.</exception>
    public static IReadOnlyDictionary<string, string> Split(IEnumerable<string> assignments, string option = "--set")
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var assignment in assignments)
        {
            var at = assignment.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? "" : assignment[..at].Trim();
            if (name.Length == 0)
            {
                var problem = $"{option} '{assignment}' is not of the form name=value, for example --set depth=4.";
                throw new ProblemException(problem, ExitCode.Usage);
            }
            if (!values.TryAdd(name, assignment[(at + 1)..]))
                throw new ProblemException($"{option} names '{name}' twice; give it once.", ExitCode.Usage);
        }
        return values;
    }
}
