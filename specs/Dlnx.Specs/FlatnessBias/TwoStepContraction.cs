using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.16",
    "Two-step contraction at a point",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.16",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The two-step kernel $K_2(x, \cdot) = \tfrac14\sum_{ab}\mathbb 1\{T_{ab}(x) \in \cdot\}$ has
        $K_2(x, (-\infty, x]) \ge \tfrac34$, with equality if and only if $\Delta(x) > 0$; it is $1$ where $\Delta(x) = 0$.
        """
)]
public sealed class TwoStepContraction : PointStartSpec
{
    [Check]
    public void Three_quarters_stay_at_or_below_the_point()
    {
        Evidence
            .ForAll("|K₂(x, (−∞, x]) − ¾|, in fractions", ExactStart.Any, c => Math.Abs(Exact(c) - 0.75), Absolute(0))
            .Rejects("½", c => Math.Abs(Exact(c) - 0.5))
            .Rejects("1", c => Math.Abs(Exact(c) - 1));
        Evidence
            .ForAll(
                "|K₂(x, (−∞, x]) − ¾| of steep laws",
                SteepStart.Any,
                c => Math.Abs(Kernel(c.Law, c.Start) - 0.75),
                Absolute(0)
            )
            .Rejects("decreasing Δ", c => Math.Abs(Kernel(new ReflectedStep(c.Law), c.Start) - 0.75));
    }

    [Check]
    public void Everything_stays_where_the_step_is_zero() =>
        Evidence
            .ForAll(
                "1 − K₂(x, (−∞, x]) at an exit",
                SteepStart.Any,
                c => 1 - Kernel(new AbsorbedStep(c.Law, c.Start), c.Start),
                Absolute(0)
            )
            .Rejects("¾ there too", c => Math.Abs(0.75 - Kernel(new AbsorbedStep(c.Law, c.Start), c.Start)));

    [Check]
    public void The_chosen_law_contracts()
    {
        RequireIncreasing(2);
        Evidence.Agrees("K₂(x₀, (−∞, x₀])", Kernel(Law, Start), 0.75, Absolute(0)).Rejects("1", 1).Rejects("½", 0.5);
    }

    private static double Kernel(StepLaw law, double x) => EndpointLaw.From(law, x, 2).Cumulative(x);

    private static double Exact(ExactStart c) => c.Endpoints(2).Count(x => x <= c.Start) / 4.0;
}
