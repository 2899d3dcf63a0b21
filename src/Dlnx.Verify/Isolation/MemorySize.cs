using System.Globalization;

namespace Dlnx.Verify.Isolation;

/// <summary>An amount of memory as text: a number and MiB or GiB.</summary>
public static class MemorySize
{
    // Below that the runtime and the claims themselves do not fit.
    private const long Smallest = 64L << 20;

    private static readonly (string Unit, long Bytes)[] Units = [("MiB", 1L << 20), ("GiB", 1L << 30)];

    /// <summary>The bytes of a text such as <c>512MiB</c> or <c>1.5 GiB</c>.</summary>
    /// <param name="name">The option or key that the text comes from, for the message.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ProblemException">The text is no amount of memory, or too small a one.</exception>
    public static long Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (unit, bytes) in Units)
        {
            if (
                text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(
                    text[..^unit.Length],
                    NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                && number * bytes >= Smallest
                && number * bytes < long.MaxValue
            )
                return (long)(number * bytes);
        }
        throw new ProblemException(
            $"{name} is '{text}'; expected a number with MiB or GiB, at least {Smallest >> 20}MiB, such as 2GiB.",
            ExitCode.Usage
        );
    }
}
