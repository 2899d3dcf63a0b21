using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.19",
    "Straddle",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.19",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/lem-F.18"],
    Verdict = Verdict.Refuted,
    Statement = """
        Let $c$ be the mode of $f$, $y$ that of the two-step mixture and $a_\bullet = T_\bullet^{-1}(y)$. Then
        $a_{++} \le c \le a_{--}$ and $\min(a_{+-}, a_{-+}) \le c \le \max(a_{+-}, a_{-+})$.
        """,
    Explanation = """
        The second part fails. For affine $\Delta$ both cross preimages are $y/(1 - m^2)$, so it would force
        $y = (1 - m^2)c$ exactly; for $N(2, 0.3^2)$ and $m = 0.05$ the mode is $1.970007$, not $1.995$. The first part is
        true for affine $\Delta$. The order of the cross pair is irrelevant.
        """
)]
public sealed class ModeStraddle : ClaimSpec
{
    [Parameter("m", Above = 0, Below = 1, Description = "m of Δ = mu")]
    public double Slope { get; set; } = 0.05;

    [Parameter("f0", Description = InitialLawChoice.Words)]
    public string F0 { get; set; } = "normal(2,0.3)";

    public override void Validate() => StepRules.Continuous("f0", F0);

    [Check]
    public void The_outer_preimages_straddle_the_mode() =>
        Evidence
            .ForAll(
                "how far c is outside [y/(1 + m)², y/(1 − m)²]",
                // A uniform density has no single mode to compare with.
                GeneratedMultiplication.Any().Generator.Where(c => c.Start.Word != "uniform").ToArbitrary(),
                c => Outside(c.Start.Law.Mode, Mode(c.Start.Law, c.M), 1 + c.M, 1 - c.M),
                Absolute(1e-7)
            )
            .Rejects(
                "the cross pair straddles too",
                c =>
                    Outside(
                        c.Start.Law.Mode,
                        Mode(c.Start.Law, c.M),
                        Math.Sqrt(1 - (c.M * c.M)),
                        Math.Sqrt(1 - (c.M * c.M))
                    )
            );

    [Check(Role = Role.Counterexample)]
    public void The_Gaussian_mode_is_elsewhere()
    {
        var mode = Mode(StandardLaw.Normal(2, 0.3), 0.05);
        Evidence.Golden("mode of N(2, 0.3²) after two steps, m = 0.05", mode, Absolute(1e-7));
        Evidence.Golden("its cross preimages y/(1 − m²)", mode / (1 - (0.05 * 0.05)), Absolute(1e-7));
        Evidence.Above("distance to (1 − m²)c = 1.995", 1.995 - mode, 0.02);
        Evidence
            .Agrees("mode, by golden section", GoldenSection(StandardLaw.Normal(2, 0.3), 0.05), mode, Absolute(1e-7))
            .Rejects("y = (1 − m²)c", 1.995);
    }

    [Check(Role = Role.Counterexample)]
    public void The_triangular_mode_is_elsewhere_in_fractions()
    {
        // The left-skewed example A of Proposition 5.11 in u = 1 + x: the density 2(u − 1) on [1, 2], m = 1/100.
        var mode = new ExactTriangularMixture(1, 2, 2, new Rational(1, 100), 2).Mode;
        var cross = mode / (1 - (new Rational(1, 100) * new Rational(1, 100)));
        Evidence
            .Matches(
                "cross preimages y/(1 − m²), c = 2",
                cross.ToString(),
                (new Rational(19602, 10000) / new Rational(9999, 10000)).ToString()
            )
            .Rejects("they straddle c", "2");
    }

    [Check]
    public void The_chosen_law_straddles_with_the_outer_pair()
    {
        var law = InitialLawChoice.Parse("f0", F0);
        if (law is NormalMixture or UniformLaw || law.Mode <= 0)
            Skip($"{F0} does not have a single mode on the right of 0, where Δ = mu > 0; choose a unimodal f0 there.");
        var (mode, cross, within) = (Mode(law, Slope), Math.Sqrt(1 - (Slope * Slope)), 1e-7 * law.Mode);
        var agreement = Evidence.Agrees(
            "how far c is outside [a_++, a_−−]",
            Math.Max(0, Outside(law.Mode, mode, 1 + Slope, 1 - Slope)),
            0,
            Absolute(within)
        );
        var outside = Outside(law.Mode, mode, cross, cross);
        if (outside > 10 * within)
            agreement.Rejects("the cross pair straddles too", outside);
    }

    private static double Mode(InitialLaw law, double m) => new MultiplicativeLaw(law, m, 2).Shape(801).Mode;

    private static double Outside(double c, double mode, double up, double down) =>
        Math.Max((mode / (up * up)) - c, c - (mode / (down * down)));

    private static double GoldenSection(InitialLaw law, double m)
    {
        var density = new MultiplicativeLaw(law, m, 2);
        var share = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (1.8, 2.1);
        while (high - low > 1e-9)
        {
            var (left, right) = (high - (share * (high - low)), low + (share * (high - low)));
            (low, high) = density.Density(left) > density.Density(right) ? (low, right) : (left, high);
        }
        return 0.5 * (low + high);
    }
}
