using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>The activation that a user types as <c>phi</c>, with its inner gain <c>beta</c>.</summary>
public static class ActivationChoice
{
    /// <summary>What the parameter <c>phi</c> means, with the built-in names.</summary>
    public const string Meaning =
        "φ: tanh, erf, erfn, sin, gelu, swish, softplus, sigmoid, linear, relu, leaky, csigmoid, csoftplus or a registered one";

    /// <summary>The activation of a name, with an inner gain.</summary>
    /// <param name="phi">the value of the parameter <c>phi</c></param>
    /// <param name="beta">β &gt; 0</param>
    /// <exception cref="ParameterException">there is no such activation; the message lists the names</exception>
    public static Activation Resolve(string phi, double beta = 1) =>
        Activations.FindOrDefault(phi) is { } found
            ? found.WithGain(beta)
            : throw new ParameterException(
                "phi",
                $"is '{phi}'; the activations are {string.Join(", ", Activations.Names)}."
            );

    /// <summary>The activation of a name, which must be in one of some classes.</summary>
    /// <param name="phi">the value of the parameter <c>phi</c></param>
    /// <param name="beta">β &gt; 0</param>
    /// <param name="classes">the classes that the claim is about</param>
    /// <exception cref="ParameterException">there is no such activation, or it is in another class</exception>
    public static Activation Resolve(string phi, double beta, params ReadOnlySpan<ActivationClass> classes)
    {
        var found = Resolve(phi, beta);
        if (classes.Contains(found.Class))
            return found;
        var allowed = new List<ActivationClass>([.. classes]);
        var names = Activations.Names.Where(name => allowed.Contains(Activations.Find(name).Class));
        throw new ParameterException(
            "phi",
            $"is '{phi}', of class {found.Class}; this needs class {string.Join(" or ", allowed)}: {string.Join(", ", names)}."
        );
    }
}
