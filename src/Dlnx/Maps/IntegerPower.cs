using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dlnx.Maps;

/// <summary>Integer powers by left-to-right binary exponentiation, in one order for scalars and vectors.</summary>
internal static class IntegerPower
{
    /// <summary>xⁿ for n ≥ 0; 0⁰ is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Raise(double x, int exponent)
    {
        if (exponent == 0)
        {
            return 1;
        }
        var power = x;
        for (var bit = SecondBit(exponent); bit != 0; bit >>= 1)
        {
            power *= power;
            if ((exponent & bit) != 0)
            {
                power *= x;
            }
        }
        return power;
    }

    /// <summary>xⁿ lane by lane, n ≥ 0, bit for bit the scalar result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Raise(Vector512<double> x, int exponent)
    {
        if (exponent == 0)
        {
            return Vector512<double>.One;
        }
        var power = x;
        for (var bit = SecondBit(exponent); bit != 0; bit >>= 1)
        {
            power *= power;
            if ((exponent & bit) != 0)
            {
                power *= x;
            }
        }
        return power;
    }

    /// <summary>The place of the bit below the leading one of n ≥ 1: where the squaring starts. 0 for n = 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SecondBit(int exponent) => (1 << BitOperations.Log2((uint)exponent)) >> 1;
}
