using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.20",
    "Cross-pair balance",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.20",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.19"],
    Verdict = Verdict.Refuted,
    Statement = """
        With $y$ the mode of the two-step mixture, $F_2(y) = \tfrac14\sum_{ab} F_0(T_{ab}^{-1}(y)) \le \tfrac12$.
        """,
    Explanation = """
        The examples A, A′ and B of Proposition 5.11 have $F_2(y) = 0.9235, 0.8275, 0.5120$, decided in fractions. Pairing
        each point right of $c$ with one left of $c$ that is no farther away needs equal distances on both sides.
        """
)]
public sealed class CrossPairBalance : ClaimSpec
{
    [Parameter("m", Description = "m of Δ = mu, a fraction in (0, 1)")]
    public string Slope { get; set; } = "1/10";

    [Parameter("f0", Description = "triangular(lo,peak,hi) in fractions; others are compared with nothing")]
    public string F0 { get; set; } = "triangular(1,2,3)";

    public override void Validate() => TriangularExample.Parse(F0, Slope);

    // The fractions are those of the catalogue.
    [Check(Role = Role.Counterexample)]
    public void Three_laws_have_more_than_half_below_the_mode()
    {
        Exceeds("A, density 2x, Δ = (1 + x)/100", TriangularExample.LeftSkewed, "96100405/104060401");
        Exceeds("A′, triangle with peak 9/10", TriangularExample.Continuous, "2583153487/3121812030");
        Exceeds("B, tent, Δ = u/10", TriangularExample.Tent, "10037/19602");
    }

    [Check]
    public void The_chosen_law_agrees_in_fractions_and_in_floating_point()
    {
        if (TriangularExample.Parse(F0, Slope) is not { } example)
        {
            Skip("Fractions need a triangular f0.");
            return;
        }
        var (exact, floating) = (example.Exact(2), example.Floating(2));
        var mode = exact.Mode;
        Evidence.Agrees("F₂(y)", floating.Cumulative((double)mode), (double)exact.Cumulative(mode), Absolute(1e-12));
    }

    private void Exceeds(string name, TriangularExample example, string fraction)
    {
        var law = example.Exact(2);
        var below = law.Cumulative(law.Mode);
        Evidence.Matches($"{name}: F₂(y)", below.ToString(), fraction).Rejects("one half", "1/2");
        Evidence
            .Matches($"{name}: F₂(y) > 1/2, in fractions", below > new Rational(1, 2), true)
            .Rejects("F₂(y) ≤ 1/2", false);
    }
}
