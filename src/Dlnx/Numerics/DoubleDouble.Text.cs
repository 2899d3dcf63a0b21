using System.Globalization;
using System.Numerics;

namespace Dlnx.Numerics;

// Decimal text, through exact integers.
public readonly partial record struct DoubleDouble
{
    private const int Digits = 32;

    /// <summary>Reads a plain decimal such as <c>-3.1961524227066318806</c>, of at most 31 digits.</summary>
    /// <exception cref="FormatException">the text is no plain decimal</exception>
    public static DoubleDouble Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var point = text.IndexOf('.');
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var integer = BigInteger.Parse(
            point < 0 ? text : text.Remove(point, 1),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture
        );
        return Nearest(integer) / Nearest(BigInteger.Pow(10, decimals));
    }

    /// <summary>The number rounded to a number of decimals, exactly.</summary>
    /// <param name="decimals">digits after the point, 0 or more</param>
    public string ToString(int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        // 2^1074 times a double is an integer.
        const int bits = 1074;
        var scaled = (Integer(High, bits) + Integer(Low, bits)) * BigInteger.Pow(10, decimals);
        var rounded = (BigInteger.Abs(scaled) + (BigInteger.One << (bits - 1))) >> bits;
        var digits = rounded.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = scaled.Sign < 0 ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    /// <summary>The number with 32 significant digits, or its High where that is not finite.</summary>
    public override string ToString() =>
        double.IsFinite(High) && High != 0
            ? ToString(Math.Max(0, Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(High)))))
            : High.ToString(CultureInfo.InvariantCulture);

    private static DoubleDouble Nearest(BigInteger integer)
    {
        var high = (double)integer;
        return OrderedSum(high, (double)(integer - new BigInteger(high)));
    }

    /// <summary>x·2^bits, an integer when bits is large enough.</summary>
    private static BigInteger Integer(double x, int bits)
    {
        var raw = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(raw >> 52) & 0x7FF;
        var mantissa = raw & 0xFFFFFFFFFFFFF;
        var integer = exponent == 0 ? mantissa : mantissa | (1L << 52);
        return new BigInteger(x < 0 ? -integer : integer) << (Math.Max(exponent, 1) - 1075 + bits);
    }
}
