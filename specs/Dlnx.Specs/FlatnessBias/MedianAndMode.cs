using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/prop-5.11",
    "Median dominates mode",
    Kind = ClaimKind.Proposition,
    Source = "Proposition 5.11, proof in App. F.9",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.20", "D/cond-5.7", "D/cond-5.8"],
    Verdict = Verdict.Refuted,
    Statement = "Under Conditions 5.7 and 5.8, $m_t \\ge c_t$ for every even $t$: the median is at least the mode.",
    Readings = [
        "x₀ absolutely continuous (counterexample A, a density with a jump), or its density continuous (A′ and B).",
        "All fail at t = 2 and t = 4, so t = 0 is not needed; A has L = 1/100, B is symmetric.",
    ],
    Explanation = """
        Density $2x$ on $[0, 1]$ with $\Delta = (1 + x)/100$ has the mode $0.9602$ and the median $0.7064$ at $t = 2$; so has,
        nearly, a triangle with its peak at $9/10$. The symmetric tent on $[1, 3]$ with $\Delta = u/10$ has the mode $1.98$
        and the median $1.965$. What survives is conditional: for symmetric $f_0$ with three derivatives and small
        steps the mode drifts three times as fast as the median, and for every start tested the ordering
        holds from some $t$ on.
        """
)]
public sealed partial class MedianAndMode : ClaimSpec
{
    [Parameter("f0", Description = "law of u₀; fractions are exact for triangular(lo,peak,hi)")]
    public string F0 { get; set; } = "triangular(1,2,3)";

    [Parameter("m", Description = "m of Δ = mu, a fraction in (0, 1)")]
    public string Slope { get; set; } = "1/10";

    [Parameter("t", Min = 0, Max = 40, Description = "steps, even")]
    public int Steps { get; set; } = 2;

    [Parameter(Description = "reported is u − shift")]
    public double Shift { get; set; }

    public override void Validate()
    {
        StepRules.Continuous("f0", F0);
        TriangularExample.Parse(F0, Slope);
        StepRules.RequireEven("t", Steps);
    }

    // Fractions of the catalogue; the ordering fails iff F_t(mode) > ½.
    [Check(Role = Role.Counterexample)]
    public void A_left_skewed_start_refutes_it()
    {
        var law = TriangularExample.LeftSkewed.Exact(2);
        Evidence.Matches("mode of u = 1 + x", law.Mode.ToString(), "9801/5000").Rejects("c", "2");
        BelowMode(law, "96100405/104060401");
        Evidence.Golden("A: density at the mode", (double)law.DensityAt(law.Mode), Absolute(1e-10));
        Evidence.Golden("A: density at 1.9998", (double)law.DensityAt(new Rational(9999, 5000)), Absolute(1e-10));
        Evidence.Golden("A: density at 2.0402", (double)law.DensityAt(new Rational(10201, 5000)), Absolute(1e-10));
        MedianOf("A: median of x, t = 2", TriangularExample.LeftSkewed, 2, 1);
        MedianOf("A: median of x, t = 0", TriangularExample.LeftSkewed, 0, 1);
    }

    [Check(Role = Role.Counterexample)]
    public void A_continuous_density_refutes_it()
    {
        var law = TriangularExample.Continuous.Exact(2);
        Evidence.Matches("mode of x = u − 1, t = 2", (law.Mode - 1).ToString(), "86219/100000").Rejects("c", "9/10");
        BelowMode(law, "2583153487/3121812030");
        MedianOf("A′: median of x, t = 2", TriangularExample.Continuous, 2, 1);
        var later = TriangularExample.Continuous.Exact(4);
        Evidence.Golden("A′: mode of x, t = 4", (double)(later.Mode - 1), Absolute(1e-9));
        MedianOf("A′: median of x, t = 4", TriangularExample.Continuous, 4, 1);
        Evidence.Matches("A′: median < mode at t = 4, in fractions", MedianIsBelowMode(later), true);
        MedianOf("A′: median of x, t = 0", TriangularExample.Continuous, 0, 1);
    }

    [Check(Role = Role.Counterexample)]
    public void A_symmetric_tent_refutes_it()
    {
        var law = TriangularExample.Tent.Exact(2);
        Evidence.Matches("mode", law.Mode.ToString(), "99/50").Rejects("c", "2");
        Evidence
            .Matches("density at the mode", law.DensityAt(law.Mode).ToString(), "784000/970299")
            .Rejects("that of the start", "1");
        BelowMode(law, "10037/19602");
        foreach (var knot in law.Knots)
            Evidence.Golden($"B: density at the knot {(double)knot}", (double)law.DensityAt(knot), Absolute(1e-6));
        DrawTent(law);
    }

    [Check(Role = Role.Counterexample)]
    public void Every_tent_refutes_it_while_its_images_overlap()
    {
        // F₂(c(1 − m²)) = ½ + ¼[G(2cm/(1 − m)) − G(2cm/(1 + m))], G(δ) = F₀(c + δ) − ½, half-width 1.
        var cases =
            from c in Draw.Integer(110, 400)
            from share in Draw.Integer(1, 99)
            select new TentCase(new Rational(c, 100), new Rational(share, 100));
        Evidence
            .ForAll(
                "tents with centre c, in fractions: 0 if the mode is c(1 − m²) and F₂ there as predicted and above ½",
                cases.Where(c => c.Overlaps).ToArbitrary(),
                c =>
                    c.Law.Mode == c.Mode && c.Law.Cumulative(c.Mode) == c.Below && c.Below > new Rational(1, 2) ? 0 : 1,
                Absolute(0)
            )
            .Rejects("mode = c", c => c.Law.Mode == c.Centre ? 0 : 1)
            .Rejects("F₂(mode) ≤ ½", c => c.Law.Cumulative(c.Mode) <= new Rational(1, 2) ? 0 : 1);
    }

    [Check]
    public void The_chosen_law_agrees_in_fractions_and_in_floating_point()
    {
        if (TriangularExample.Parse(F0, Slope) is not { } example)
        {
            Skip("Fractions need a triangular f0; the other checks do not use it.");
            return;
        }
        var (exact, floating) = (example.Exact(Steps), example.Floating(Steps));
        var mode = (double)exact.Mode;
        var height = (double)exact.DensityAt(exact.Mode);
        Evidence.Agrees(
            $"largest density, at u − shift = {mode - Shift}",
            floating.Shape().Height,
            height,
            Relative(1e-9)
        );
        Evidence.Agrees("F_t(mode)", floating.Cumulative(mode), (double)exact.Cumulative(exact.Mode), Absolute(1e-9));
        var median = (double)Median(example, Steps);
        var digits = 1e-11 * Math.Max(1, Math.Abs(median));
        Evidence.Agrees("median", floating.Median - Shift, median - Shift, Absolute(digits));
    }

    private void BelowMode(ExactTriangularMixture law, string fraction)
    {
        Evidence.Matches("F₂(mode)", law.Cumulative(law.Mode).ToString(), fraction).Rejects("one half", "1/2");
        Evidence.Matches("median < mode, in fractions", MedianIsBelowMode(law), true).Rejects("median ≥ mode", false);
    }

    private void MedianOf(string name, TriangularExample example, int steps, Rational shift) =>
        Evidence.Golden(name, (double)(Median(example, steps) - shift), Absolute(1e-9));

    // The left end of an interval of width 10⁻¹² that holds the median for certain.
    private static Rational Median(TriangularExample example, int steps) =>
        example.Exact(steps).MedianFloor(new Rational(1, 1_000_000_000_000));

    // Where F is above ½ strictly and continuous, every median is to the left.
    private static bool MedianIsBelowMode(ExactTriangularMixture law) => law.Cumulative(law.Mode) > new Rational(1, 2);

    private void DrawTent(ExactTriangularMixture law)
    {
        double[] knots = [.. law.Knots.Select(knot => (double)knot)];
        var pushed = new CurvatureTransferOperator(new AffineStep(0, 0.1), new TransferGrid(0.5, 4, 3500)).Evolve(
            new TriangularLaw(1, 2, 3),
            2
        );
        var shown = Enumerable.Range(0, 3500).Where(i => i % 50 == 25).ToArray();
        Figure("Tent on [1, 3], Δ = u/10: density at t = 2", Axis.Linear("u"), Axis.Linear("f₂(u)"))
            .Line("f₂ in fractions", knots, [.. law.Knots.Select(knot => (double)law.DensityAt(knot))])
            .Points(
                "transfer operator",
                [.. shown.Select(i => pushed.Grid.Edge(i))],
                [.. shown.Select(i => 0.5 * (pushed.Densities[i - 1] + pushed.Densities[i]))]
            )
            .Rule("median", (double)Median(TriangularExample.Tent, 2))
            .Rule("mode c(1 − m²)", (double)law.Mode);
    }

    private sealed record TentCase(Rational Centre, Rational Share)
    {
        // Share of the largest m for which the outer images stay inside the support, 2cm/(1 − m) ≤ 1.
        public Rational Slope => Share / ((2 * Centre) + 1);

        public ExactTriangularMixture Law => new(Centre - 1, Centre, Centre + 1, Slope, 2);

        public Rational Mode => Centre * (1 - (Slope * Slope));

        public Rational Below =>
            new Rational(1, 2)
            + ((Right(2 * Centre * Slope / (1 - Slope)) - Right(2 * Centre * Slope / (1 + Slope))) / 4);

        // (1 + m)^−4 + 2(1 − m²)^−2 > (1 − m)^−4.
        public bool Overlaps
        {
            get
            {
                var (up, down) = ((1 + Slope) * (1 + Slope), (1 - Slope) * (1 - Slope));
                return (1 / (up * up)) + (2 / (up * down)) > 1 / (down * down);
            }
        }

        private static Rational Right(Rational distance) => distance - (distance * distance / 2);
    }
}
