using Dlnx.Linear;
using Dlnx.Networks;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MultiPathway;

[Claim(
    "A/fig-7",
    "Tanh MLP, further learning rates",
    Kind = ClaimKind.Figure,
    Source = "Figure 7",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["A/fig-3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The tanh networks of Figure 3 need slightly larger steps than linear ones to balance fully: at the linear critical
        step $q = 2P^{1-2/L}$ the allocation is still uneven, and it is balanced only above it.
        """
)]
public sealed class TanhLearningRates : ClaimSpec
{
    [Check(Tier.Standard)]
    public void Dominance_falls_with_the_step_in_setting_A() =>
        Falls("A", TanhRuns.SettingA, [1.5, 2.3, 2.52, 2.8], edgeFrom: 2.3);

    [Check(Tier.Standard)]
    public void Dominance_falls_with_the_step_in_setting_B() =>
        Falls("B", TanhRuns.SettingB, [2.5, 2.83, 3.2], edgeFrom: 2.5);

    private void Falls(string name, TanhPathwayExperiment setting, double[] qs, double edgeFrom)
    {
        TanhEnd[][] ends = [.. qs.Select(q => TanhRuns.OfAllSeeds(setting, q, Cancellation))];
        double[] medians = [.. ends.Select(seeds => seeds.Select(end => end.Dominance).Order().ElementAt(2))];
        Evidence.Trend(
            $"{name}: the median D over five seeds falls from each q to the next",
            [.. medians.Zip(medians.Skip(1), (a, b) => a - b)],
            qs.Length - 1
        );

        var critical = 2 / PathwaySharpness.ReductionFactor(setting.Depth, setting.Pathways);
        for (var i = 0; i < qs.Length - 1; i++)
        {
            foreach (var (end, seed) in ends[i].Zip(TanhRuns.Seeds))
            {
                Evidence.Golden($"{name}, q={qs[i]}, seed {seed}: D", end.Dominance, Absolute(0.002));
                if (qs[i] >= edgeFrom)
                    Evidence.Agrees(
                        $"{name}, q = {qs[i]}, seed {seed}: ηλ/2",
                        end.HalfSharpness,
                        0.995,
                        Absolute(0.015)
                    );
            }
        }

        var atCritical = ends[qs.Length - 2].Select(end => end.Dominance).ToArray();
        Evidence
            .Agrees(
                $"{name}: D at q = {qs[^2]}, the linear critical step {critical:G4} (median of five seeds)",
                medians[^2],
                0.7,
                Absolute(0.1)
            )
            .Rejects("balanced at the linear critical step", 0.5);
        Evidence.Trend($"{name}: D > 0.6 there", [.. atCritical.Select(d => d - 0.6)], 5);
        Evidence.Trend($"{name}: D < 0.65 at q = {qs[^1]}", [.. ends[^1].Select(end => 0.65 - end.Dominance)], 5);

        var figure = Figure($"Tanh pathways, setting {name}", Axis.Linear("q = ηLσ^(2−2/L)"), Axis.Linear("D"))
            .Line("median of five seeds", qs, medians)
            .Rule("2P^(1−2/L): linear critical step", critical)
            .Level("balance", 0.5);
        for (var seed = 0; seed < 5; seed++)
            figure.Points($"seed {seed + 1}", qs, [.. ends.Select(all => all[seed].Dominance)]);
    }
}
