using Dlnx.Flatness;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/fig-19",
    "Evolution of the density of x_t",
    Kind = ClaimKind.Figure,
    Source = "Fig. 19, App. F.11",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.18", "D/thm-5.12"],
    Verdict = Verdict.Corrected,
    Statement = """
        At even times the medians of $x_t$ fall, the mode is at most the median and the spread grows. One peak is kept in the
        regular case I, and may be lost in II (steep $\Delta$) and III (bimodal start).
        """,
    Corrected = """
        All of it holds for the settings below, evolved exactly, except that Conditions 5.3, 5.7 and 5.8 do not keep one
        peak: from the narrow start I-b, whose steps exceed its width, the density has $3, 5, 7, 8, 9$ peaks at
        $t = 2, 4, 6, 8, 10$. Only the wide start I-a stays unimodal.
        """,
    Readings = ["The settings of the figure are lost; those used here are written with each case."],
    Explanation = """
        The figure smooths Monte-Carlo samples, and a wide kernel hides the peaks that a narrow start leaves behind, one per
        end point of a string. Here $F_t(y) = 2^{-t}\sum_\sigma F_0(T_\sigma^{-1}(y))$ is evaluated by preimages, for the steep case by
        enumeration and by the transfer operator.
        """
)]
public sealed partial class CurvatureDensities : ClaimSpec
{
    [Parameter(Description = StepLawChoice.Words)]
    public string Delta { get; set; } = "sigmoid(0.05,0.2,2,0)";

    [Parameter("f0", Description = InitialLawChoice.Words)]
    public string F0 { get; set; } = "normal(0.5,0.4)";

    [Parameter("t", Min = 0, Max = 10, Description = "steps to draw, even")]
    public int[] Times { get; set; } = [2, 4, 6];

    [Parameter("gridmin", Min = -1e6, Max = 1e6, Description = "first point of the grid")]
    public double GridMin { get; set; } = -2.5;

    [Parameter("gridmax", Min = -1e6, Max = 1e6, Description = "last point of the grid")]
    public double GridMax { get; set; } = 3.5;

    [Parameter("gridn", Min = 3, Max = 4001, Description = "points of the grid")]
    public int GridPoints { get; set; } = 1201;

    public override void Validate()
    {
        StepRules.Invertible("delta", Delta);
        StepRules.Continuous("f0", F0);
        foreach (var t in Times)
            StepRules.RequireEven("t", t);
        if (!(GridMin < GridMax))
            throw new ParameterException("gridmax", $"is {GridMax:R}; it must be above gridmin = {GridMin:R}.");
    }

    [Check]
    public void The_chosen_process_by_preimages_and_by_transfer()
    {
        var (law, start) = (StepLawChoice.Parse("delta", Delta), InitialLawChoice.Parse("f0", F0));
        var figure = Figure($"Density of x_t, Δ = {Delta}, f₀ = {F0}", Axis.Linear("x"), Axis.Linear("f_t(x)"));
        var medians = new MarkedMedians();
        foreach (var t in Times.Distinct().Order())
        {
            var exact = new CurvatureLaw(law, start, t);
            var pushed = RefinedCurvature.Evolve(law, start, t, TransferGrid.Covering(law, start, t, cells: 8192));
            // More points than these no figure shows.
            var shown = SampledDensity.Of(exact.Density, GridMin, GridMax, Math.Min(GridPoints, 301));
            figure.Line($"t = {t}", shown.Points, shown.Values);
            medians.Add(exact.Median, shown.At(exact.Median));
            var agreement = Evidence.Agrees(
                $"t = {t}: median by preimages and by the transfer operator, within its error estimate",
                exact.Median,
                pushed.Law.Median,
                Absolute(pushed.QuantileError(0.5) + 1e-12)
            );
            if (t > 0 && Math.Abs(start.Median - pushed.Law.Median) > 2 * pushed.QuantileError(0.5))
                agreement.Rejects("the median stays", start.Median);
            Evidence.Agrees($"t = {t}: mass of all cells", pushed.Law.Total, 1, Absolute(1e-12));
        }
        medians.Draw(figure);
    }

    [Check(Tier.Standard)]
    public void Case_I_a_a_wide_start() => Follow(DensityCase.WideStart, peaks: [1, 1, 1, 1, 1, 1]);

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void Case_I_b_a_narrow_start() => Follow(DensityCase.NarrowStart, peaks: [1, 3, 5, 7, 8, 9]);

    [Check(Tier.Standard)]
    public void Case_III_a_bimodal_start() => Follow(DensityCase.BimodalStart, peaks: [2, 2, 3, 3, 4, 4]);

    private void Follow(DensityCase setting, int[] peaks)
    {
        var figure = Figure(setting.Title, Axis.Linear("x"), Axis.Linear("f_t(x)"));
        var medians = new MarkedMedians();
        DensityAt[] all = [.. DensityCase.Times.Select(setting.At)];
        foreach (var at in all)
        {
            Cancellation.ThrowIfCancellationRequested();
            figure.Line($"t = {at.Steps}", at.Shown.Points, at.Shown.Values);
            medians.Add(at.Median, at.Shown.At(at.Median));
            Evidence.Golden($"{setting.Name}, t = {at.Steps}: median", at.Median, Absolute(1e-8));
            Evidence.Golden($"{setting.Name}, t = {at.Steps}: mode", at.Grid.Mode, Absolute(5e-4));
            if (setting.HasGoldenQuantiles)
            {
                Evidence.Golden($"{setting.Name}, t = {at.Steps}: 0.05-quantile", at.Low, Absolute(1e-7));
                Evidence.Golden($"{setting.Name}, t = {at.Steps}: 0.95-quantile", at.High, Absolute(1e-7));
            }
            var mean = Evidence.Agrees(
                $"t = {at.Steps}: mean by quadrature",
                at.Mean,
                setting.Start.Mean,
                Absolute(1e-6)
            );
            if (at.Steps > 0)
                mean.Rejects("it moves with the median", setting.Start.Mean + at.Median - all[0].Median);
            AgreesWithTransfer(setting, at);
        }
        medians.Draw(figure);
        var counted = Evidence.Matches("peaks at t = 0, 2, …, 10", all.Select(at => at.Grid.Peaks).ToArray(), peaks);
        if (peaks.Max() > 1)
            counted.Rejects("one peak throughout", [1, 1, 1, 1, 1, 1]);
        Evidence.Below("largest change of the median in two steps", Changes(all, at => at.Median).Max(), 0);
        Evidence.Above("smallest change of q₀.₉₅ − q₀.₀₅", Changes(all, at => at.Spread).Min(), 0);
        Evidence.Above("smallest median − mode at t ≥ 2", all.Skip(1).Min(at => at.Median - at.Grid.Mode), 0);
        for (var i = 0; i < all.Length && setting.HasGoldenSpread; i++)
            Evidence.Golden($"{setting.Name}, t = {all[i].Steps}: q₀.₉₅ − q₀.₀₅", all[i].Spread, Absolute(0.01));
    }

    private void AgreesWithTransfer(DensityCase setting, DensityAt at)
    {
        var pushed = setting.Push(at.Steps, cells: 16_384);
        double[] probabilities = [0.05, 0.5, 0.95];
        Evidence
            .Agrees(
                $"t = {at.Steps}: q₀.₀₅, median, q₀.₉₅ by the transfer operator, within its error estimate",
                [.. probabilities.Select(pushed.Law.Quantile)],
                [at.Low, at.Median, at.High],
                Absolute(probabilities.Max(pushed.QuantileError) + 1e-12)
            )
            .Rejects("those of t + 2", [.. probabilities.Select(setting.Push(at.Steps + 2, cells: 1024).Law.Quantile)]);
    }

    private static IEnumerable<double> Changes(DensityAt[] all, Func<DensityAt, double> value) =>
        all.Zip(all.Skip(1), (a, b) => value(b) - value(a));
}
