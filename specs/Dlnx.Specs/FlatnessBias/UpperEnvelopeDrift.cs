using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/thm-5.6",
    "Upper-envelope drift",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 5.6, eq. (28), proof F.6",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/prop-F.11"],
    Verdict = Verdict.Corrected,
    Statement = """
        Let $\Delta \ge d > 0$, $\Delta' \ge m$ with $0 < m \le 2$, $\mu_t(x)$ the upper median of $x_t$ given $x_0 = x$ and
        $U_t = \operatorname{ess\,sup}_{x_0}\mu_t$, $U_0 = \operatorname{ess\,sup}x_0 < \infty$. Then perpetually
        (i) $U_t \le U_0 - \tfrac t2md$ at even $t$; (ii) $F_t(U_t) \ge \tfrac12$, so a median of $x_t$ is at most $U_t$;
        (iii) once $\tfrac t2md \ge U_0 - m_0$, $m_t \le m_0$.
        """,
    Corrected = """
        (i)–(iii) hold up to a time $t$ with $d$ and $m$ valid on the hull of the states visited up to $t$, terminal ones
        included. Fixed constants allow at most $(\Delta(U_0) - d)/(m^2d)$ two-step periods.
        """,
    Explanation = """
        Bounds $\Delta \ge d > 0$, $\Delta' \ge m > 0$ cannot hold on the whole line, so the drift cannot go on for ever with
        fixed constants: $\Delta(U_0) \ge d + m(U_0 - x_{lo})$ caps the number of periods. For $\Delta = 1 + x/5$ the constants of
        the first two steps claim more after 120 steps than the process can ever fall. The step-to-step form
        $U_{t+2} \le U_t - md$ is not proved by the paper's argument, which applies a point-mass bound to a law that is none.
        """
)]
public sealed class UpperEnvelopeDrift : ClaimSpec
{
    [Parameter("delta", Description = "Δ: " + StepLawChoice.Words)]
    public string Delta { get; set; } = "affine(1,0.2)";

    [Parameter("atoms", Description = "equally likely values of x₀, at most 16")]
    public double[] Atoms { get; set; } = [-1, 0, 1];

    [Parameter("t", Min = 2, Max = 12, Description = "steps, even")]
    public int Steps { get; set; } = 6;

    public override void Validate()
    {
        StepLawChoice.Parse("delta", Delta);
        StepRules.RequireEven("t", Steps);
        if (Atoms.Length > 16)
            throw new ParameterException("atoms", $"has {Atoms.Length} values; give at most 16.");
    }

    [Check]
    public void The_envelope_falls_by_the_drift() =>
        Evidence
            .ForAll(
                "U_t − (U₀ − ½tmd), t = 2, 4, 6",
                EnvelopeStart.Any,
                c => c.Worst((e, gap, t) => e.Level - e.Start + gap.Drift(t)),
                Absolute(1e-12)
            )
            .Rejects("twice the drift", c => c.Worst((e, gap, t) => e.Level - e.Start + (2 * gap.Drift(t))));

    [Check]
    public void Half_of_the_mass_lies_below_the_envelope() =>
        Evidence
            .ForAll(
                "½ − F_t(U_t)",
                EnvelopeStart.Any,
                c => c.Worst((e, _, _) => 0.5 - e.CumulativeAtLevel),
                Absolute(1e-15)
            )
            .Rejects("¾ of it", c => c.Worst((e, _, _) => 0.75 - e.CumulativeAtLevel));

    [Check(Tier.Standard)]
    public void A_long_drift_carries_the_median_below_its_start() =>
        Evidence
            .ForAll("m_t − m₀ once ½tmd ≥ U₀ − m₀", EnvelopeStart.Any, c => c.Risen(Horizon.Reached), Absolute(1e-12))
            .Rejects("at every even time", c => c.Risen(Horizon.Any));

    [Check(Tier.Standard)]
    public void The_constants_cap_the_number_of_periods()
    {
        Evidence
            .ForAll(
                "d + m(U₀ − x_lo) − Δ(U₀)",
                EnvelopeStart.Any,
                c => c.Worst((e, gap, _) => Slack(c, e, gap, 1)),
                Absolute(1e-12)
            )
            .Rejects("twice the slope", c => c.Worst((e, gap, _) => Slack(c, e, gap, 2)));
        Evidence.ForAll(
            "½t − (Δ(U₀) − d)/(m²d)",
            EnvelopeStart.Any,
            c => c.Worst((e, gap, t) => (t / 2.0) - gap.LargestPeriods(c.Law.At(e.Start))),
            Absolute(1e-12)
        );
    }

    [Check(Role = Role.Counterexample)]
    public void The_drift_is_not_perpetual()
    {
        // Δ = 1 + x/5 from 1: in u = Δ(x) the median after 2n steps is (1 − m²)ⁿu₀, and u > 0 keeps x above −5.
        const double m = 0.2;
        var law = new AffineStep(1, m);
        var first = UpperEnvelope.Of(law, [1], 2);
        var gap = UniformGap.On(law, first.Hull);
        var fallen = (1 - new AffinePoint(m, 120).Median) * law.At(1) / m;
        Evidence
            .Agrees(
                "drop of the median after 2 steps by the closed form",
                first.Start - first.Level,
                (1 - new AffinePoint(m, 2).Median) * law.At(1) / m,
                Absolute(1e-12)
            )
            .Rejects("twice", 2 * (first.Start - first.Level));
        Evidence.AtLeast("drop after 2 steps − md", first.Start - first.Level - gap.Drift(2), 0);
        Evidence.Below("drop after 120 steps − 60md", fallen - gap.Drift(120), 0);
        Evidence.Below("periods that the constants allow", gap.LargestPeriods(law.At(1)), 60);
    }

    [Check]
    public void The_chosen_law_drifts()
    {
        var law = StepLawChoice.Parse("delta", Delta);
        PointStartSpec.RequireIncreasing(law, Atoms, Steps);
        var envelope = UpperEnvelope.Of(law, Atoms, Steps);
        var gap = UniformGap.On(law, envelope.Hull);
        if (gap.SmallestSlope > 2)
            Skip($"The slope is at least {gap.SmallestSlope:G6} on the visited states; the theorem needs m ≤ 2.");
        var rounding = 1e-12 * Math.Max(1, Atoms.Max(Math.Abs));
        Evidence.AtMost("U_t", envelope.Level, envelope.Start - gap.Drift(Steps) + rounding);
        Evidence.AtLeast("F_t(U_t)", envelope.CumulativeAtLevel, 0.5 - 1e-15);
        Evidence.AtLeast("periods allowed", gap.LargestPeriods(law.At(envelope.Start)), (Steps / 2) - 1e-9);
        var later = DiscreteLaw.Uniform(Atoms).After(law, Steps);
        Evidence.AtMost("smallest median of x_t", later.LowerMedian, envelope.Level);
    }

    private static double Slack(EnvelopeStart c, UpperEnvelope e, UniformGap gap, double factor) =>
        gap.SmallestStep + (factor * gap.SmallestSlope * (e.Start - e.Hull.Lower)) - c.Law.At(e.Start);
}
