namespace Dlnx.Specs.FlatnessBias;

/// <summary>Spectra on which Lanczos iterations are compared, as typed on the command line.</summary>
public enum LanczosSpectrum
{
    /// <summary>10, 7, 5, then 97 zeros and 100 values evenly in [−0.1, 0.1]: outliers, a degenerate and a clustered bulk.</summary>
    Outliers,

    /// <summary>5, 4, 3, 2, 1 and 195 zeros.</summary>
    Rank5,

    /// <summary>50 ones.</summary>
    Identity,

    /// <summary>Three times 3, and 97 values evenly in [−1, 1].</summary>
    Triple,

    /// <summary>Strakoš: 0.1 + (i/99)·99.9·0.7^(99 − i), i = 0…99; values crowd at the lower end.</summary>
    Strakos,

    /// <summary>100 values from 1 down to 1e-14 at equal ratios.</summary>
    Geometric,
}

/// <summary>The eigenvalues that the words stand for.</summary>
public static class LanczosSpectra
{
    /// <summary>Descending.</summary>
    public static double[] Eigenvalues(this LanczosSpectrum spectrum)
    {
        double[] values = spectrum switch
        {
            LanczosSpectrum.Outliers => [10, 7, 5, .. Enumerable.Repeat(0.0, 97), .. Evenly(100, -0.1, 0.1)],
            LanczosSpectrum.Rank5 => [5, 4, 3, 2, 1, .. Enumerable.Repeat(0.0, 195)],
            LanczosSpectrum.Identity => [.. Enumerable.Repeat(1.0, 50)],
            LanczosSpectrum.Triple => [3, 3, 3, .. Evenly(97, -1, 1)],
            LanczosSpectrum.Strakos =>
            [
                .. Enumerable.Range(0, 100).Select(i => 0.1 + (i / 99.0 * 99.9 * Math.Pow(0.7, 99 - i))),
            ],
            _ => [.. Enumerable.Range(0, 100).Select(i => Math.Pow(10, -14 * i / 99.0))],
        };
        return [.. values.OrderDescending()];
    }

    /// <summary>How often the largest eigenvalue occurs.</summary>
    public static int TopMultiplicity(this LanczosSpectrum spectrum)
    {
        var values = spectrum.Eigenvalues();
        return values.Count(value => value == values[0]);
    }

    private static IEnumerable<double> Evenly(int count, double low, double high) =>
        Enumerable.Range(0, count).Select(i => low + ((high - low) * i / (count - 1)));
}
