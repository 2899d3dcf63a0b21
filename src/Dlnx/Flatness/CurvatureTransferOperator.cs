namespace Dlnx.Flatness;

/// <summary>
/// One step x → x ± Δ(x) with a fair sign, as a linear map of cell masses: half the mass of a cell is spread evenly over
/// its image under T₊, half over its image under T₋. No inverse is needed, so that Δ may be steep. What leaves the grid
/// is kept in two outer cells and stays there: total mass is conserved to rounding.
/// </summary>
/// <remarks>
/// Targets and shares are computed once; a step gathers, for each target cell, its sources in ascending order. Only
/// the spreading is approximate: distribution functions have an error of second order in the cell width per step where
/// the density is smooth.
/// </remarks>
public sealed class CurvatureTransferOperator
{
    // Row j of a compressed sparse matrix holds the sources and shares of target cell j.
    private readonly int[] rows;
    private readonly int[] sources;
    private readonly double[] shares;

    /// <summary>Computes targets and shares.</summary>
    /// <param name="law">Δ, continuous</param>
    /// <param name="grid">the cells</param>
    public CurvatureTransferOperator(StepLaw law, TransferGrid grid)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(grid);
        Grid = grid;
        var images = CellImages.Of(law, grid);
        rows = images.RowStarts();
        sources = new int[rows[^1]];
        shares = new double[rows[^1]];
        images.Fill(rows, sources, shares);
    }

    /// <summary>The cells.</summary>
    public TransferGrid Grid { get; }

    /// <summary>Number of masses: one below the grid, one for each cell, one above.</summary>
    public int Size => Grid.Cells + 2;

    /// <summary>Advances masses by one step; nothing is allocated.</summary>
    /// <param name="masses">the mass below the grid, of each cell, above the grid</param>
    /// <param name="next">the masses one step later; another span of the same length</param>
    /// <exception cref="ArgumentException">a length is not <see cref="Size"/></exception>
    public void Advance(ReadOnlySpan<double> masses, Span<double> next)
    {
        if (masses.Length != Size || next.Length != Size)
            throw new ArgumentException($"There are {masses.Length} and {next.Length} masses; the grid has {Size}.");
        var start = rows[0];
        for (var j = 0; j < next.Length; j++)
        {
            var end = rows[j + 1];
            var sum = 0.0;
            for (var k = start; k < end; k++)
                sum += shares[k] * masses[sources[k]];
            next[j] = sum;
            start = end;
        }
    }

    /// <summary>The law of x_t on the grid.</summary>
    /// <param name="initial">the law of x_0</param>
    /// <param name="steps">t ≥ 0</param>
    public GridLaw Evolve(InitialLaw initial, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var masses = GridLaw.Of(initial, Grid).Masses.ToArray();
        var next = new double[masses.Length];
        for (var k = 0; k < steps; k++)
        {
            Advance(masses, next);
            (masses, next) = (next, masses);
        }
        return new GridLaw(Grid, masses);
    }
}
