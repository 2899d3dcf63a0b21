using Dlnx.Flatness;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class LongRunBias
{
    [Check]
    public void Reference_numbers()
    {
        foreach (var m in new[] { 0.1, 0.3 })
        {
            foreach (var t in new[] { 10, 40, 200, 1000 })
                Evidence.Golden(
                    $"m = {m}, t = {t}: P(u_t < u₀)",
                    new AffinePoint(m, t).ProbabilityBelow,
                    Absolute(1e-9)
                );
            Evidence.Golden($"m = {m}, t = 10: skewness", new AffinePoint(m, 10).Skewness, Absolute(1e-9));
        }
        foreach (var factor in new[] { 0.5, 1, 1.5, 2 })
        {
            var law = EndpointLaw.From(new ScaledStep(new SigmoidStep(0.2, 0.3, 2, 0), factor), 0.5, 8);
            Evidence.Golden($"{factor}Δ: smallest median at t = 8", law.LowerMedian, Absolute(1e-9));
            Evidence.Golden($"{factor}Δ: largest median at t = 8", law.UpperMedian, Absolute(1e-9));
        }
    }

    [Check]
    public void The_typical_value_falls_while_the_mean_stays()
    {
        double[] times = [.. Enumerable.Range(0, 51).Select(k => 4.0 * k)];
        var figure = Figure("P(u_t < u₀) for Δ(u) = mu", Axis.Linear("t"), Axis.Linear("P(u_t < u₀)"));
        foreach (var m in new[] { 0.1, 0.3 })
        {
            figure.Line($"m = {m}", times, [.. times.Select(t => new AffinePoint(m, (int)t).ProbabilityBelow)]);
            double[] drawn = [4, 8, 12, 16];
            double[] counted =
            [
                .. drawn.Select(t => EndpointLaw.From(new AffineStep(0, m), 1, (int)t).ProbabilityBelow(1)),
            ];
            figure.Points($"m = {m}, all strings", drawn, counted);
            Evidence
                .Agrees(
                    $"m = {m}: P(u_t < u₀) over all strings, t = 4, 8, 12, 16",
                    counted,
                    [.. drawn.Select(t => new AffinePoint(m, (int)t).ProbabilityBelow)],
                    Absolute(1e-13)
                )
                .Rejects("½", 0.5, 0.5, 0.5, 0.5);
        }
        figure.Level("½", 0.5);
    }
}
