namespace Dlnx.Numerics;

// Powers, exponential and logarithm.
public readonly partial record struct DoubleDouble
{
    private const int Halvings = 9;

    // ln 2 to 106 bits.
    private static readonly DoubleDouble LnTwo = new(0.6931471805599453, 2.3190468138462996e-17);

    /// <summary>xⁿ for an integer n, 0⁰ = 1; relative error below about 6|n| units.</summary>
    public static DoubleDouble Pow(DoubleDouble x, int exponent)
    {
        var power = One;
        var square = x;
        for (var left = Math.Abs((long)exponent); left > 0; left >>= 1)
        {
            if ((left & 1) != 0)
            {
                power *= square;
            }
            if (left > 1)
            {
                square *= square;
            }
        }
        return exponent < 0 ? One / power : power;
    }

    /// <summary>x^y = e^(y ln x) for x &gt; 0; relative error below about 30 + 10|y ln x| units.</summary>
    public static DoubleDouble Pow(DoubleDouble x, DoubleDouble exponent) => Exp(exponent * Log(x));

    /// <summary>eˣ; relative error below about 20 + 10|x| units.</summary>
    public static DoubleDouble Exp(DoubleDouble x)
    {
        var doublings = Math.Round(x.High / LnTwo.High);
        // (eʳ − 1) by its series at r/512, then squared up again: (1 + s)² − 1 = 2s + s² keeps the digits of s.
        var r = Scale(x - (LnTwo * doublings), -Halvings);
        var (sum, term) = (r, r);
        for (var n = 2; n <= 9; n++)
        {
            term = term * r / n;
            sum += term;
        }
        for (var i = 0; i < Halvings; i++)
        {
            sum = Scale(sum, 1) + (sum * sum);
        }
        return Scale(sum + One, (int)doublings);
    }

    /// <summary>ln x for x &gt; 0; absolute error below about 30 units + 10 units relative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is not positive</exception>
    public static DoubleDouble Log(DoubleDouble x)
    {
        if (!(x.High > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, $"The logarithm needs a positive number; x is {x}.");
        }
        // One Newton step of eʸ = x from a double doubles the digits.
        DoubleDouble y = Math.Log(x.High);
        return y + (x * Exp(-y)) - One;
    }

    /// <summary>ln(1 + x) for |x| ≤ ½ without cancellation: 2 artanh(x/(2 + x)) by its series.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x outside [−½, ½]</exception>
    public static DoubleDouble LogOnePlus(DoubleDouble x)
    {
        if (!(Math.Abs(x.High) <= 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, $"The series of ln(1 + x) needs |x| ≤ 1/2; x is {x}.");
        }
        var z = x / (x + 2);
        var square = z * z;
        var (sum, power) = (z, z);
        for (var n = 3; Math.Abs(power.High) > Unit * Math.Abs(sum.High); n += 2)
        {
            power *= square;
            sum += power / n;
        }
        return Scale(sum, 1);
    }

    /// <summary>x·2ⁿ, exactly.</summary>
    private static DoubleDouble Scale(DoubleDouble x, int exponent) =>
        new(Math.ScaleB(x.High, exponent), Math.ScaleB(x.Low, exponent));
}
