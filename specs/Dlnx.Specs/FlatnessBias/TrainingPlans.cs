using Dlnx.Networks;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The plans of the sweeps. Plans that train alike are equal, so that claims share their runs.</summary>
public static class TrainingPlans
{
    /// <summary>Gradient descent with noise, θ ← θ − η(g + ρ(g_B − g)).</summary>
    /// <param name="learningRate">η</param>
    /// <param name="strength">ρ ∈ [0, 1]; 0 is gradient descent</param>
    /// <param name="batch">|B|</param>
    /// <param name="budget">the most steps</param>
    public static TrainingPlan Noisy(double learningRate, double strength, int batch, int budget) =>
        TrainingPlan.GradientDescent(learningRate) with
        {
            Noise = strength > 0 ? new(strength, batch, 0) : null,
            MaximumSteps = budget,
        };

    /// <summary>The plan until the training accuracy reaches a threshold, then gradient descent with a small rate.</summary>
    /// <param name="large">the first phase</param>
    /// <param name="threshold">0: the small rate from the start; above 1: never</param>
    /// <param name="small">the small rate</param>
    public static TrainingPlan Then(this TrainingPlan large, double threshold, double small)
    {
        ArgumentNullException.ThrowIfNull(large);
        return threshold > 1 ? large
            : threshold > 0 ? large with { Switch = new(threshold, small) }
            : TrainingPlan.GradientDescent(small) with { MaximumSteps = large.MaximumSteps };
    }
}
