using System.Numerics.Tensors;

namespace Dlnx.Flatness;

/// <summary>A law given by the masses of cells, spread evenly inside each.</summary>
public sealed class GridLaw
{
    private readonly double[] masses;
    private readonly double[] cumulative;

    /// <summary>Takes the masses.</summary>
    /// <param name="grid">the cells</param>
    /// <param name="masses">the mass below the grid, of each cell, above the grid</param>
    /// <exception cref="ArgumentException">there are not two more masses than cells</exception>
    public GridLaw(TransferGrid grid, ReadOnlySpan<double> masses)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (masses.Length != grid.Cells + 2)
            throw new ArgumentException($"There are {masses.Length} masses for {grid.Cells} cells and two outer ones.");
        Grid = grid;
        this.masses = masses.ToArray();
        cumulative = new double[grid.Cells + 1];
        var sum = 0.0;
        for (var i = 0; i < cumulative.Length; i++)
            cumulative[i] = sum += masses[i];
    }

    /// <summary>The cells.</summary>
    public TransferGrid Grid { get; }

    /// <summary>The mass below the grid, of each cell, above the grid.</summary>
    public ReadOnlySpan<double> Masses => masses;

    /// <summary>The mass of everything; 1 to rounding.</summary>
    public double Total => cumulative[^1] + masses[^1];

    /// <summary>The mass that is not on the grid.</summary>
    public double Outside => masses[0] + masses[^1];

    /// <summary>The median.</summary>
    public double Median => Quantile(0.5);

    /// <summary>The mean of what is on the grid and its part of the mass.</summary>
    public double Mean
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Grid.Cells; i++)
                sum += masses[i + 1] * (Grid.Low + (Grid.Spacing * (i + 0.5)));
            return sum / (Total - Outside);
        }
    }

    /// <summary>The densities of all cells.</summary>
    public double[] Densities
    {
        get
        {
            var densities = new double[Grid.Cells];
            TensorPrimitives.Divide(masses.AsSpan(1, Grid.Cells), Grid.Spacing, densities);
            return densities;
        }
    }

    /// <summary>The centre of the densest cell, refined by a parabola through its neighbours.</summary>
    public double Mode => Peak.Refine(Grid.Low + (0.5 * Grid.Spacing), Grid.Spacing, Densities);

    /// <summary>The law of x_0, cell by cell.</summary>
    public static GridLaw Of(InitialLaw law, TransferGrid grid)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(grid);
        var parts = new double[grid.Cells + 2];
        var before = 0.0;
        for (var i = 0; i <= grid.Cells; i++)
        {
            var upTo = law.Cumulative(grid.Edge(i));
            parts[i] = upTo - before;
            before = upTo;
        }
        parts[^1] = 1 - before;
        return new GridLaw(grid, parts);
    }

    /// <summary>P(x ≤ y) of the masses, linear inside a cell; constant beyond the grid.</summary>
    public double Cumulative(double y)
    {
        var position = Math.Clamp((y - Grid.Low) / Grid.Spacing, 0, Grid.Cells);
        var cell = Math.Min((int)position, Grid.Cells - 1);
        return cumulative[cell] + ((position - cell) * masses[cell + 1]);
    }

    /// <summary>The place below which a part p of the mass lies; an end of the grid where that is outside.</summary>
    /// <param name="p">0 &lt; p &lt; 1</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not strictly between 0 and 1</exception>
    public double Quantile(double p)
    {
        var wanted = Probability.Require(p);
        var found = Array.BinarySearch(cumulative, wanted);
        if (found >= 0)
            return Grid.Edge(found);
        var edge = ~found;
        if (edge == 0)
            return Grid.Low;
        if (edge > Grid.Cells)
            return Grid.High;
        return Grid.Edge(edge) - (Grid.Spacing * (cumulative[edge] - wanted) / masses[edge]);
    }

    /// <summary>The largest difference to the distribution function on a coarser grid, at the edges of this one.</summary>
    public double DistanceTo(GridLaw coarser)
    {
        ArgumentNullException.ThrowIfNull(coarser);
        return Enumerable
            .Range(0, cumulative.Length)
            .Max(i => Math.Abs(cumulative[i] - coarser.Cumulative(Grid.Edge(i))));
    }
}
