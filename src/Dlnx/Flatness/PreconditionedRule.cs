namespace Dlnx.Flatness;

/// <summary>What divides the step of each coordinate.</summary>
public enum Preconditioner
{
    /// <summary>Nothing: D = I.</summary>
    Identity,

    /// <summary>The capped root of the second moment: D = diag(√min(s, τ) + ε).</summary>
    SecondMoment,
}

/// <summary>Whether the moments are divided by 1 − βᵗ, which undoes their start at zero.</summary>
public enum BiasCorrection
{
    /// <summary>Corrected moments.</summary>
    On,

    /// <summary>The moments as accumulated.</summary>
    Off,
}

/// <summary>Which second moment a cap τ is applied to, where they differ.</summary>
public enum CapPlacement
{
    /// <summary>min(ŝ, τ): a fully capped step is a step of gradient descent with rate η/(√τ + ε) from the start.</summary>
    Corrected,

    /// <summary>min(s, τ)/(1 − β₂ᵗ): the cap acts like τ/(1 − β₂ᵗ) on the corrected moment.</summary>
    Raw,
}

/// <summary>
/// One family of updates (D/I-precond, D/eq-10-11): m ← β₁m + (1 − β₁)g, s ← β₂s + (1 − β₂)g², θ ← θ − η D⁻¹m with
/// D = diag(√min(s, τ) + ε), both moments corrected for their start at zero where asked for. Gradient descent, RMSprop, Adam and
/// Clipped-Ada are members.
/// </summary>
/// <param name="LearningRate">η ≥ 0</param>
/// <param name="Preconditioner">whether the second moment divides the step</param>
public sealed record PreconditionedRule(double LearningRate, Preconditioner Preconditioner)
{
    /// <summary>β₁ ∈ [0, 1), decay of the mean of gradients; 0: none is kept.</summary>
    public double FirstDecay { get; init; }

    /// <summary>β₂ ∈ [0, 1), decay of the mean of squared gradients.</summary>
    public double SecondDecay { get; init; } = 0.99;

    /// <summary>ε ≥ 0, added to the root.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>τ &gt; 0, the cap on the second moment; infinity for none.</summary>
    public double Cap { get; init; } = double.PositiveInfinity;

    /// <summary>Which second moment the cap is applied to.</summary>
    public CapPlacement CapPlacement { get; init; }

    /// <summary>Whether the moments are corrected for their start at zero.</summary>
    public BiasCorrection BiasCorrection { get; init; }

    /// <summary>θ ← θ − ηg.</summary>
    public static PreconditionedRule GradientDescent(double learningRate) => new(learningRate, Preconditioner.Identity);

    /// <summary>No mean of gradients, no cap; β₂ = 0.99.</summary>
    public static PreconditionedRule RmsProp(double learningRate) => new(learningRate, Preconditioner.SecondMoment);

    /// <summary>β₁ = 0.9 and β₂ = 0.999, no cap.</summary>
    public static PreconditionedRule Adam(double learningRate) =>
        new(learningRate, Preconditioner.SecondMoment) { FirstDecay = 0.9, SecondDecay = 0.999 };

    /// <summary>Clipped-Ada: RMSprop with the cap τ on the second moment; with β₁ &gt; 0, Adam with the cap.</summary>
    public static PreconditionedRule ClippedAda(double learningRate, double cap) =>
        RmsProp(learningRate) with
        {
            Cap = cap,
        };

    /// <summary>Throws where a number is out of its range.</summary>
    /// <exception cref="ArgumentException">names the number and its range</exception>
    public void Validate()
    {
        Require(
            LearningRate >= 0 && double.IsFinite(LearningRate),
            "learning rate",
            LearningRate,
            "finite, 0 or larger"
        );
        Require(FirstDecay is >= 0 and < 1, "decay β₁", FirstDecay, "in [0, 1)");
        Require(SecondDecay is >= 0 and < 1, "decay β₂", SecondDecay, "in [0, 1)");
        Require(Epsilon >= 0 && double.IsFinite(Epsilon), "ε", Epsilon, "finite, 0 or larger");
        Require(Cap > 0, "cap τ", Cap, "positive, or infinite for none");
    }

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
            throw new ArgumentException($"The {name} is {value:R}; it must be {range}.");
    }
}
