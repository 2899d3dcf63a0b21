namespace Dlnx.Flatness;

/// <summary>The law of x_t on a grid with an estimate of its error from a grid of half as many cells.</summary>
/// <param name="Law">the law on the finer grid</param>
/// <param name="CumulativeError">
/// (1 + √2) times the largest difference to the coarser grid's distribution function, plus the mass outside: the error if it
/// shrinks with the square root of the cell width, as it does at the square-root edges that a folding T₋ makes, and about
/// seven times the error where the density is smooth
/// </param>
public sealed record RefinedCurvature(GridLaw Law, double CumulativeError)
{
    /// <summary>Evolves a law on a grid and on the coarser one.</summary>
    /// <param name="law">Δ, continuous; it may be steep</param>
    /// <param name="initial">the law of x_0</param>
    /// <param name="steps">t ≥ 0</param>
    /// <param name="grid">the cells, a multiple of 4</param>
    public static RefinedCurvature Evolve(StepLaw law, InitialLaw initial, int steps, TransferGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var fine = new CurvatureTransferOperator(law, grid).Evolve(initial, steps);
        var coarse = new CurvatureTransferOperator(law, grid.Coarser).Evolve(initial, steps);
        // Errors e(h) and e(2h) = √2·e(h) differ by (√2 − 1)e(h).
        return new RefinedCurvature(fine, ((1 + Math.Sqrt(2)) * fine.DistanceTo(coarse)) + fine.Outside);
    }

    /// <summary>How far the p-quantile may be off: the range of quantiles from p minus to p plus the error.</summary>
    /// <param name="p">0 &lt; p &lt; 1</param>
    public double QuantileError(double p) => QuantileOrEnd(p + CumulativeError) - QuantileOrEnd(p - CumulativeError);

    private double QuantileOrEnd(double p) =>
        p <= 0 ? Law.Grid.Low
        : p >= 1 ? Law.Grid.High
        : Law.Quantile(p);
}
