namespace Dlnx.Maps;

/// <summary>
/// ρ^L(1 + z^(2L−1))/(1 + z^(L−1)) − 1 with z = 1 + a(1 − ρ^L)ρ^(L−2): two gradient steps of x ↦ x + a(1 − x^L)x^(L−1)
/// return to ρ. The corrected equation has a = k/L, the printed one a = k.
/// </summary>
internal static class TwoPeriodEquation
{
    public static double Factor(int depth, double a, double rho)
    {
        var inner = IntegerPower.Raise(rho, depth - 2);
        return 1 + a * (1 - inner * rho * rho) * inner;
    }

    public static double Evaluate(int depth, double a, double rho)
    {
        var z = Factor(depth, a, rho);
        // For even L both sums contain 1 + z, which vanishes inside the printed equation's bracket.
        var ratio = int.IsEvenInteger(depth)
            ? AlternatingSum(z, 2 * depth - 2) / AlternatingSum(z, depth - 2)
            : (1 + IntegerPower.Raise(z, 2 * depth - 1)) / (1 + IntegerPower.Raise(z, depth - 1));
        return Math.FusedMultiplyAdd(IntegerPower.Raise(rho, depth), ratio, -1);
    }

    /// <summary>Σ (−z)^j, j = 0..degree, which is (1 + z^(degree+1))/(1 + z) for an even degree.</summary>
    private static double AlternatingSum(double z, int degree)
    {
        var sum = 1.0;
        for (var j = 0; j < degree; j++)
        {
            sum = Math.FusedMultiplyAdd(-z, sum, 1);
        }
        return sum;
    }
}
