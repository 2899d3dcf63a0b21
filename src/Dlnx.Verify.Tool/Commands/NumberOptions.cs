using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Dlnx.Verify.Tool.Commands;

/// <summary>Options that take a number: what is none is refused in words of the command line, not of the runtime.</summary>
internal static class NumberOptions
{
    /// <summary>Reads the option's number, within the bounds that are given; it is larger than <paramref name="above"/>.</summary>
    public static Option<T> Read<T>(this Option<T> option, T? least = null, T? most = null, T? above = null)
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        option.CustomParser = argument => Parse(argument, option.Name, least, most, above) ?? T.Zero;
        return option;
    }

    /// <summary>Reads the option's number; null when the option is not there.</summary>
    public static Option<T?> Read<T>(this Option<T?> option, T? least = null)
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        option.CustomParser = argument => Parse(argument, option.Name, least, null, null);
        return option;
    }

    private static T? Parse<T>(ArgumentResult argument, string name, T? least, T? most, T? above)
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        var word = argument.Tokens[0].Value;
        if (!T.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var expected = typeof(T) == typeof(double) ? "a number" : $"a whole number up to {most ?? T.MaxValue}";
            argument.AddError($"{name} is '{word}'; expected {expected}.");
            return null;
        }
        if (number < least || number > most)
        {
            var range = most is null ? $"at least {least}" : $"from {least ?? T.MinValue} to {most}";
            argument.AddError($"{name} is {number}; it must be {range}.");
            return null;
        }
        // Not what is neither larger nor smaller.
        if (above is { } bound && !(number > bound))
        {
            argument.AddError($"{name} is {number}; it must be larger than {bound}.");
            return null;
        }
        return number;
    }
}
