using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class CurvatureDensities
{
    [Check(Tier.Standard)]
    public void Case_II_a_steep_step()
    {
        var setting = DensityCase.SteepStep;
        var figure = Figure(setting.Title, Axis.Linear("x"), Axis.Linear("f_t(x), smoothed over 0.1"));
        var nodes = Enumerable.Range(0, 4000).Select(i => setting.Start.Quantile((i + 0.5) / 4000)).ToArray();
        var medians = new List<double>();
        var marked = new MarkedMedians();
        var spreads = new List<double>();
        foreach (var t in DensityCase.Times)
        {
            Cancellation.ThrowIfCancellationRequested();
            double[] ends = [.. nodes.SelectMany(x => PathEnumeration.Endpoints(setting.Step, x, t))];
            Array.Sort(ends);
            medians.Add(Middle(ends, 0.5));
            spreads.Add(Middle(ends, 0.95) - Middle(ends, 0.05));
            Evidence.Golden($"II, t = {t}: median", medians[^1], Absolute(2e-3));
            Evidence.Golden($"II, t = {t}: q₀.₉₅ − q₀.₀₅", spreads[^1], Absolute(0.01));
            var pushed = setting.Push(t, cells: 65_536);
            Evidence
                .Agrees($"t = {t}: median by the transfer operator", pushed.Law.Median, medians[^1], Absolute(2e-3))
                .Rejects("that of t + 2", setting.Push(t + 2, cells: 4096).Law.Median);
            Evidence.Agrees($"t = {t}: mass of all cells", pushed.Law.Total, 1, Absolute(1e-12));
            var smooth = Smoothed(setting, t);
            Evidence.Golden($"II, t = {t}: mode after smoothing", smooth.Mode, Absolute(0.02));
            figure.Line($"t = {t}", smooth.Points, smooth.Values);
            marked.Add(medians[^1], smooth.At(medians[^1]));
        }
        marked.Draw(figure);
        Evidence.Below(
            "largest change of the median in two steps",
            medians.Zip(medians.Skip(1), (a, b) => b - a).Max(),
            0
        );
        Evidence.Above("smallest change of q₀.₉₅ − q₀.₀₅", spreads.Zip(spreads.Skip(1), (a, b) => b - a).Min(), 0);
        var narrow = DensityCase.Times.Select(t => DensityCase.NarrowStart.Push(t, cells: 4096).Law).ToArray();
        Evidence.Above(
            "smallest surplus of the spread over that of I-b at t ≥ 2",
            spreads.Zip(narrow, (s, law) => s - (law.Quantile(0.95) - law.Quantile(0.05))).Skip(1).Min(),
            0
        );
    }

    [Check]
    public void Sampled_paths_agree_with_the_transfer_operator()
    {
        const int paths = 20_000;
        foreach (var setting in new[] { DensityCase.WideStart, DensityCase.NarrowStart, DensityCase.SteepStep })
        {
            var ends = SampledCurvature.Endpoints(
                setting.Step,
                setting.Start,
                6,
                paths,
                new RandomStream(StreamSeed())
            );
            var pushed = setting.Push(6, cells: 4096);
            // Kolmogorov: the distance exceeds 2.5/√n with probability 2e^{−2·2.5²} = 7·10⁻⁶.
            var bound = (2.5 / Math.Sqrt(paths)) + pushed.CumulativeError;
            Evidence
                .Agrees(
                    $"{setting.Name}, t = 6: largest distance of distribution functions to {paths} sampled paths",
                    SampledCurvature.Distance(ends, pushed.Law.Cumulative),
                    0,
                    Absolute(bound)
                )
                .Rejects("no drift of the median", setting.Start.Median - pushed.Law.Median);
        }
    }

    private static SampledDensity Smoothed(DensityCase setting, int t)
    {
        var grid = new TransferGrid(-4, 5, 9000);
        var law = new CurvatureTransferOperator(setting.Step, grid).Evolve(setting.Start, t);
        var smooth = new SampledDensity(grid.Low + (0.5 * grid.Spacing), grid.Spacing, law.Densities).Smoothed(0.1);
        return new(smooth.First, 25 * smooth.Spacing, [.. smooth.Values.Where((_, i) => i % 25 == 0)]);
    }

    // The quantile of a sorted sample, half way between two where it falls between them.
    private static double Middle(double[] ascending, double p)
    {
        var position = (p * ascending.Length) - 0.5;
        var below = (int)Math.Floor(position);
        return ascending[below] + ((position - below) * (ascending[below + 1] - ascending[below]));
    }
}
