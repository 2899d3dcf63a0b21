namespace Dlnx.Specs.FlatnessBias;

/// <summary>Relations between a batch and its population.</summary>
public static class BatchRules
{
    /// <summary>Refuses a batch larger than the population it is drawn from.</summary>
    /// <exception cref="ParameterException">B exceeds N.</exception>
    public static void RequireWithin(double batchSize, double population)
    {
        if (!(batchSize <= population))
            throw new ParameterException("B", $"is {batchSize:R}; a batch has at most N = {population:R} examples.");
    }
}
