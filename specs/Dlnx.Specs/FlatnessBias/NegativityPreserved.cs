using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.5",
    "Overset and Add keep negativity",
    Kind = ClaimKind.Lemma,
    Source = "Lemmas F.5, F.6",
    Provenance = Provenance.Reconstructed,
    Aliases = ["D/lem-F.6"],
    DependsOn = ["D/lem-F.2", "D/lem-F.4"],
    Verdict = Verdict.Confirmed,
    Statement = """
        Let $\Delta$ be positive and strictly increasing. If $\sigma$ is a zero-sum string that is empty or negative,
        $T_\sigma(y) < y$ at every $y$, then $T_{+\sigma-}(x) < x$ and $T_{-\sigma+}(x) < x$. A concatenation of non-empty
        negative zero-sum strings is negative. No Lipschitz condition is needed.
        """
)]
public sealed class NegativityPreserved : PointStartSpec
{
    private const int LongestInner = 8;

    [Parameter("t", Min = 2, Max = 16, Description = "even length of the strings of the chosen law")]
    public int Steps { get; set; } = 8;

    public override void Validate()
    {
        base.Validate();
        StepRules.RequireEven("t", Steps);
    }

    [Check]
    public void Overset_keeps_negativity_at_the_last_sign()
    {
        // All that the lemma knows of σ is where it ends: at z ≤ T₊(x) or z ≤ T₋(x).
        var cases =
            from start in ExactStart.Any.Generator
            from drop in Draw.Integer(0, 64)
            select new Inner(start, new(drop, 16));
        Evidence
            .ForAll(
                "signs after which z ≤ T±(x) does not end below x, in fractions",
                cases.ToArbitrary(),
                c => c.NotBelow(),
                Absolute(0)
            )
            .Rejects("also for z above T±(x)", c => (c with { Drop = -c.Drop - 1 }).NotBelow());
    }

    [Check]
    public void Overset_strings_are_negative() =>
        Evidence
            .ForAll(
                "overset strings of length ≤ 10 that do not end below x₀",
                SteepStart.Any,
                c => Overset(c.Law, c.Start),
                Absolute(0)
            )
            .Rejects("decreasing Δ", c => Overset(new ReflectedStep(c.Law), c.Start));

    [Check]
    public void Concatenations_are_negative() =>
        Evidence
            .ForAll(
                "concatenations of length ≤ 8 that do not end below x₀",
                SteepStart.Any,
                c => Added(c.Law, c.Start),
                Absolute(0)
            )
            .Rejects("decreasing Δ", c => Added(new ReflectedStep(c.Law), c.Start));

    [Check]
    public void The_chosen_law_keeps_negativity()
    {
        RequireIncreasing(Steps);
        var endpoints = PathEnumeration.Endpoints(Law, Start, Steps);
        var made = SignStrings.ZeroSum(Steps).Where(s => IsOverset(s) || IsAdded(s)).ToList();
        Evidence
            .Matches(
                $"made strings of length {Steps} that do not end below x₀",
                made.Count(s => endpoints[s.Minuses] >= Start),
                0
            )
            .Rejects("all of them, as for constant Δ", made.Count);
    }

    private static double Overset(StepLaw law, double x) => NotBelow(law, x, LongestInner + 2, IsOverset);

    private static double Added(StepLaw law, double x) => NotBelow(law, x, LongestInner, IsAdded);

    private static double NotBelow(StepLaw law, double x, int longest, Func<SignString, bool> kind)
    {
        var found = 0;
        for (var t = 2; t <= longest; t += 2)
        {
            var endpoints = PathEnumeration.Endpoints(law, x, t);
            found += SignStrings.ZeroSum(t).Count(s => kind(s) && !(endpoints[s.Minuses] < x));
        }
        return found;
    }

    private static bool IsOverset(SignString s) => s[0] != s[s.Length - 1];

    private static bool IsAdded(SignString s) => !s.IsPrimitive;

    /// <summary>A start and how far below T±(x) the inner string ends.</summary>
    private sealed record Inner(ExactStart Start, Rational Drop)
    {
        public double NotBelow()
        {
            var (law, x) = (Start.Law, Start.Start);
            return (law.Down(law.Up(x) - Drop) < x ? 0 : 1) + (law.Up(law.Down(x) - Drop) < x ? 0 : 1);
        }
    }
}
