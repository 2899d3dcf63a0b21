using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dlnx.Verify.Parameters;
using Dlnx.Verify.Results;
using Dlnx.Verify.Running;

namespace Dlnx.Verify.Quantities;

/// <summary>The quantities of the loaded spec assemblies, by name.</summary>
public sealed class QuantityCatalog
{
    private QuantityCatalog(IReadOnlyList<QuantityDefinition> quantities) => Quantities = quantities;

    /// <summary>The quantities, sorted by name.</summary>
    public IReadOnlyList<QuantityDefinition> Quantities { get; }

    /// <summary>Finds the quantities of spec assemblies.</summary>
    /// <exception cref="ProblemException">A class is not a quantity, or two quantities share a name.</exception>
    public static QuantityCatalog Load(IEnumerable<Assembly> assemblies)
    {
        var quantities = assemblies
            .SelectMany(SpecTypes.Of)
            .Select(type => (type, declaration: type.GetCustomAttribute<QuantityAttribute>()))
            .Where(pair => pair.declaration is not null)
            .Select(pair => QuantityDefinition.Of(pair.type, pair.declaration!))
            .OrderBy(quantity => quantity.Name, StringComparer.Ordinal)
            .ToList();
        foreach (var (quantity, next) in quantities.Zip(quantities.Skip(1)))
        {
            if (string.Equals(quantity.Name, next.Name, StringComparison.Ordinal))
            {
                var both = $"{quantity.TypeName} and {next.TypeName}";
                throw new ProblemException(
                    $"The quantity {quantity.Name} belongs to {both}; rename one.",
                    ExitCode.Environment
                );
            }
        }
        return new QuantityCatalog(quantities);
    }

    /// <summary>The quantity of a name.</summary>
    /// <exception cref="ProblemException">There is none; the message has the nearest names.</exception>
    public QuantityDefinition Find(string name) =>
        Quantities.FirstOrDefault(quantity => string.Equals(quantity.Name, name, StringComparison.Ordinal))
        ?? throw new ProblemException(
            $"Unknown quantity '{name}'.{Suggestions.DidYouMean(name, Quantities.Select(q => q.Name))} "
                + $"`dotnet dlnx-verify eval` lists all {Quantities.Count}.",
            ExitCode.Usage
        );
}

/// <summary>A quantity as found in a spec assembly.</summary>
public sealed class QuantityDefinition
{
    private readonly Type type;

    private QuantityDefinition(Type type, QuantityAttribute declaration)
    {
        this.type = type;
        Declaration = declaration;
        Parameters = ParameterBinder.Definitions(type, new(Create));
    }

    /// <summary>Its name.</summary>
    public string Name => Declaration.Name;

    /// <summary>What it declares about itself.</summary>
    public QuantityAttribute Declaration { get; }

    /// <summary>Its parameters in the order of declaration.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters { get; }

    internal string TypeName => type.FullName!;

    internal static QuantityDefinition Of(Type type, QuantityAttribute declaration) =>
        type.IsAssignableTo(typeof(Quantity))
            ? new QuantityDefinition(type, declaration)
            : throw new ProblemException(
                $"Quantity class {type.FullName} has [Quantity] but does not derive from Quantity; add the base class.",
                ExitCode.Environment
            );

    /// <summary>Sets parameters and computes.</summary>
    /// <param name="settings">Parameters by name; the others keep their defaults.</param>
    /// <exception cref="ProblemException">A name is unknown, or a value or a combination of values is not allowed.</exception>
    public Evaluation Evaluate(IReadOnlyDictionary<string, string> settings)
    {
        var quantity = Bound(settings);
        return new Evaluation(
            Name,
            [.. Parameters.Select(p => new SetParameter(p.Name, p.Value(quantity)))],
            quantity.Evaluate()
        );
    }

    /// <summary>The quantity with parameters set.</summary>
    /// <exception cref="ProblemException">A name is unknown, or a value or a combination of values is not allowed.</exception>
    internal Quantity Bound(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var name in settings.Keys.Where(name => Parameters.All(p => !Same(p.Name, name))))
        {
            var names = Parameters.Select(parameter => parameter.Name).ToList();
            throw new ProblemException(
                $"Unknown parameter '{name}' of {Name}.{Suggestions.DidYouMean(name, names)} "
                    + $"Parameters: {string.Join(", ", names)}.",
                ExitCode.Usage
            );
        }
        var quantity = Create();
        ParameterBinder.Bind(quantity, settings);
        return quantity;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    private Quantity Create() => (Quantity)Activator.CreateInstance(type)!;
}

/// <summary>A computed quantity.</summary>
/// <param name="Quantity">Its name.</param>
/// <param name="Parameters">The values it was computed for.</param>
/// <param name="Outputs">What came out.</param>
public sealed record Evaluation(string Quantity, IReadOnlyList<SetParameter> Parameters, Outputs Outputs)
{
    /// <summary>One object: quantity, parameters, outputs; numbers round-trip.</summary>
    public JsonObject ToJson() =>
        new()
        {
            ["quantity"] = Quantity,
            ["parameters"] = new JsonObject(
                Parameters.Select(p =>
                    KeyValuePair.Create(p.Name, JsonSerializer.SerializeToNode(p.Value, ResultsJson.Options))
                )
            ),
            ["outputs"] = Outputs.ToJson(),
        };
}

/// <summary>A parameter with its value.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Value">Its value; null when unset.</param>
public sealed record SetParameter(string Name, object? Value);
