namespace Dlnx.SampleSpecs;

/// <summary>Partial sums 1 + q + … + qⁿ by two routes.</summary>
public static class GeometricSeries
{
    /// <summary>Term by term.</summary>
    public static double Sum(double ratio, int last)
    {
        var sum = 0.0;
        for (var i = last; i >= 0; i--)
            sum = 1 + (ratio * sum);
        return sum;
    }

    /// <summary>(1 − qⁿ⁺¹)/(1 − q).</summary>
    public static double Closed(double ratio, int last) => (1 - Math.Pow(ratio, last + 1)) / (1 - ratio);
}
