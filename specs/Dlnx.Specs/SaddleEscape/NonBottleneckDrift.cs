using System.Numerics.Tensors;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/lem-21",
    "Stability of the non-bottleneck stack (43)",
    Kind = ClaimKind.Lemma,
    Source = "Lemma 21, eq. (43), App. D.3",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/def-9", "C/lem-20"],
    Verdict = Verdict.Conditional,
    Statement = """
        On the bootstrap interval the layers above the bottleneck hardly move:
        $\|W_l(t) - W_l(0)\|_F \le C\,M(t)^2$ for $l > r$.
        """,
    Explanation = """
        The bound holds on every flow computed, but its proof has a gap: it compares with a solution $\psi \ge M$ and then
        uses $\psi \le \delta$, which does not follow from $M \le \delta$. The repair is $\|\dot W_l\| \lesssim E$ and
        $\dot E \gtrsim E^{2-2/r}$, which give $\int E\,dt \lesssim E^{2/r} \lesssim M^2$. That bottleneck tensors vary by
        $O(\delta)$ relative to their start is false: they grow from $\varepsilon$ to $\delta$.
        """
)]
public sealed class NonBottleneckDrift : OffManifoldSpec
{
    private const double Size = 0.3;

    protected override double DefaultScale => 0.02;

    [Check(Tier.Standard)]
    public void The_drift_over_M_squared_converges()
    {
        Converges(3, [0.05, 0.02, 0.01]);
        Converges(4, [0.1, 0.05, 0.025]);
    }

    [Check(Tier.Standard)]
    public void The_energy_over_the_gains_grows()
    {
        var run = BootstrapRun.Until(Reference, Size, Cancellation);
        var population = Reference.Population();
        var times = run.Times(60);
        double[] ratios = [.. times.Select(t => run.EnergyAt(t, population).Value / run.GainsAt(t).Product)];
        Evidence.Golden("E/Πp at the start", ratios[0], Absolute(1e-4));
        Evidence.Golden("E/Πp at M = 0.3", ratios[^1], Absolute(2e-3));
        var steps = ratios.Zip(ratios.Skip(1), (before, after) => after - before).ToArray();
        Evidence.AtLeast("smallest change of E/Πp between samples", steps.Min(), 0);
    }

    [Check(Tier.Standard)]
    public void Your_own_network_keeps_its_upper_layers()
    {
        RequireStartBelow(Size);
        if (Layers >= Setting.Depth)
            Skip($"With r = {Layers} of {Setting.Depth} layers there is none above the bottleneck.");
        var figure = Figure(
            "Drift of the layers above the bottleneck",
            Axis.Linear("M"),
            Axis.Linear("max ‖W_l(t) − W_l(0)‖/M²")
        );
        var ends = new List<double>();
        foreach (var setting in new[] { Setting, Setting with { Scale = Eps / 2 } })
        {
            var run = BootstrapRun.Until(setting, Size, Cancellation);
            var times = run.Times(60);
            double[] drifts = [.. times.Select(t => DriftRatio(run, t, setting))];
            figure.Points($"ε = {setting.Scale:G4}", [.. times.Select(t => run.GainsAt(t).Largest)], drifts);
            ends.Add(drifts[^1]);
        }

        Evidence.Below(
            "drift/M² at M = 0.3 with half of ε, over that with ε: the constant is that of M²",
            ends[1] / ends[0],
            1.5
        );
    }

    private void Converges(int layers, double[] scales)
    {
        var setting = new BottleneckNetwork { Layers = layers };
        double[] drifts =
        [
            .. scales.Select(scale =>
            {
                var own = setting with { Scale = scale };
                var run = BootstrapRun.Until(own, Size, Cancellation);
                return DriftRatio(run, run.End, own);
            }),
        ];
        for (var i = 0; i < scales.Length; i++)
            Evidence.Golden($"r={layers}, ε={scales[i]}: drift/M²", drifts[i], Absolute(2e-3));
        Evidence.Below($"r = {layers}: largest drift/M²", drifts.Max(), 1);
        Evidence
            .Agrees(
                $"r = {layers}: drift at the smallest ε against the one before",
                drifts[^1],
                drifts[^2],
                Relative(0.1)
            )
            .Rejects("drift of order M", drifts[^2] / Size)
            .Rejects("drift of order M³", drifts[^2] * Size);
    }

    private static double DriftRatio(BootstrapRun run, double t, BottleneckNetwork setting)
    {
        var (start, now) = (setting.Start(), run.NetworkAt(t));
        var size = run.GainsAt(t).Largest;
        return Enumerable
            .Range(setting.Layers + 1, setting.Depth - setting.Layers)
            .Max(l => TensorPrimitives.Distance<double>(now.Layer(l), start.Layer(l)) / (size * size));
    }
}
