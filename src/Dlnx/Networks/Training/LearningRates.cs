namespace Dlnx.Networks;

/// <summary>Grids, schedules and budgets of learning rates, and the step that early stopping chooses.</summary>
public static class LearningRates
{
    /// <summary>first·factorᵏ for k = 0, …, count − 1.</summary>
    /// <param name="first">&gt; 0</param>
    /// <param name="factor">&gt; 0</param>
    /// <param name="count">≥ 0</param>
    /// <exception cref="ArgumentException">a number is out of its range</exception>
    public static double[] Geometric(double first, double factor, int count)
    {
        if (!(first > 0) || !(factor > 0) || count < 0)
            throw new ArgumentException(
                $"A geometric grid needs a positive first rate and factor; found {first:R}, {factor:R} and {count} rates."
            );
        var rates = new double[count];
        for (var (k, rate) = (0, first); k < count; k++, rate *= factor)
            rates[k] = rate;
        return rates;
    }

    /// <summary>η·min(1, (t + 1)/w), linear warm-up.</summary>
    /// <param name="rate">η</param>
    /// <param name="step">t ≥ 0</param>
    /// <param name="warmUp">w; 0 or 1 for none</param>
    public static double WarmedUp(double rate, int step, int warmUp) =>
        step + 1 < warmUp ? rate * ((step + 1) / (double)warmUp) : rate;

    /// <summary>The budget of a rate below a reference rate: ⌈budget·reference/η⌉, so that both cover the same time.</summary>
    /// <param name="budget">steps of the reference rate, ≥ 0</param>
    /// <param name="rate">η &gt; 0; at or above the reference the budget stays</param>
    /// <param name="reference">&gt; 0</param>
    /// <exception cref="ArgumentException">a number is out of its range</exception>
    public static int CompensatedSteps(int budget, double rate, double reference = 0.1)
    {
        if (budget < 0 || !(rate > 0) || !(reference > 0))
            throw new ArgumentException(
                $"Compensation needs a budget ≥ 0 and positive rates; found {budget}, {rate:R} and {reference:R}."
            );
        return rate < reference ? checked((int)Math.Ceiling(budget * (reference / rate))) : budget;
    }

    /// <summary>
    /// Early stopping after the fact: the first reversal of the validation loss after its global minimum, that is the last
    /// index before the loss first rises again. Losses that are not numbers count as infinite.
    /// </summary>
    /// <param name="validationLosses">at least one</param>
    /// <exception cref="ArgumentException">there are none</exception>
    public static int EarlyStop(ReadOnlySpan<double> validationLosses)
    {
        if (validationLosses.IsEmpty)
            throw new ArgumentException("Early stopping chooses among at least one validation loss.");
        var best = 0;
        for (var i = 1; i < validationLosses.Length; i++)
        {
            var isLower = validationLosses[i] < validationLosses[best] || double.IsNaN(validationLosses[best]);
            best = isLower ? i : best;
        }

        while (best + 1 < validationLosses.Length && validationLosses[best + 1] <= validationLosses[best])
            best++;
        return best;
    }
}
