using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>The attracting two-period orbits of one direction against the learning rate, as lines of a figure.</summary>
public sealed class TwoPeriodBranch
{
    private readonly double sharpness;
    private readonly TwoPeriodOrbit[] orbits;

    /// <summary>The orbits of a direction from the onset at k = 2 to k₄.</summary>
    /// <param name="depth">L, 2 to 12</param>
    /// <param name="sigma">σ, the direction's target value</param>
    public TwoPeriodBranch(int depth, double sigma)
    {
        const int intervals = 100;
        // A little above the onset, since the orbit has no extent at k = 2.
        const double first = 2.0001;
        sharpness = StepChoice.Sharpness(depth, sigma);
        Cascade = Cascade.Of(depth, Cascade.MaxLevels);
        var last = Cascade.Points[0];
        orbits =
        [
            .. Enumerable
                .Range(0, intervals + 1)
                .Select(i => TwoPeriodOrbit.At(depth, first + ((last - first) * i / intervals), sigma)),
        ];
    }

    /// <summary>The doublings that follow the branch.</summary>
    public Cascade Cascade { get; }

    /// <summary>Draws a number of each orbit.</summary>
    /// <param name="figure">a figure over the learning rate</param>
    /// <param name="name">the name in the legend</param>
    /// <param name="number">the number to draw</param>
    public void Draw(Figure figure, string name, Func<TwoPeriodOrbit, double> number) =>
        figure.Line(name, [.. orbits.Select(orbit => orbit.K / sharpness)], [.. orbits.Select(number)]);

    /// <summary>Marks the onset, the first two doublings and the onset of chaos.</summary>
    public void Mark(Figure figure) =>
        figure
            .Rule("2/S", 2 / sharpness)
            .Rule("k₄/S", Cascade.Points[0] / sharpness)
            .Rule("k₈/S", Cascade.Points[1] / sharpness)
            .Rule("k∞/S", Cascade.Limit / sharpness);
}
