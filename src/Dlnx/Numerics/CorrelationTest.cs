using MathNet.Numerics;

namespace Dlnx.Numerics;

/// <summary>
/// The significance of a correlation r of n independent pairs, by Student's statistic t = r√(ν/(1 − r²)). As a tail of the
/// incomplete beta function it keeps ten digits down to the smallest positive number.
/// </summary>
public static class CorrelationTest
{
    /// <summary>P(|t| ≥ observed) = I_{1−r²}(ν/2, ½) without correlation.</summary>
    /// <param name="correlation">r, −1 to 1</param>
    /// <param name="freedom">ν ≥ 1, degrees of freedom; n − 2 for n pairs</param>
    /// <exception cref="ArgumentOutOfRangeException">an argument is out of range</exception>
    public static double TwoSided(double correlation, int freedom)
    {
        if (!(Math.Abs(correlation) <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(correlation),
                correlation,
                "A correlation lies between -1 and 1."
            );
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(freedom, 1);
        var rest = (1 - correlation) * (1 + correlation);
        return rest == 0 ? 0 : SpecialFunctions.BetaRegularized(freedom / 2.0, 0.5, rest);
    }

    /// <summary>P(t ≥ observed) without correlation.</summary>
    /// <param name="correlation">r, −1 to 1</param>
    /// <param name="freedom">ν ≥ 1</param>
    /// <exception cref="ArgumentOutOfRangeException">an argument is out of range</exception>
    public static double OneSided(double correlation, int freedom)
    {
        var half = TwoSided(correlation, freedom) / 2;
        return correlation >= 0 ? half : 1 - half;
    }

    /// <summary>P(|z| ≥ observed) of the normal approximation to Fisher's z = artanh(r)√(n − 3).</summary>
    /// <param name="correlation">r, strictly between −1 and 1</param>
    /// <param name="pairs">n ≥ 4</param>
    /// <exception cref="ArgumentOutOfRangeException">there are fewer than four pairs</exception>
    public static double FisherNormal(double correlation, int pairs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 4);
        return SpecialFunctions.Erfc(Math.Abs(Math.Atanh(correlation)) * Math.Sqrt((pairs - 3) / 2.0));
    }

    /// <summary>
    /// The number of pairs at which a test gives the reported p most nearly; p falls as pairs are added, so it is unique.
    /// </summary>
    /// <param name="reported">p, strictly between 0 and 1</param>
    /// <param name="test">p as a decreasing function of the number of pairs, from 4 on</param>
    /// <param name="most">the largest number that is tried</param>
    public static int ImpliedPairs(double reported, Func<int, double> test, int most = 100_000)
    {
        ArgumentNullException.ThrowIfNull(test);
        var (below, above) = (4, most);
        while (above - below > 1)
        {
            var middle = below + ((above - below) / 2);
            if (test(middle) > reported)
                below = middle;
            else
                above = middle;
        }

        return LogError(below) <= LogError(above) ? below : above;

        double LogError(int pairs) => Math.Abs(Math.Log(test(pairs) / reported));
    }
}
