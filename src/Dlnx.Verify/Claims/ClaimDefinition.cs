using System.Reflection;
using Dlnx.Verify.Parameters;

namespace Dlnx.Verify.Claims;

/// <summary>A claim as found in a spec assembly: its declaration, its parameters and its checks.</summary>
public sealed class ClaimDefinition
{
    internal ClaimDefinition(Type type, ClaimAttribute declaration)
    {
        Type = type;
        Declaration = declaration;
        Checks =
        [
            .. type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
                .Select(method => (method, check: method.GetCustomAttribute<CheckAttribute>()))
                .Where(pair => pair.check is not null)
                // A claim may continue in a partial file, whose name is longer than that of the claim's own.
                .OrderBy(pair => pair.check!.File.Length)
                .ThenBy(pair => pair.check!.Line)
                .Select(pair => new CheckDefinition(pair.method.Name, pair.check!)),
        ];
        Parameters = ParameterBinder.Definitions(type, new(() => CreateSpec()));
    }

    /// <summary>The claim's id.</summary>
    public string Id => Declaration.Id;

    /// <summary>The claim's id and its aliases.</summary>
    public IEnumerable<string> Ids => Declaration.Aliases.Prepend(Id);

    /// <summary>What the claim declares about itself.</summary>
    public ClaimAttribute Declaration { get; }

    /// <summary>The checks in the order of declaration.</summary>
    public IReadOnlyList<CheckDefinition> Checks { get; }

    /// <summary>The parameters in the order of declaration.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters { get; }

    internal Type Type { get; }

    /// <summary>Whether the claim answers to an id.</summary>
    public bool AnswersTo(string id) => Ids.Contains(id, StringComparer.Ordinal);

    /// <summary>An instance with default parameters, or with the given ones.</summary>
    /// <exception cref="ParameterException">A value or a combination of values is not allowed.</exception>
    internal ClaimSpec CreateSpec(IReadOnlyDictionary<string, string>? values = null)
    {
        var spec = (ClaimSpec)Activator.CreateInstance(Type)!;
        if (values is not null)
            ParameterBinder.Bind(spec, values);
        return spec;
    }
}

/// <summary>A check of a claim.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Declaration">What the check declares about itself.</param>
public sealed record CheckDefinition(string Method, CheckAttribute Declaration)
{
    /// <summary>The check as a sentence.</summary>
    public string Name { get; } = Method.Replace('_', ' ');
}
