using System.Runtime.InteropServices;

namespace Dlnx.Numerics;

/// <summary>
/// A real number as the unevaluated sum of two doubles, about 31 decimal digits: the independent reference where doubles
/// do not suffice. Sums, products, quotients and square roots are those of Joldes, Muller and Popescu, "Tight and rigorous
/// error bounds for basic building blocks of double-word arithmetic", ACM TOMS 44, 2017, and Lefèvre et al., ACM TOMS 49,
/// 2023; each has a relative error below 15·2⁻¹⁰⁶ ≈ 2·10⁻³¹. Finite numbers only, away from over- and underflow.
/// </summary>
/// <param name="High">the double nearest to the number</param>
/// <param name="Low">the rest, at most half a unit in the last place of <paramref name="High"/></param>
[StructLayout(LayoutKind.Auto)]
public readonly partial record struct DoubleDouble(double High, double Low) : IComparable<DoubleDouble>
{
    /// <summary>2⁻¹⁰⁶, the unit in which the errors of the operations are stated.</summary>
    public const double Unit = 1.0 / (1L << 53) / (1L << 53);

    /// <summary>The number 1.</summary>
    public static DoubleDouble One => 1;

    /// <summary>A double, exactly.</summary>
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    /// <summary>The nearest double.</summary>
    public static explicit operator double(DoubleDouble value) => value.High;

    /// <summary>−x, exactly.</summary>
    public static DoubleDouble operator -(DoubleDouble x) => new(-x.High, -x.Low);

    /// <summary>x + y, relative error below 4 units.</summary>
    public static DoubleDouble operator +(DoubleDouble x, DoubleDouble y)
    {
        var high = Sum(x.High, y.High);
        var low = Sum(x.Low, y.Low);
        var middle = OrderedSum(high.High, high.Low + low.High);
        return OrderedSum(middle.High, low.Low + middle.Low);
    }

    /// <summary>x − y, relative error below 4 units.</summary>
    public static DoubleDouble operator -(DoubleDouble x, DoubleDouble y) => x + (-y);

    /// <summary>x·y, relative error below 5 units.</summary>
    public static DoubleDouble operator *(DoubleDouble x, DoubleDouble y)
    {
        var product = Product(x.High, y.High);
        var cross = Math.FusedMultiplyAdd(x.Low, y.High, Math.FusedMultiplyAdd(x.High, y.Low, x.Low * y.Low));
        return OrderedSum(product.High, product.Low + cross);
    }

    /// <summary>x/y, relative error below 15 units.</summary>
    public static DoubleDouble operator /(DoubleDouble x, DoubleDouble y)
    {
        var quotient = x.High / y.High;
        var back = y * quotient;
        var rest = x.High - back.High + (x.Low - back.Low);
        return OrderedSum(quotient, rest / y.High);
    }

    /// <summary>Whether x is smaller than y.</summary>
    public static bool operator <(DoubleDouble x, DoubleDouble y) => x.CompareTo(y) < 0;

    /// <summary>Whether x is larger than y.</summary>
    public static bool operator >(DoubleDouble x, DoubleDouble y) => x.CompareTo(y) > 0;

    /// <summary>Whether x is at most y.</summary>
    public static bool operator <=(DoubleDouble x, DoubleDouble y) => x.CompareTo(y) <= 0;

    /// <summary>Whether x is at least y.</summary>
    public static bool operator >=(DoubleDouble x, DoubleDouble y) => x.CompareTo(y) >= 0;

    /// <inheritdoc/>
    public int CompareTo(DoubleDouble other)
    {
        var high = High.CompareTo(other.High);
        return high != 0 ? high : Low.CompareTo(other.Low);
    }

    /// <summary>|x|, exactly.</summary>
    public static DoubleDouble Abs(DoubleDouble x) => x.High < 0 ? -x : x;

    /// <summary>√x for x ≥ 0, relative error below 4 units.</summary>
    public static DoubleDouble Sqrt(DoubleDouble x)
    {
        if (x.High == 0)
        {
            return 0;
        }
        var root = Math.Sqrt(x.High);
        var rest = Math.FusedMultiplyAdd(-root, root, x.High) + x.Low;
        return OrderedSum(root, rest / (2 * root));
    }

    /// <summary>x + y and its rounding error, in any order of size.</summary>
    private static DoubleDouble Sum(double x, double y)
    {
        var sum = x + y;
        var part = sum - y;
        return new(sum, x - part + (y - (sum - part)));
    }

    /// <summary>x + y and its rounding error, for |x| ≥ |y|.</summary>
    private static DoubleDouble OrderedSum(double x, double y)
    {
        var sum = x + y;
        return new(sum, y - (sum - x));
    }

    /// <summary>x·y and its rounding error.</summary>
    private static DoubleDouble Product(double x, double y)
    {
        var product = x * y;
        return new(product, Math.FusedMultiplyAdd(x, y, -product));
    }
}
