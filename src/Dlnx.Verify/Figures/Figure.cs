using Dlnx.Verify.Results;

namespace Dlnx.Verify.Figures;

/// <summary>
/// A figure in the house style: theory is drawn as lines, simulation as points, thresholds as dashed rules with labels.
/// </summary>
public sealed class Figure(string title, Axis x, Axis y)
{
    private readonly List<Series> series = [];
    private readonly List<Threshold> thresholds = [];

    /// <summary>The title, unique within the claim.</summary>
    public string Title { get; } = title;

    internal Axis X { get; } = x;

    internal Axis Y { get; } = y;

    internal IReadOnlyList<Series> AllSeries => series;

    internal IReadOnlyList<Threshold> Thresholds => thresholds;

    /// <summary>Draws a theory as a line.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="xs">Horizontal positions, in drawing order.</param>
    /// <param name="ys">Vertical positions, as many.</param>
    public Figure Line(string name, IReadOnlyList<double> xs, IReadOnlyList<double> ys) =>
        Add(new Series(name, Mark.Line, xs, ys));

    /// <summary>Draws measured or simulated numbers as points.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="xs">Horizontal positions.</param>
    /// <param name="ys">Vertical positions, as many.</param>
    public Figure Points(string name, IReadOnlyList<double> xs, IReadOnlyList<double> ys) =>
        Add(new Series(name, Mark.Point, xs, ys));

    /// <summary>Draws many simulated numbers as dots so small that density shows.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="xs">Horizontal positions.</param>
    /// <param name="ys">Vertical positions, as many.</param>
    public Figure Dots(string name, IReadOnlyList<double> xs, IReadOnlyList<double> ys) =>
        Add(new Series(name, Mark.Dot, xs, ys));

    /// <summary>Draws a vertical threshold.</summary>
    /// <param name="label">The threshold's formula.</param>
    /// <param name="at">Its position on the horizontal axis.</param>
    public Figure Rule(string label, double at)
    {
        thresholds.Add(new Threshold(label, at, Direction.Vertical));
        return this;
    }

    /// <summary>Draws a horizontal threshold.</summary>
    /// <param name="label">The threshold's formula.</param>
    /// <param name="at">Its position on the vertical axis.</param>
    public Figure Level(string label, double at)
    {
        thresholds.Add(new Threshold(label, at, Direction.Horizontal));
        return this;
    }

    /// <summary>The figure as evidence: its specification and its table.</summary>
    public FigureEvidence Evidence => VegaLite.Describe(this);

    private Figure Add(Series added)
    {
        if (added.X.Count != added.Y.Count)
        {
            var counts = $"{added.X.Count} horizontal and {added.Y.Count} vertical positions";
            throw new ArgumentException(
                $"Series '{added.Name}' of figure '{Title}' has {counts}; give as many of each."
            );
        }
        if (series.Exists(s => string.Equals(s.Name, added.Name, StringComparison.Ordinal)))
            throw new ArgumentException($"Figure '{Title}' has two series '{added.Name}'; name each once.");
        series.Add(added);
        return this;
    }
}

internal enum Mark
{
    Line,
    Point,
    Dot,
}

internal enum Direction
{
    Vertical,
    Horizontal,
}

internal sealed record Series(string Name, Mark Mark, IReadOnlyList<double> X, IReadOnlyList<double> Y);

internal sealed record Threshold(string Label, double At, Direction Direction);
