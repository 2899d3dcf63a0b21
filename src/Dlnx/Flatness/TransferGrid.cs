namespace Dlnx.Flatness;

/// <summary>An interval in cells of equal width.</summary>
public sealed record TransferGrid
{
    /// <summary>Divides an interval.</summary>
    /// <param name="low">left end</param>
    /// <param name="high">right end, above the left one</param>
    /// <param name="cells">number of cells, 2 to 2²⁴, even so that halving them gives a grid too</param>
    /// <exception cref="ArgumentException">the ends are not finite and in order, or the number is out of range or odd</exception>
    public TransferGrid(double low, double high, int cells)
    {
        if (!(low < high && double.IsFinite(high - low)))
            throw new ArgumentException($"A grid needs finite ends in order; found {low:R} and {high:R}.");
        if (cells is < 2 or > 1 << 24 || cells % 2 != 0)
            throw new ArgumentException($"A grid has {cells} cells; it needs an even number, 2 to {1 << 24}.");
        (Low, High, Cells) = (low, high, cells);
    }

    /// <summary>The left end.</summary>
    public double Low { get; }

    /// <summary>The right end.</summary>
    public double High { get; }

    /// <summary>The number of cells.</summary>
    public int Cells { get; }

    /// <summary>The width of a cell.</summary>
    public double Spacing => (High - Low) / Cells;

    /// <summary>The grid with half as many cells.</summary>
    public TransferGrid Coarser => new(Low, High, Cells / 2);

    /// <summary>Edge i, 0 to <see cref="Cells"/>.</summary>
    public double Edge(int i) => Low + ((High - Low) * i / Cells);

    /// <summary>
    /// A grid that holds all but a probability of about 10⁻¹² of every x_0 … x_t: quantiles of x_0, pushed outwards by the
    /// largest step seen on the way.
    /// </summary>
    /// <param name="law">Δ</param>
    /// <param name="initial">the law of x_0</param>
    /// <param name="steps">t ≥ 0</param>
    /// <param name="cells">number of cells, even</param>
    public static TransferGrid Covering(StepLaw law, InitialLaw initial, int steps, int cells)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(initial);
        const double tail = 1e-13;
        var (low, high) = (initial.Quantile(tail), initial.Quantile(1 - tail));
        for (var k = 0; k < steps; k++)
            (low, high) = (Lowest(law, low, high), Math.Max(high, law.Up(high)));
        var margin = 1e-9 * Math.Max(1, Math.Max(Math.Abs(low), Math.Abs(high)));
        return new TransferGrid(low - margin, high + margin, cells);
    }

    // T₋ may fall where Δ is steep, so its smallest value is looked for everywhere.
    private static double Lowest(StepLaw law, double low, double high) =>
        Enumerable.Range(0, 257).Min(i => law.Down(low + ((high - low) * i / 256)));
}
