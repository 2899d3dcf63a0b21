using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

[Claim(
    "C/def-9",
    "Bootstrap interval (15)",
    Kind = ClaimKind.Definition,
    Source = "Definition 9, eq. (15)",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["C/eq-13"],
    Verdict = Verdict.Conditional,
    Statement = """
        The bootstrap interval is $[0, T_\delta)$, where $T_\delta$ is the first time at which
        $M = \max_{l\le r}\|W_l\|_{op}$ reaches $\delta$. On it the non-bottleneck layers are bounded, and the teacher
        chains $W_{l-1}\cdots W_1u$ and $W_{l+1}^\top\cdots W_L^\top$, divided by the bottleneck gains they pass, are bounded
        below.
        """,
    Explanation = """
        The lower bound is a hypothesis. On the computed flow of the deterministic network it holds with room to spare: no
        normalised chain falls below its start.
        """
)]
public sealed class BootstrapInterval : OffManifoldSpec
{
    [Parameter("delta", Above = 0, Below = 0.5, Description = "δ")]
    public double Delta { get; set; } = 0.3;

    protected override double DefaultScale => 0.02;

    public override void Validate()
    {
        base.Validate();
        RequireStartBelow(Delta);
    }

    [Check(Tier.Standard)]
    public void No_normalised_teacher_chain_falls()
    {
        var run = BootstrapRun.Until(Setting, Delta, Cancellation);
        var start = run.GainsAt(0).Chains;
        var times = run.Times(60);
        double[] lowest = [.. times.Select(t => run.GainsAt(t).Chains.Zip(start, (now, before) => now / before).Min())];
        Evidence.AtLeast($"smallest chain over its start, up to M = {Delta}", lowest.Min(), 0.95);
        Evidence
            .Agrees("M at the end of the interval", run.GainsAt(run.End).Largest, Delta, Relative(1e-6))
            .Rejects("a bottleneck that stays of its first size", run.GainsAt(0).Largest);
        Figure(
                "Teacher chains on the bootstrap interval",
                Axis.Linear("t"),
                Axis.Linear("smallest chain over its start")
            )
            .Points("deterministic network", times, lowest)
            .Level("0.95", 0.95);
    }

    [Check(Tier.Standard)]
    public void The_reference_run_is_that_of_the_catalogue()
    {
        var run = BootstrapRun.Until(Reference, 0.3, Cancellation);
        var start = run.GainsAt(0).Chains;
        var chains = run.Times(200).SelectMany(t => run.GainsAt(t).Chains).ToArray();
        var ratios = run.Times(200)
            .SelectMany(t => run.GainsAt(t).Chains.Zip(start, (now, was) => now / was))
            .ToArray();
        Evidence.Golden("time at which M = 0.3", run.End, Relative(1e-6));
        Evidence.Golden("smallest ratio of a chain to its start", ratios.Min(), Absolute(1e-3));
        Evidence.Golden("largest ratio of a chain to its start", ratios.Max(), Absolute(1e-3));
        Evidence.Golden("smallest chain", chains.Min(), Absolute(1e-3));
        Evidence.Golden("largest chain", chains.Max(), Absolute(1e-3));
    }
}
