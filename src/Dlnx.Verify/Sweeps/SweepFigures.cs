using Dlnx.Verify.Figures;
using Dlnx.Verify.Results;

namespace Dlnx.Verify.Sweeps;

/// <summary>Draws evidence against the swept parameter: what was found as points, what was claimed as lines.</summary>
internal sealed class SweepFigures
{
    // The house style tells six series apart.
    private const int MostGroups = 2;

    // Beyond this ratio of the largest to the smallest a linear axis would show the small ones as zero.
    private const double WideRatio = 1000;

    private readonly SweepAxis? horizontal;

    /// <summary>Figures for the axes of a sweep: drawn against the numeric one with most values.</summary>
    public SweepFigures(IReadOnlyList<SweepAxis> axes) =>
        horizontal = axes.Where(axis => axis.Values.All(value => SweepNumber.Number(value) is not null))
            .MaxBy(axis => axis.Values.Count);

    /// <summary>The figure of a piece of evidence; null when there is nothing to draw.</summary>
    public FigureEvidence? Of(IReadOnlyList<EvidenceAtPoint> evidence)
    {
        var drawn = evidence.Select(Drawn).OfType<DrawnPoint>().OrderBy(point => point.X).ToList();
        // What is the same everywhere does not depend on the parameter.
        if (horizontal is null || drawn.DistinctBy(point => (point.Number, point.Holds)).Take(2).Count() < 2)
            return null;
        var name = evidence[0].Evidence.Name;
        var isDeviation = evidence[0].Evidence is AgreementEvidence { Entries: > 1 } or PropertyEvidence;
        var figure = new Figure(
            $"{name} against {horizontal.Parameter}",
            horizontal.IsLogarithmic ? Axis.Log(horizontal.Parameter) : Axis.Linear(horizontal.Parameter),
            Vertical(isDeviation ? $"largest deviation of {name}" : name, drawn)
        );
        var groups = drawn.GroupBy(point => point.Group, StringComparer.Ordinal).ToList();
        if (groups.Count <= MostGroups)
        {
            foreach (var group in groups)
                Draw(figure, [.. group], group.Key);
        }
        else
            Draw(figure, drawn, "");
        return figure.Evidence;
    }

    private static void Draw(Figure figure, IReadOnlyList<DrawnPoint> points, string group)
    {
        var suffix = group.Length == 0 ? "" : $", {group}";
        // Several groups at once have several predictions for one value: no line goes through them.
        var isOneGroup = points.Select(point => point.Group).Distinct(StringComparer.Ordinal).Count() == 1;
        foreach (var claimed in points.Where(p => p.Number.Predicted is not null).GroupBy(p => p.Number.Claimed))
        {
            double[] xs = [.. claimed.Select(point => point.X)];
            double[] ys = [.. claimed.Select(point => point.Number.Predicted!.Value)];
            _ = isOneGroup ? figure.Line(claimed.Key + suffix, xs, ys) : figure.Dots(claimed.Key + suffix, xs, ys);
        }
        foreach (var found in points.GroupBy(p => p.Number.Found + suffix + (p.Holds ? "" : ", broken")))
            figure.Points(found.Key, [.. found.Select(p => p.X)], [.. found.Select(p => p.Number.Measured)]);
    }

    private DrawnPoint? Drawn(EvidenceAtPoint item)
    {
        if (horizontal is null || SweepNumber.Of(item.Evidence) is not { } number)
            return null;
        var others = item
            .Point.Settings.Where(setting => setting.Key != horizontal.Parameter)
            .Select(setting => $"{setting.Key}={setting.Value}");
        var x = SweepNumber.Number(item.Point.Settings[horizontal.Parameter])!.Value;
        return new DrawnPoint(x, string.Join(", ", others), number, item.Evidence.Holds);
    }

    private static Axis Vertical(string label, IReadOnlyList<DrawnPoint> points)
    {
        var values = points
            .SelectMany(point => new[] { point.Number.Measured, point.Number.Predicted ?? point.Number.Measured })
            .Where(double.IsFinite)
            .DefaultIfEmpty()
            .ToList();
        return values.Min() > 0 && values.Max() / values.Min() > WideRatio ? Axis.Log(label) : Axis.Linear(label);
    }

    private sealed record DrawnPoint(double X, string Group, SweepNumber Number, bool Holds);
}
