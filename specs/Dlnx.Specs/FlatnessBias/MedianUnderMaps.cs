using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.21",
    "Median under increasing maps",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.21",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.12"],
    Verdict = Verdict.Confirmed,
    Statement = "If $m$ is a median of $X$ and $T$ is strictly increasing, then $T(m)$ is a median of $T(X)$."
)]
public sealed class MedianUnderMaps : ClaimSpec
{
    private static readonly SignString[] Strings = [.. Enumerable.Range(1, 4).SelectMany(SignStrings.All)];

    [Check]
    public void Medians_move_with_the_map()
    {
        var cases =
            from step in GeneratedStep.Lipschitz(0.9)
            from count in Draw.Integer(1, 8)
            from atoms in Draw.Between(-2, 2).ArrayOf(count)
            from weights in Draw.Between(0.01, 1).ArrayOf(count)
            select new Discrete(step, [.. atoms.Select(x => Math.Round(x, 3)).Order()], weights);
        Evidence
            .ForAll(
                "½ minus the smaller of P(T_σX ≤ T_σm), P(T_σX ≥ T_σm), all strings up to length 4",
                cases.ShrunkBy(c => GeneratedStep.Shrink(c.Step).Select(step => c with { Step = step })),
                c => Strings.Max(s => c.Deficit(x => s.Apply(c.Step, x), c.Median)),
                Absolute(1e-12)
            )
            .Rejects(
                "the mean in place of the median",
                c => Strings.Max(s => c.Deficit(x => s.Apply(c.Step, x), c.Mean))
            )
            .Rejects("also for maps that do not increase", c => c.Deficit(x => x * x, c.Median));
    }

    private sealed record Discrete(MixedStep Step, double[] Atoms, double[] Weights)
    {
        public double Median
        {
            get
            {
                var below = 0.0;
                return Atoms.Where((_, i) => (below += Weights[i]) >= 0.5 * Weights.Sum()).First();
            }
        }

        public double Mean => Atoms.Zip(Weights, (x, w) => x * w).Sum() / Weights.Sum();

        public double Deficit(Func<double, double> map, double centre)
        {
            var at = map(centre);
            var below = Share(x => map(x) <= at);
            var above = Share(x => map(x) >= at);
            return Math.Max(0, 0.5 - Math.Min(below, above));
        }

        private double Share(Func<double, bool> condition) =>
            Atoms.Zip(Weights, (x, w) => condition(x) ? w : 0).Sum() / Weights.Sum();

        public override string ToString() =>
            $"{Step}; atoms {string.Join(", ", Atoms)}; weights {string.Join(", ", Weights)}";
    }
}
