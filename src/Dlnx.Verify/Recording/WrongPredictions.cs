using Dlnx.Verify.Results;

namespace Dlnx.Verify.Recording;

/// <summary>Predictions that are wrong on purpose, from the smallest error to the largest, until one is noticed.</summary>
internal static class WrongPredictions
{
    private static readonly double[] Sizes =
    [
        .. from exponent in Enumerable.Range(-12, 12)
        from digit in (int[])[1, 2, 5]
        select double.Parse($"{digit}E{exponent}"),
        1,
    ];

    /// <summary>Scales the prediction up and down.</summary>
    /// <param name="isNoticed">Whether a prediction times a factor is excluded.</param>
    public static Sensitivity? Scaled(Func<double, bool> isNoticed) =>
        Smallest(ChangeKind.Scaled, size => isNoticed(1 + size) || isNoticed(1 / (1 + size)));

    /// <summary>Moves the prediction up and down.</summary>
    /// <param name="isNoticed">Whether a prediction plus a summand is excluded.</param>
    public static Sensitivity? Shifted(Func<double, bool> isNoticed) =>
        Smallest(ChangeKind.Shifted, size => isNoticed(size) || isNoticed(-size));

    /// <summary>Tries all sizes; null when not even the largest is noticed.</summary>
    public static Sensitivity? Smallest(ChangeKind kind, Func<double, bool> isNoticed)
    {
        foreach (var size in Sizes)
        {
            if (isNoticed(size))
                return new Sensitivity(size, kind);
        }
        return null;
    }
}
