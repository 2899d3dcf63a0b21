using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A triangular law of u₀ under Δ = mu in fractions, beside the same in floating point.</summary>
/// <param name="Lower">left end</param>
/// <param name="Peak">mode</param>
/// <param name="Upper">right end</param>
/// <param name="Slope">m</param>
public sealed record TriangularExample(Rational Lower, Rational Peak, Rational Upper, Rational Slope)
{
    /// <summary>A of Proposition 5.11 in u = 1 + x: density 2x on [0, 1], Δ = (1 + x)/100.</summary>
    public static TriangularExample LeftSkewed { get; } = new(1, 2, 2, new Rational(1, 100));

    /// <summary>A′ in u = 1 + x: triangle on [0, 1] with peak 9/10, continuous, Δ = (1 + x)/100.</summary>
    public static TriangularExample Continuous { get; } = new(1, new Rational(19, 10), 2, new Rational(1, 100));

    /// <summary>B: the symmetric tent on [1, 3], Δ = u/10.</summary>
    public static TriangularExample Tent { get; } = new(1, 2, 3, new Rational(1, 10));

    /// <summary>The exact law of u_t.</summary>
    public ExactTriangularMixture Exact(int steps) => new(Lower, Peak, Upper, Slope, steps);

    /// <summary>The law of u_t in floating point.</summary>
    public MultiplicativeLaw Floating(int steps) =>
        new(new TriangularLaw((double)Lower, (double)Peak, (double)Upper), (double)Slope, steps);

    /// <summary>Reads <c>triangular(lo,peak,hi)</c> with fractions or decimals.</summary>
    /// <returns>null when the text is another law</returns>
    /// <exception cref="ParameterException">m is no fraction in (0, 1), or f0 no law</exception>
    public static TriangularExample? Parse(string start, string slope)
    {
        var m = Step(slope);
        InitialLawChoice.Parse("f0", start);
        var text = start.Trim();
        if (!text.StartsWith("triangular", StringComparison.Ordinal))
            return null;
        var numbers = text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(',');
        return new(Fraction("f0", numbers[0]), Fraction("f0", numbers[1]), Fraction("f0", numbers[2]), m);
    }

    /// <summary>Reads m as a fraction or a decimal.</summary>
    /// <exception cref="ParameterException">it is none, or not strictly between 0 and 1</exception>
    public static Rational Step(string slope)
    {
        var m = Fraction("m", slope);
        return m > 0 && m < 1
            ? m
            : throw new ParameterException("m", $"is {slope}; it must lie strictly between 0 and 1.");
    }

    private static Rational Fraction(string parameter, string text) =>
        Rational.TryParse(text, out var value)
            ? value
            : throw new ParameterException(
                parameter,
                $"has '{text.Trim()}'; write a fraction such as 1/10, or a decimal."
            );
}
