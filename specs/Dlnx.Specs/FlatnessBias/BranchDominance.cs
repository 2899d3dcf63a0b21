using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.22",
    "Three-branch dominance",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.22",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.21"],
    Verdict = Verdict.Corrected,
    Statement = """
        Let $m$ be the median of a unimodal $f$. Then $P(T_{ab}(X) \le m) \ge \tfrac12$ for $ab \in \{+-, -+, --\}$; and if the
        mode is at most $m$, then $\tfrac14\sum_{ab} P(T_{ab}(X) \le m) \ge \tfrac12$.
        """,
    Corrected = """
        The first part holds. The second holds if $P(m < X \le m + d) \ge P(m - d < X \le m)$ for $d = m - T_{++}^{-1}(m)$,
        in particular if $f$ is symmetric about $m$.
        """,
    Explanation = """
        For the Pareto law with $\alpha = 3$ and $\Delta = u/20$ the mode $1$ is below the median $2^{1/3}$, and
        $F_2(m_0) = 1 - (1 + 3m^2)^2/2 = 0.49247 < \tfrac12$. The pairing is backwards: with the mode on the left there is more
        mass just left of $m$ than just right of it, and it is the left mass that escapes upwards.
        """
)]
public sealed class BranchDominance : ClaimSpec
{
    private static readonly SignString[] Three =
    [
        SignString.Parse("+-"),
        SignString.Parse("-+"),
        SignString.Parse("--"),
    ];

    [Parameter(Above = 0, Max = 20, Description = "α of the Pareto start")]
    public double Alpha { get; set; } = 3;

    [Parameter("m", Above = 0, Below = 1, Description = "m of Δ = mu")]
    public double Slope { get; set; } = 0.05;

    [Check]
    public void Three_branches_keep_at_least_half_below_the_median()
    {
        Evidence
            .ForAll(
                "½ − P(T_ab(X) ≤ m) for +−, −+, −−; G(1000; 0.9), unimodal starts",
                GeneratedProcess.Lipschitz(0.9),
                c => Three.Max(pair => Deficit(c, pair)),
                Absolute(1e-12)
            )
            .Rejects("for ++ too", c => Deficit(c, SignString.Parse("++")));
        Evidence
            .ForAll(
                "½ − F₂(m) where P(m < X ≤ m + d) ≥ P(m − d < X ≤ m)",
                GeneratedProcess.Lipschitz(0.9),
                c => NextMedian.Of(c).DeficitUnderCondition,
                Absolute(1e-12)
            )
            .Rejects(
                "where the mode is at most m",
                c => NextMedian.Of(c) is { ModeIsBelow: true } next ? next.Deficit : 0
            );
    }

    [Check(Role = Role.Counterexample)]
    public void A_Pareto_start_loses_more_than_half()
    {
        var exact = ParetoMedian.ExactCumulativeAtFirstMedian(3, new Rational(1, 20), 2);
        Evidence
            .Matches("α = 3, m = 1/20: F₂(m₀) < 1/2, in fractions", exact < new Rational(1, 2), true)
            .Rejects("F₂(m₀) ≥ ½ where the mode is below the median", false);
        Evidence.Golden("F₂(m₀), α = 3, m = 1/20", (double)exact, Absolute(1e-12));
    }

    [Check(Role = Role.Counterexample)]
    public void So_does_the_chosen_one()
    {
        var closed = new ParetoMedian(Alpha, Slope);
        if (Alpha <= 1)
            Skip($"The closed form ½ + (½ − ½e_α²) is at least ½ for α = {Alpha} ≤ 1; take α > 1.");
        if (Math.Pow(2, 1 / Alpha) < (1 + Slope) * (1 + Slope))
            Skip($"For α = {Alpha}, m = {Slope} the median is below (1 + m)², where the closed form ends.");
        var below = new MultiplicativeLaw(StandardLaw.Pareto(Alpha), Slope, 2).Cumulative(closed.At(0));
        Evidence
            .Agrees("F₂(m₀), mixture and closed form", below, closed.Cumulative(closed.At(0), 2), Absolute(1e-12))
            .Rejects("½, so that the median stays", 0.5);
    }

    private static double Deficit(GeneratedProcess c, SignString pair)
    {
        var (start, inverse) = (c.Start.Law, new StepInverse(c.Step));
        return 0.5 - start.Cumulative(inverse.Through(pair, start.Median));
    }
}
