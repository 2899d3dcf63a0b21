using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>
/// All recorded iterates of a sweep as a figure can show them: each cell of a grid that some iterate falls into is one
/// dot, per period of the orbit.
/// </summary>
public sealed class CellCloud
{
    private const int Columns = 500;
    private const int Rows = 160;

    private readonly SortedDictionary<int, HashSet<(int Column, int Row)>> cells = [];
    private readonly double left;
    private readonly double bottom;
    private readonly double width;
    private readonly double height;

    /// <summary>Sorts the iterates into cells; orbits that diverge leave none.</summary>
    /// <param name="sweep">the orbits</param>
    /// <param name="rates">the learning rates of the sweep's steps, ascending</param>
    /// <param name="observe">what to draw of an iterate x</param>
    public CellCloud(SweepResult sweep, IReadOnlyList<double> rates, Func<double, double> observe)
    {
        int[] bounded = [.. Enumerable.Range(0, rates.Count).Where(i => sweep.Periods[i] != PeriodDetector.NotFinite)];
        var extremes = bounded.SelectMany(i => sweep.Orbit(i).ToArray().Select(observe)).ToList();
        (left, bottom) = (rates[0], extremes.DefaultIfEmpty(0).Min());
        width = Positive((rates[^1] - left) / Columns);
        height = Positive((extremes.DefaultIfEmpty(0).Max() - bottom) / Rows);
        foreach (var i in bounded)
        {
            if (!cells.TryGetValue(sweep.Periods[i], out var occupied))
                cells[sweep.Periods[i]] = occupied = [];
            foreach (var x in sweep.Orbit(i))
                occupied.Add(((int)((rates[i] - left) / width), (int)((observe(x) - bottom) / height)));
        }
    }

    /// <summary>The periods that occur, ascending; 0 for none.</summary>
    public IEnumerable<int> Periods => cells.Keys;

    /// <summary>The learning rates of the dots of a period.</summary>
    public double[] Rates(int period) => [.. Sorted(period).Select(cell => left + ((cell.Column + 0.5) * width))];

    /// <summary>The values of the dots of a period, as many.</summary>
    public double[] Values(int period) => [.. Sorted(period).Select(cell => bottom + ((cell.Row + 0.5) * height))];

    // A set has no order of its own; results must not depend on it.
    private IOrderedEnumerable<(int Column, int Row)> Sorted(int period) => cells[period].Order();

    private static double Positive(double size) => size > 0 ? size : 1;
}
