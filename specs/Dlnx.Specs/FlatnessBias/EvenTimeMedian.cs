using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/thm-5.12",
    "Even-time median drift",
    Kind = ClaimKind.Theorem,
    Source = "Theorem 5.12, proof in App. F.10",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.22", "D/prop-5.11"],
    Verdict = Verdict.Corrected,
    Statement = """
        Under Conditions 5.7 and 5.8, where $c_t \le m_t$: (a) $m_{t+2} \le m_t$ for even $t$; (b) if
        $\Delta, \Delta' > 0$ near $m_t$, then $m_{t+2} \le m_t - (1 - \varepsilon)\,\Delta(m_t)\Delta'(m_t)$.
        """,
    Corrected = """
        For any increasing $\Delta$ with $L < 1$ and $d = m_t - T_{++}^{-1}(m_t)$: if
        $P(m_t < x_t \le m_t + d) \ge P(m_t - d < x_t \le m_t)$, then $F_{t+2}(m_t) \ge \tfrac12$; in particular if $f_t$ is
        symmetric about $m_t$, then for steep $\Delta$ too. For small steps
        $$\frac{dm}{dt} = -\Delta\Delta' - \tfrac12\Delta^2\,\frac{f'(m)}{f(m)},$$
        so the median falls iff $2\Delta'/\Delta + f'/f > 0$ there.
        """,
    Readings = [
        "Unimodal at every step, not only at t = 0: the right Gumbel law keeps one peak and its median still rises.",
        "“With high probability” as F_{t+2}(m_t) ≥ ½ − 2e^{−a²/2} for every a: fails for the Pareto law too.",
    ],
    Explanation = """
        From the Pareto law $f_0 = \alpha u^{-1-\alpha}$ and $\Delta = mu$ the median is $2^{1/\alpha}e_\alpha^{t/\alpha}$ with
        $e_\alpha = \tfrac12[(1 + m)^\alpha + (1 - m)^\alpha]$, which rises for $\alpha > 1$. The proof leaves out that a falling
        density sends more mass up across the median than down: the term with $f'/f$.
        """
)]
public sealed partial class EvenTimeMedian : ClaimSpec
{
    private static readonly int[] GumbelTimes = [0, 2, 4, 6, 8, 10, 20, 40, 80];

    [Parameter("f0", Description = InitialLawChoice.Words)]
    public string F0 { get; set; } = "pareto(2)";

    [Parameter("m", Above = 0, Below = 1, Description = "m of Δ = mu")]
    public double Slope { get; set; } = 0.05;

    [Parameter("t", Min = 0, Max = 80, Description = "steps, even")]
    public int Steps { get; set; } = 4;

    public override void Validate()
    {
        StepRules.Continuous("f0", F0);
        StepRules.RequireEven("t", Steps);
    }

    [Check(Role = Role.Counterexample)]
    public void Medians_from_a_Pareto_start_follow_the_closed_form()
    {
        foreach (var (alpha, m, last) in new[] { (2, 0.05, 4), (2, 0.1, 2), (3, 0.05, 4), (3, 0.1, 2), (0.5, 0.1, 4) })
        {
            var closed = new ParetoMedian(alpha, m);
            for (var t = 0; t <= last; t += 2)
            {
                var median = new MultiplicativeLaw(StandardLaw.Pareto(alpha), m, t).Median;
                Evidence.Golden($"median, α = {alpha}, m = {m}, t = {t}", median, Absolute(1e-11));
                Evidence.Agrees(
                    $"median of the mixture, α = {alpha}, m = {m}, t = {t}",
                    median,
                    closed.At(t),
                    Relative(1e-12)
                );
            }
        }
        var cases =
            from alpha in Draw.Between(0.2, 6)
            from m in Draw.Between(0.005, 0.2)
            from half in Draw.Integer(1, 4)
            from above in Draw.Between(1, 3)
            select new ParetoCase(Math.Round(alpha, 3), Math.Round(m, 3), 2 * half, above);
        Evidence
            .ForAll(
                "F_t of the mixture and 1 − u^{−α}e_α^t, u ≥ (1 + m)^t",
                cases.ToArbitrary(),
                c => Math.Abs(c.Mixture - c.Closed),
                Absolute(1e-12)
            )
            .Rejects(
                "e_α^{t/2}",
                c => Math.Abs(c.Mixture - new ParetoMedian(c.Alpha, c.M).Cumulative(c.Place, c.Steps / 2))
            );
    }

    [Check(Role = Role.Counterexample)]
    public void Medians_rise_in_fractions()
    {
        // F₂(m₀) < ½ iff the median rises; 2 ≥ (1 + m)^{2α} keeps the closed form valid.
        var cases =
            from alpha in Draw.Integer(2, 3)
            from numerator in Draw.Integer(1, 100)
            select new ExactPareto(alpha, new Rational(numerator, 1000));
        Evidence
            .ForAll(
                "α = 2, 3, m ≤ 1/10: 0 if F₂(m₀) < ½",
                cases.ToArbitrary(),
                c => c.Below < new Rational(1, 2) ? 0 : 1,
                Absolute(0)
            )
            .Rejects("(a) F₂(m₀) ≥ ½", c => c.Below >= new Rational(1, 2) ? 0 : 1);
        Evidence
            .Matches(
                "α = 1: F₂(m₀)",
                ParetoMedian.ExactCumulativeAtFirstMedian(1, new Rational(1, 20), 2).ToString(),
                "1/2"
            )
            .Rejects("falls", "more");
    }

    [Check(Role = Role.Counterexample)]
    public void No_slack_saves_it()
    {
        foreach (var (m, reach) in new[] { (0.05, 3.4), (0.1, 2.9) })
        {
            var below = new ParetoMedian(3, m) is var closed ? closed.Cumulative(closed.At(0), 2) : 0;
            Evidence.Golden($"F₂(m₀), α = 3, m = {m}", below, Absolute(1e-9));
            Evidence.Above(
                $"½ − F₂(m₀) against 2e^{{−a²/2}} at a = {reach}",
                0.5 - below,
                2 * Math.Exp(-0.5 * reach * reach)
            );
        }
    }

    [Check(Role = Role.Counterexample)]
    public void A_smooth_unimodal_law_rises_for_five_double_steps()
    {
        var start = LocationScaleLaw.Gumbel(2, 0.25);
        MultiplicativeLaw[] laws = [.. GumbelTimes.Select(t => new MultiplicativeLaw(start, 0.02, t))];
        double[] medians = [.. laws.Select(law => law.Median)];
        DensityShape[] shapes = [.. laws.Select(law => law.Shape())];
        for (var i = 0; i < laws.Length; i++)
            Evidence.Golden($"Gumbel(2; 0.25), m = 0.02: median, t = {laws[i].Steps}", medians[i], Absolute(1e-8));
        for (var i = 0; i < 3; i++)
            Evidence.Golden($"Gumbel(2; 0.25), m = 0.02: mode, t = {laws[i].Steps}", shapes[i].Mode, Absolute(1e-6));
        Evidence
            .Matches("peaks of f_t", shapes.Select(shape => shape.Peaks).ToArray(), [.. laws.Select(_ => 1)])
            .Rejects("unimodality is lost", [.. laws.Select(law => law.Steps + 1)]);
        Evidence.Above("smallest median − mode", shapes.Zip(medians, (shape, m) => m - shape.Mode).Min(), 0);
        Evidence
            .Matches("signs of the changes of the median", Signs(medians), [1, 1, 1, 1, 1, -1, -1, -1])
            .Rejects("(a) falls at every step", [-1, -1, -1, -1, -1, -1, -1, -1]);
        // Each term of the mixture is accurate to a few units of 10⁻¹⁶.
        for (var i = 0; i < 5; i++)
            Evidence.Below(
                $"F_{i * 2 + 2}(m_{i * 2}) plus the error bound 10⁻¹²",
                laws[i + 1].Cumulative(medians[i]) + 1e-12,
                0.5
            );
        Figure("Median from Gumbel(2; 0.25), Δ = u/50", Axis.Linear("t"), Axis.Linear("median and mode"))
            .Points("median", [.. GumbelTimes.Select(t => (double)t)], medians)
            .Points("mode", [.. GumbelTimes.Select(t => (double)t)], [.. shapes.Select(shape => shape.Mode)])
            .Level("m₀", medians[0]);
    }

    private static int[] Signs(double[] values) => [.. values.Zip(values.Skip(1), (a, b) => Math.Sign(b - a))];

    private sealed record ParetoCase(double Alpha, double M, int Steps, double Above)
    {
        public double Place => Above * Math.Pow(1 + M, Steps);

        public double Mixture => new MultiplicativeLaw(StandardLaw.Pareto(Alpha), M, Steps).Cumulative(Place);

        public double Closed => new ParetoMedian(Alpha, M).Cumulative(Place, Steps);
    }

    private sealed record ExactPareto(int Alpha, Rational M)
    {
        public Rational Below => ParetoMedian.ExactCumulativeAtFirstMedian(Alpha, M, 2);
    }
}
