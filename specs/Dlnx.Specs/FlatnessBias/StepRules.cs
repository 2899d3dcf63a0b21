using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>What the density results require of a step law that a user typed.</summary>
public static class StepRules
{
    /// <summary>Δ = 0.1 + 0.6σ(12(x − 0.5)), increasing with the slope 1.8 at ½, so that T₋ falls there.</summary>
    public static StepLaw TooSteep { get; } = new SigmoidStep(0.1, 0.6, 12, 0.5);

    /// <summary>The law that a text names, non-decreasing and with Lipschitz constant below 1.</summary>
    /// <exception cref="ParameterException">no such law, or one that falls or is too steep</exception>
    public static StepLaw Invertible(string parameter, string text)
    {
        var law = NonDecreasing(parameter, text);
        return law.Lipschitz < 1
            ? law
            : throw new ParameterException(
                parameter,
                $"is '{text}', whose largest slope is {law.Lipschitz:R}; it must be below 1 (Condition 5.8)."
            );
    }

    /// <summary>The law that a text names, non-decreasing.</summary>
    /// <exception cref="ParameterException">no such law, or one that falls</exception>
    public static StepLaw NonDecreasing(string parameter, string text)
    {
        var law = StepLawChoice.Parse(parameter, text);
        // The three laws that can be typed are monotone, so two far places tell.
        return law.At(100) >= law.At(-100)
            ? law
            : throw new ParameterException(parameter, $"is '{text}', which falls; Δ must be non-decreasing.");
    }

    /// <summary>An initial law with a density.</summary>
    /// <exception cref="ParameterException">no such law, or a point mass</exception>
    public static InitialLaw Continuous(string parameter, string text)
    {
        var law = InitialLawChoice.Parse(parameter, text);
        return law is PointLaw
            ? throw new ParameterException(parameter, $"is '{text}', which has no density; choose another law.")
            : law;
    }

    /// <summary>Requires an even number of steps.</summary>
    /// <exception cref="ParameterException">the number is odd</exception>
    public static void RequireEven(string parameter, int steps)
    {
        if (steps % 2 != 0)
            throw new ParameterException(parameter, $"is {steps}; it must be even.");
    }
}
