namespace Dlnx.Flatness;

/// <summary>The range of a probability that a quantile accepts.</summary>
internal static class Probability
{
    /// <summary>The probability itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">it is not strictly between 0 and 1</exception>
    public static double Require(double probability) =>
        probability is > 0 and < 1
            ? probability
            : throw new ArgumentOutOfRangeException(
                nameof(probability),
                probability,
                "A quantile needs a probability strictly between 0 and 1."
            );
}
