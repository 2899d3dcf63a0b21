using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.13",
    "Sliding-interval comparison",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.13",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/cond-5.7"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $f$ not increase on $[c, \infty)$, $I = [a, a + \ell]$, $I' = [a', a' + \ell']$ with $c \le a \le a'$ and
        $\ell' \le \ell$. Then $\int_{I'} f \le \int_I f$, strictly if $\ell' = \ell$, $a < a'$ and $f$ has no plateau.
        Nothing of the kind holds for $\ell' > \ell$, the case in which Lemma 5.9 would need it.
        """
)]
public sealed class SlidingInterval : ClaimSpec
{
    [Check]
    public void An_interval_farther_right_holds_no_more()
    {
        Evidence
            .ForAll(
                "∫ over I′ minus ∫ over I, ℓ′ ≤ ℓ; steps, half Gaussians, exponentials",
                Falling().ShrunkBy(Shrink),
                c => c.Excess(c.RightLength),
                Absolute(1e-12)
            )
            .Rejects("also for ℓ′ > ℓ", c => c.Excess(1.5 * c.Length));
    }

    [Check]
    public void It_holds_strictly_less_without_a_plateau()
    {
        var smooth =
            from c in Falling()
            where c.Kind != FallingKind.Steps && c.Mass(c.Left, c.Left + c.Length) > 1e-9
            select c with
            {
                Right = Math.Max(c.Right, c.Left + 1e-3),
                RightLength = c.Length,
            };
        Evidence
            .ForAll(
                "ratio of ∫ over I′ to ∫ over I, equal lengths, a′ ≥ a + 10⁻³: amount by which it exceeds 1 − 10⁻⁹",
                smooth.ShrunkBy(Shrink),
                c => Math.Max(0, 1 + (c.Excess(c.Length) / c.Mass(c.Left, c.Left + c.Length)) - (1 - 1e-9)),
                Absolute(0)
            )
            .Rejects("plateaus too: f = 1", _ => 1e-9);
    }

    [Check]
    public void A_longer_interval_may_hold_more()
    {
        // f = 1: both masses are lengths.
        var flat = new Case(FallingKind.Steps, [1, 1, 1], 0, 1, 0.25, 0.5);
        Evidence
            .Agrees("f = 1, ℓ = 1/4, ℓ′ = 1/2: ∫ over I′ minus ∫ over I", flat.Excess(0.5), 0.25, Absolute(1e-15))
            .Rejects("at most 0, as for ℓ′ ≤ ℓ", 0);
    }

    private static Gen<Case> Falling() =>
        from kind in Gen.Elements(Enum.GetValues<FallingKind>())
        from heights in Draw.Between(0, 1).ArrayOf(4)
        from left in Draw.Between(0, 2)
        from shift in Draw.Between(0, 2)
        from length in Draw.Between(0.01, 2)
        from share in Draw.Between(0.1, 1)
        select new Case(kind, [.. heights.OrderDescending()], left, left + shift, length, length * share);

    private static IEnumerable<Case> Shrink(Case c)
    {
        var rounded = new Case(
            c.Kind,
            [.. c.Heights.Select(h => Math.Round(h, 1))],
            Math.Round(c.Left, 1),
            Math.Max(Math.Round(c.Left, 1), Math.Round(c.Right, 1)),
            Math.Max(0.1, Math.Round(c.Length, 1)),
            Math.Max(0.1, Math.Floor(10 * c.RightLength) / 10)
        );
        if (
            rounded.RightLength <= rounded.Length
            && !string.Equals(rounded.ToString(), c.ToString(), StringComparison.Ordinal)
        )
            yield return rounded;
    }

    private enum FallingKind
    {
        Steps,
        HalfGaussian,
        Exponential,
    }

    // Densities that do not increase on [0, ∞), c = 0, up to their normalisation.
    private sealed record Case(
        FallingKind Kind,
        double[] Heights,
        double Left,
        double Right,
        double Length,
        double RightLength
    )
    {
        public double Excess(double rightLength) => Mass(Right, Right + rightLength) - Mass(Left, Left + Length);

        public double Mass(double from, double to) =>
            Kind switch
            {
                FallingKind.HalfGaussian => Gaussian.Cumulative(to) - Gaussian.Cumulative(from),
                FallingKind.Exponential => Math.Exp(-from) - Math.Exp(-to),
                _ => Heights.Select((h, k) => h * Math.Max(0, Math.Min(to, k + 1) - Math.Max(from, k))).Sum(),
            };

        public override string ToString() =>
            $"{Kind} ({string.Join(", ", Heights)}), I = [{Left}, +{Length}], I' = [{Right}, +{RightLength}]";

        private static readonly InitialLaw Gaussian = StandardLaw.Normal(0, 1);
    }
}
