using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

// The diagram at 2,000 learning rates × 400 iterates, coloured by period.
public sealed partial class BifurcationDiagram
{
    private const int DenseRates = 2000;
    private const int DenseIterates = 400;

    [Check(Tier.Standard)]
    public void Dense_diagrams_coloured_by_period()
    {
        double[] rates =
        [
            .. Enumerable.Range(0, DenseRates).Select(i => EtaMin + ((EtaMax - EtaMin) * i / (DenseRates - 1))),
        ];
        var plan = Plan with { Keep = DenseIterates };
        var sweep = BifurcationSweep.Run(plan, [.. rates.Select(eta => eta * Sharpness)], Cancellation);
        DrawByPeriod(
            Figure("First singular value, coloured by period", Axis.Linear("η"), Axis.Linear("u₁ᵀW_{L:1}v₁")),
            new CellCloud(sweep, rates, x => Sigma[0] * Math.Pow(x, Depth))
        );
        DrawByPeriod(
            Figure("Hessian eigenvalue, coloured by period", Axis.Linear("η"), Axis.Linear("S(s), direction 1")),
            new CellCloud(sweep, rates, x => BalancedSharpness.At(Depth, Sigma[0], x * Root(Sigma[0])))
        );

        var cascade = Cascade.Of(Depth, 4);
        // At a doubling point orbits settle algebraically slowly, so their periods cannot be told there.
        double[] doublings = [2, .. cascade.Points];
        int[] clear =
        [
            .. Enumerable
                .Range(0, DenseRates)
                .Where(i => sweep.Steps[i] < 0.998 * cascade.Limit)
                .Where(i => doublings.All(k => Math.Abs(sweep.Steps[i] - k) > 1e-3 * k)),
        ];
        if (clear.Length == 0)
            Skip("No learning rate of the figure lies below the onset of chaos.");
        int[] measured = [.. clear.Select(i => sweep.Periods[i])];
        int[] predicted = [.. clear.Select(i => PredictedPeriod(cascade, sweep.Steps[i]))];
        Evidence.Matches(
            $"learning rates of {clear.Length} below chaos whose period is not that of the cascade",
            measured.Zip(predicted).Count(pair => pair.First != pair.Second),
            0
        );
        var wrong = clear.Count(i => sweep.Periods[i] != (sweep.Steps[i] < 2 ? 1 : 2));
        if (sweep.Steps[^1] > cascade.Points[0] * 1.01)
            Evidence.Above("the same count for “period 2 up to k = 2√2”", wrong, 0);
    }

    private static void DrawByPeriod(Figure figure, CellCloud cloud)
    {
        foreach (var period in cloud.Periods)
        {
            var name = period == PeriodDetector.None ? "no period up to 16" : $"period {period}";
            figure.Dots(name, cloud.Rates(period), cloud.Values(period));
        }
    }
}
