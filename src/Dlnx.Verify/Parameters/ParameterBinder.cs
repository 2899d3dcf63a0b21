using System.Reflection;

namespace Dlnx.Verify.Parameters;

/// <summary>Finds the parameters of a claim or quantity and sets them from <c>name=value</c> pairs.</summary>
public static class ParameterBinder
{
    /// <summary>The parameters of <paramref name="prototype"/>, in the order of declaration.</summary>
    public static IReadOnlyList<ParameterDefinition> Definitions(IParameterized prototype) =>
        [
            .. prototype
                .GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(property => (property, attribute: property.GetCustomAttribute<ParameterAttribute>()))
                .Where(pair => pair.attribute is not null)
                .OrderBy(pair => pair.property.MetadataToken)
                .Select(pair => new ParameterDefinition(pair.property, pair.attribute!, prototype)),
        ];

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
    /// <exception cref="ProblemException">An argument has no name or no equals sign, or a name stands twice.</exception>
    public static IReadOnlyDictionary<string, string> Split(IEnumerable<string> assignments)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var assignment in assignments)
        {
            var at = assignment.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                var problem = $"--set '{assignment}' is not of the form name=value, for example --set depth=4.";
                throw new ProblemException(problem, ExitCode.Usage);
            }
            if (!values.TryAdd(assignment[..at].Trim(), assignment[(at + 1)..]))
                throw new ProblemException($"--set names '{assignment[..at]}' twice; give it once.", ExitCode.Usage);
        }
        return values;
    }
}
