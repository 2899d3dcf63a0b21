using System.Reflection;

namespace Dlnx.Verify.Parameters;

/// <summary>One settable parameter of a claim or a quantity: its name, type, range and default.</summary>
public sealed class ParameterDefinition
{
    private readonly PropertyInfo property;
    private readonly ParameterAttribute range;
    private readonly Lazy<object?> initial;

    /// <summary>A parameter whose default is that of an instance, which is asked for it when somebody wants to know.</summary>
    internal ParameterDefinition(PropertyInfo property, ParameterAttribute range, Lazy<IParameterized> owner)
    {
        this.property = property;
        this.range = range;
        Name = range.Name ?? char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        if (!ParameterText.Reads(property.PropertyType))
        {
            const string settable = "use int, ulong, double, text, an enumeration, or a list or matrix of numbers";
            throw Problem($"has the type {property.PropertyType.Name}; {settable}");
        }
        if (property.SetMethod is not { IsPublic: true })
            throw Problem("has no public setter; add one");
        initial = new(() => property.GetValue(owner.Value));
    }

    /// <summary>The name on the command line.</summary>
    public string Name { get; }

    /// <summary>What the parameter means.</summary>
    public string Description => range.Description;

    /// <summary>The default as text; empty when the parameter is unset by default.</summary>
    public string Default => ParameterText.Write(initial.Value);

    /// <summary>What a value looks like: “integer”, “number”, “list of numbers”, …</summary>
    public string TypeName => ParameterText.TypeName(property.PropertyType);

    /// <summary>Whether a value is a list or a matrix.</summary>
    public bool IsList => property.PropertyType.IsArray;

    /// <summary>The allowed range in interval notation, or the allowed words; empty when anything goes.</summary>
    public string Range
    {
        get
        {
            var words = ParameterText.Words(property.PropertyType);
            if (words.Count > 0)
                return string.Join("|", words);
            var lower = Math.Max(range.Min, range.Above);
            var upper = Math.Min(range.Max, range.Below);
            if (double.IsInfinity(lower) && double.IsInfinity(upper))
                return "";
            var open = range.Above >= range.Min ? '(' : '[';
            var close = range.Below <= range.Max ? ')' : ']';
            return $"{open}{ParameterText.Write(lower)}, {ParameterText.Write(upper)}{close}";
        }
    }

    /// <summary>
    /// Reads <paramref name="text"/>, checks the range and sets the property; empty text resets a parameter that is
    /// unset by default.
    /// </summary>
    /// <exception cref="ParameterException">The text is not of the parameter's type, or is out of range.</exception>
    public void Assign(IParameterized target, string text)
    {
        if (Default.Length == 0 && string.IsNullOrWhiteSpace(text) && property.PropertyType != typeof(string))
        {
            property.SetValue(target, initial.Value);
            return;
        }
        if (!ParameterText.TryRead(text, property.PropertyType, out var value))
        {
            var expected = Range.Length > 0 ? $"{TypeName} in {Range}" : TypeName;
            throw new ParameterException(Name, $"is '{text}'; expected {expected}.");
        }
        foreach (var number in ParameterText.Numbers(value))
            RequireInRange(number);
        property.SetValue(target, value);
    }

    /// <summary>The property's present value, a word as it is typed; null when unset.</summary>
    public object? Value(IParameterized target) =>
        property.GetValue(target) is var value && value is Enum ? ParameterText.Write(value) : value;

    /// <summary>The property's present value as text that <see cref="Assign"/> reads back exactly.</summary>
    public string Text(IParameterized target) => ParameterText.Write(property.GetValue(target));

    internal ProblemException Problem(string rule) =>
        new($"Parameter '{Name}' of {property.ReflectedType!.FullName} {rule}.", ExitCode.Environment);

    private void RequireInRange(double number)
    {
        var inside = number >= range.Min && number <= range.Max && number > range.Above && number < range.Below;
        if (!double.IsFinite(number))
            throw new ParameterException(Name, $"is {ParameterText.Write(number)}; it must be finite.");
        if (!inside && !IsUnbounded())
            throw new ParameterException(Name, $"is {ParameterText.Write(number)}; it must lie in {Range}.");
    }

    private bool IsUnbounded() => Range.Length == 0;
}
