using Dlnx.Flatness;

namespace Dlnx.Networks;

/// <summary>How a network is trained. No momentum unless the rule has it, no weight decay, no shuffling.</summary>
/// <param name="Rule">the update and its learning rate η</param>
public sealed record TrainingPlan(PreconditionedRule Rule)
{
    /// <summary>w: the rate of step t = 0, 1, … is η·min(1, (t + 1)/w); 0 or 1 for none.</summary>
    public int WarmUp { get; init; }

    /// <summary>The noise of batches; null for the full batch.</summary>
    public GradientNoise? Noise { get; init; }

    /// <summary>The change to a small rate; null for none.</summary>
    public RateSwitch? Switch { get; init; }

    /// <summary>The run ends where the loss of the full batch is below this, before the update; 0 for never.</summary>
    public double StopLoss { get; init; } = 0.02;

    /// <summary>T_max ≥ 0, the most updates.</summary>
    public int MaximumSteps { get; init; } = 3000;

    /// <summary>When λ₁ is measured on the way; null for never.</summary>
    public SharpnessSampling? Sampling { get; init; }

    /// <summary>m of the terminal sharpness, cold; 0 for not measuring it.</summary>
    public int TerminalLanczosSteps { get; init; } = 20;

    /// <summary>The probe looks at every multiple of so many steps, ≥ 1.</summary>
    public int ProbeEvery { get; init; } = 1;

    /// <summary>Gradient descent, θ ← θ − ηg.</summary>
    /// <param name="learningRate">η ≥ 0</param>
    public static TrainingPlan GradientDescent(double learningRate) =>
        new(PreconditionedRule.GradientDescent(learningRate));

    /// <summary>Throws where a number is out of its range.</summary>
    /// <param name="examples">N</param>
    /// <exception cref="ArgumentException">names the number and its range</exception>
    public void Validate(int examples)
    {
        Rule.Validate();
        Noise?.Validate(examples);
        Require(WarmUp >= 0, "warm-up", WarmUp, "0 or larger");
        Require(MaximumSteps >= 0, "budget of steps", MaximumSteps, "0 or larger");
        Require(TerminalLanczosSteps >= 0, "number of terminal Lanczos steps", TerminalLanczosSteps, "0 or larger");
        Require(ProbeEvery >= 1, "distance of probes", ProbeEvery, "1 or larger");
        Require(!double.IsNaN(StopLoss), "stop loss", StopLoss, "a number");
        if (Switch is { } change)
        {
            Require(!double.IsNaN(change.Accuracy), "switching threshold", change.Accuracy, "a number");
            Require(change.LearningRate >= 0, "small learning rate", change.LearningRate, "0 or larger");
        }

        if (Sampling is { } sampling)
        {
            Require(sampling.Every >= 1, "distance of sharpness samples", sampling.Every, "1 or larger");
            Require(sampling.LanczosSteps >= 1, "number of Lanczos steps", sampling.LanczosSteps, "1 or larger");
        }
    }

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
            throw new ArgumentException($"The {name} is {value:R}; it must be {range}.");
    }
}
