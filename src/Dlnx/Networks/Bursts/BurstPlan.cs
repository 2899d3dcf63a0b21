namespace Dlnx.Networks;

/// <summary>
/// How a burst is looked for and recorded (setting S1): gradient descent; λ₁ at some steps until it comes near the limit 2/η;
/// then everything at a number of consecutive iterates.
/// </summary>
/// <param name="LearningRate">η &gt; 0</param>
public sealed record BurstPlan(double LearningRate = 0.04)
{
    /// <summary>Iterates to record, ≥ 1.</summary>
    public int Records { get; init; } = 150;

    /// <summary>m: Hessian-vector products of one measurement, ≥ 1.</summary>
    public int LanczosSteps { get; init; } = 12;

    /// <summary>k: leading eigenpairs to keep, 1 to m.</summary>
    public int Tracked { get; init; } = 3;

    /// <summary>How many of them a Lanczos run starts from, besides the smallest pair; at most k are used.</summary>
    public int WarmPairs { get; init; } = 2;

    /// <summary>The first step at which λ₁ is measured, ≥ 0.</summary>
    public int FirstCheck { get; init; } = 400;

    /// <summary>Steps between measurements, ≥ 1.</summary>
    public int CheckEvery { get; init; } = 10;

    /// <summary>The λ₁η/2 at which recording starts.</summary>
    public double Trigger { get; init; } = 0.7;

    /// <summary>Steps after which the search is given up, ≥ 0.</summary>
    public int MaximumSearch { get; init; } = 5000;

    /// <summary>Throws where a number is out of its range.</summary>
    /// <exception cref="ArgumentException">names the number and its range</exception>
    public void Validate()
    {
        Require(LearningRate > 0 && double.IsFinite(LearningRate), "learning rate", LearningRate, "positive");
        Require(Records >= 1, "number of records", Records, "1 or larger");
        Require(LanczosSteps >= 1, "number of Lanczos steps", LanczosSteps, "1 or larger");
        Require(Tracked >= 1 && Tracked <= LanczosSteps, "number of tracked pairs", Tracked, $"1 to {LanczosSteps}");
        Require(WarmPairs >= 1, "number of warm pairs", WarmPairs, "1 or larger");
        Require(FirstCheck >= 0, "first check", FirstCheck, "0 or larger");
        Require(CheckEvery >= 1, "distance of checks", CheckEvery, "1 or larger");
        Require(!double.IsNaN(Trigger), "trigger", Trigger, "a number");
        Require(MaximumSearch >= 0, "budget of the search", MaximumSearch, "0 or larger");
    }

    internal SharpnessTracker Tracker(int parameterCount) =>
        new(parameterCount, LanczosSteps, Tracked, Math.Min(WarmPairs, Tracked));

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
            throw new ArgumentException($"The {name} is {value:R}; it must be {range}.");
    }
}
