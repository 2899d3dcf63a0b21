namespace Dlnx.Flatness;

/// <summary>The images of all cells of a grid under T₊ and T₋, and how each is shared among the cells it meets.</summary>
internal sealed class CellImages
{
    private readonly TransferGrid grid;
    private readonly double[] up;
    private readonly double[] down;

    private CellImages(TransferGrid grid, double[] up, double[] down) =>
        (this.grid, this.up, this.down) = (grid, up, down);

    /// <summary>The images of all edges, in units of cells from the grid's left end.</summary>
    public static CellImages Of(StepLaw law, TransferGrid grid)
    {
        var (up, down) = (new double[grid.Cells + 1], new double[grid.Cells + 1]);
        var spacing = grid.Spacing;
        for (var i = 0; i <= grid.Cells; i++)
        {
            var edge = grid.Edge(i);
            var step = law.At(edge) / spacing;
            (up[i], down[i]) = (i + step, i - step);
        }
        return new CellImages(grid, up, down);
    }

    /// <summary>Where the entries of each target begin in a compressed sparse matrix; one entry more for its length.</summary>
    public int[] RowStarts()
    {
        var starts = new int[grid.Cells + 3];
        // The outer cells are their own images.
        starts[1] = starts[grid.Cells + 2] = 1;
        for (var cell = 0; cell < grid.Cells; cell++)
        {
            foreach (var image in (ReadOnlySpan<CellImage>)[Image(up, cell), Image(down, cell)])
            {
                for (var target = image.First; target <= image.Last; target++)
                    starts[target + 1]++;
            }
        }
        for (var j = 0; j < starts.Length - 1; j++)
            starts[j + 1] += starts[j];
        return starts;
    }

    /// <summary>Fills sources and shares, the sources of every target in ascending order.</summary>
    public void Fill(ReadOnlySpan<int> rows, Span<int> sources, Span<double> shares)
    {
        var filled = rows[..^1].ToArray();
        Put(0, 0, 1, filled, sources, shares);
        for (var cell = 0; cell < grid.Cells; cell++)
        {
            foreach (var image in (ReadOnlySpan<CellImage>)[Image(up, cell), Image(down, cell)])
            {
                var left = 0.5;
                for (var target = image.First; target <= image.Last; target++)
                {
                    // The last target takes what is left, so that the shares of a cell add up to its mass.
                    var share = target == image.Last ? left : Math.Min(left, 0.5 * image.ShareOf(target));
                    left -= share;
                    Put(target, cell + 1, share, filled, sources, shares);
                }
            }
        }
        Put(grid.Cells + 1, grid.Cells + 1, 1, filled, sources, shares);
    }

    private static void Put(
        int target,
        int source,
        double share,
        Span<int> filled,
        Span<int> sources,
        Span<double> shares
    )
    {
        var at = filled[target]++;
        (sources[at], shares[at]) = (source, share);
    }

    private CellImage Image(double[] edges, int cell) => CellImage.Between(edges[cell], edges[cell + 1], grid.Cells);
}
