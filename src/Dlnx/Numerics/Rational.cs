using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Dlnx.Numerics;

/// <summary>An exact fraction in lowest terms with a positive denominator: where a strict inequality must not rest on rounding.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger denominator;

    /// <summary>The fraction, reduced.</summary>
    /// <param name="numerator">any integer</param>
    /// <param name="denominator">not 0</param>
    /// <exception cref="DivideByZeroException">the denominator is 0</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException($"The fraction {numerator}/0 has no value.");
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / common;
        this.denominator = denominator / common;
    }

    /// <summary>The numerator, with the sign of the fraction.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, ≥ 1.</summary>
    // The default value of the struct is the number 0.
    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>An integer.</summary>
    public static implicit operator Rational(int value) => new(value, 1);

    /// <summary>An integer.</summary>
    public static implicit operator Rational(BigInteger value) => new(value, 1);

    /// <summary>The nearest double.</summary>
    public static explicit operator double(Rational value) => value.ToDouble();

    /// <summary>−x.</summary>
    public static Rational operator -(Rational x) => new(-x.Numerator, x.Denominator);

    /// <summary>x + y.</summary>
    public static Rational operator +(Rational x, Rational y) =>
        new((x.Numerator * y.Denominator) + (y.Numerator * x.Denominator), x.Denominator * y.Denominator);

    /// <summary>x − y.</summary>
    public static Rational operator -(Rational x, Rational y) => x + (-y);

    /// <summary>x·y.</summary>
    public static Rational operator *(Rational x, Rational y) =>
        new(x.Numerator * y.Numerator, x.Denominator * y.Denominator);

    /// <summary>x/y.</summary>
    /// <exception cref="DivideByZeroException">y is 0</exception>
    public static Rational operator /(Rational x, Rational y) =>
        new(x.Numerator * y.Denominator, x.Denominator * y.Numerator);

    /// <summary>Whether x is smaller than y.</summary>
    public static bool operator <(Rational x, Rational y) => x.CompareTo(y) < 0;

    /// <summary>Whether x is larger than y.</summary>
    public static bool operator >(Rational x, Rational y) => x.CompareTo(y) > 0;

    /// <summary>Whether x is at most y.</summary>
    public static bool operator <=(Rational x, Rational y) => x.CompareTo(y) <= 0;

    /// <summary>Whether x is at least y.</summary>
    public static bool operator >=(Rational x, Rational y) => x.CompareTo(y) >= 0;

    /// <summary>Whether the two are the same number.</summary>
    public static bool operator ==(Rational x, Rational y) => x.Equals(y);

    /// <summary>Whether the two are different numbers.</summary>
    public static bool operator !=(Rational x, Rational y) => !x.Equals(y);

    /// <summary>The fraction that a text such as “3/4”, “-2” or “0.125” writes, exactly.</summary>
    /// <param name="text">an integer, a decimal number without exponent, or two integers with a slash</param>
    /// <param name="value">the number; 0 when the text is none</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out Rational value)
    {
        value = 0;
        var parts = (text ?? "").Split('/');
        if (parts.Length > 2 || !TryDecimal(parts[0], out var numerator))
            return false;
        Rational divisor = 1;
        if (parts.Length == 2 && (!TryDecimal(parts[1], out divisor) || divisor.Sign == 0))
            return false;
        value = numerator / divisor;
        return true;
    }

    /// <summary>The fraction that a double is, exactly: a multiple of a power of two.</summary>
    /// <param name="value">a finite number</param>
    /// <exception cref="ArgumentException">the number is not finite</exception>
    public static Rational FromDouble(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException($"The number {value:R} is not finite and no fraction.");
        var places = 0;
        for (; value != Math.Floor(value); places++)
            value *= 2;
        return new Rational(new BigInteger(value), BigInteger.One << places);
    }

    /// <summary>The nearest double, ties to even, by an exact long division.</summary>
    public double ToDouble()
    {
        if (Sign == 0)
            return 0;
        // 62 or 63 significant bits of the quotient and a sticky bit round to 53 as the exact quotient does.
        var magnitude = BigInteger.Abs(Numerator);
        var shift = 62 - (int)(magnitude.GetBitLength() - Denominator.GetBitLength());
        var scaled = shift >= 0 ? magnitude << shift : magnitude;
        var divisor = shift >= 0 ? Denominator : Denominator << -shift;
        var quotient = BigInteger.DivRem(scaled, divisor, out var rest);
        var sticky = rest.IsZero ? quotient : quotient | 1;
        return Sign * Math.ScaleB((ulong)sticky, -shift);
    }

    /// <inheritdoc/>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>“p/q” in lowest terms, or “p” for an integer.</summary>
    public override string ToString() =>
        Denominator.IsOne
            ? Numerator.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static bool TryDecimal(string text, out Rational value)
    {
        value = 0;
        var digits = text.Trim();
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : digits.Length - point - 1;
        var whole = point < 0 ? digits : digits.Remove(point, 1);
        if (!BigInteger.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return false;
        value = new Rational(number, BigInteger.Pow(10, places));
        return true;
    }
}
