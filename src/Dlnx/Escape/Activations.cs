using System.Collections.Concurrent;

namespace Dlnx.Escape;

/// <summary>The activations by name: the built-in ones and those that a user registers.</summary>
public static class Activations
{
    private static readonly Activation TanhBase = new TanhActivation();
    private static readonly Activation ErfBase = new ErfActivation();
    private static readonly ConcurrentDictionary<string, Activation> ByName = new(
        BuiltIn().Select(activation => KeyValuePair.Create(activation.Name, activation)),
        StringComparer.Ordinal
    );

    /// <summary>tanh.</summary>
    public static Activation Tanh => TanhBase;

    /// <summary>z.</summary>
    public static Activation Linear => Find("linear");

    /// <summary>All names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names => [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The activation of a name.</summary>
    /// <exception cref="ArgumentException">there is none; the message lists the names</exception>
    public static Activation Find(string name) =>
        ByName.TryGetValue(name, out var found)
            ? found
            : throw new ArgumentException(
                $"There is no activation '{name}'; the names are {string.Join(", ", Names)}.",
                nameof(name)
            );

    /// <summary>The activation of a name, or null.</summary>
    public static Activation? FindOrDefault(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Makes an activation of one's own known by its name, once, before it is used.</summary>
    /// <exception cref="ArgumentException">another activation has the name</exception>
    public static void Register(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (!ByName.TryAdd(activation.Name, activation) && !ReferenceEquals(ByName[activation.Name], activation))
        {
            throw new ArgumentException(
                $"There already is an activation '{activation.Name}'; give yours another name.",
                nameof(activation)
            );
        }
    }

    private static Activation[] BuiltIn() =>
        [
            TanhBase,
            ErfBase,
            // The error function with slope 1 at 0.
            new RescaledActivation("erfn", ErfBase, Math.Sqrt(Math.PI) / 2, 1),
            new SineActivation(),
            new GeluActivation(),
            new SwishActivation(),
            new SoftplusActivation(),
            new SigmoidActivation(),
            new PiecewiseLinearActivation("linear", 1),
            new PiecewiseLinearActivation("relu", 0),
            new PiecewiseLinearActivation("leaky", 0.1),
            // σ(z) − ½ = ½ tanh(z/2), without the cancellation.
            new RescaledActivation("csigmoid", TanhBase, 0.5, 0.5),
            new CentredSoftplusActivation(),
        ];
}
