using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>
/// All recorded iterates of a sweep as a figure can show them: of those that fall into one cell of a fine grid, the first
/// of each period is a dot.
/// </summary>
public sealed class CellCloud
{
    private const int Columns = 360;
    private const int Rows = 100;

    private readonly SortedDictionary<int, List<Dot>> dots = [];

    /// <summary>Picks the dots; orbits that diverge leave none.</summary>
    /// <param name="sweep">the orbits</param>
    /// <param name="rates">the learning rates of the sweep's steps, ascending</param>
    /// <param name="observe">what to draw of an iterate x</param>
    public CellCloud(SweepResult sweep, IReadOnlyList<double> rates, Func<double, double> observe)
    {
        var all =
            from i in Enumerable.Range(0, rates.Count)
            where sweep.Periods[i] != PeriodDetector.NotFinite
            from x in sweep.Orbit(i).ToArray()
            select (Period: sweep.Periods[i], Dot: new Dot(rates[i], observe(x)));
        var recorded = all.ToList();
        if (recorded.Count == 0)
            return;
        var bottom = recorded.Min(entry => entry.Dot.Value);
        var height = Math.Max(double.Epsilon, recorded.Max(entry => entry.Dot.Value) - bottom);
        var occupied = new HashSet<(int Period, int Column, int Row)>();
        foreach (var (period, dot) in recorded)
        {
            var column = (int)((dot.Rate - rates[0]) / (rates[^1] - rates[0]) * Columns);
            if (occupied.Add((period, column, (int)((dot.Value - bottom) / height * Rows))))
                Of(period).Add(dot);
        }
    }

    /// <summary>The periods that occur, ascending, none (0) last.</summary>
    public IEnumerable<int> Periods => dots.Keys.OrderBy(period => period == PeriodDetector.None).ThenBy(p => p);

    /// <summary>The learning rates of the dots of a period.</summary>
    public double[] Rates(int period) => [.. dots[period].Select(dot => dot.Rate)];

    /// <summary>The values of the dots of a period, as many.</summary>
    public double[] Values(int period) => [.. dots[period].Select(dot => dot.Value)];

    private List<Dot> Of(int period)
    {
        if (!dots.TryGetValue(period, out var list))
            dots[period] = list = [];
        return list;
    }

    private readonly record struct Dot(double Rate, double Value);
}
