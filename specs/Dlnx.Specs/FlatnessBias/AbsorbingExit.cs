using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/asm-5.2",
    "Exit (C6)",
    Kind = ClaimKind.Assumption,
    Source = "Assumption 5.2, C6",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/def-5.1", "D/lem-F.9"],
    Verdict = Verdict.Conditional,
    Statement = """
        When the surplus is gone the process stops: $s_t \le 0$ implies $x_{t'} = x_t$ for all $t' \ge t$. In the log-curvature
        picture $\Delta(x) = 0$ for $x \le x_{exit}$.
        """,
    Explanation = """
        A modelling assumption. It is consistent with the point-mass results: with an absorbing exit below $x_0$ every string
        with $S_t \le 0$ still ends below $x_0$. A reflecting exit would break them.
        """
)]
public sealed class AbsorbingExit : ClaimSpec
{
    private const int LongestDrawn = 10;
    private const int ReflectedLength = 4;

    private static readonly StepLaw Law = new SigmoidStep(0.2, 0.3, 2, 0);

    [Parameter("xexit", Description = "x_exit, where the surplus is 0")]
    public double Exit { get; set; } = -1;

    [Parameter("x0", Description = "deterministic start, above the exit")]
    public double Start { get; set; }

    [Parameter("t", Min = 1, Max = 20, Description = "steps")]
    public int Steps { get; set; } = 8;

    public override void Validate()
    {
        if (!(Start > Exit))
            throw new ParameterException("x0", $"is {Start:R}; it must be above x_exit = {Exit:R}.");
    }

    [Check]
    public void Strings_without_a_rise_still_end_below_the_start() =>
        Evidence
            .ForAll(
                "strings with S ≤ 0, t ≤ 10, that do not end below x₀",
                ExitStart.Any,
                c => NotBelow(c, c.Absorbed),
                Absolute(0)
            )
            .Rejects("a reflecting exit", c => Reflected(c));

    [Check]
    public void An_exited_state_stays()
    {
        var law = new AbsorbedStep(Law, Exit);
        PointStartSpec.RequireIncreasing(Law, [Start], Steps);
        var endpoints = PathEnumeration.Endpoints(law, Start, Steps);
        var fact = Evidence.Matches(
            $"strings with S ≤ 0 and t = {Steps} that do not end below x₀",
            StringCensus.NotBelow<double>(endpoints, Start, sum => sum <= 0),
            0
        );
        fact.Rejects("strings with S > 0", StringCensus.NotBelow<double>(endpoints, Start, sum => sum > 0));
        var after = endpoints.Where(x => x <= Exit).Sum(x => Math.Abs(law.Up(x) - x) + Math.Abs(law.Down(x) - x));
        Evidence.Agrees("moves of exited states", after, 0, Absolute(0));
        Evidence.AtLeast(
            "P(x_t < x₀)",
            StringCensus.Below<double>(endpoints, Start) / (double)endpoints.Length,
            SignStrings.NonPositiveProbability(Steps)
        );
    }

    private static double NotBelow(ExitStart c, StepLaw law) =>
        Enumerable
            .Range(1, LongestDrawn)
            .Sum(t =>
                StringCensus.NotBelow<double>(PathEnumeration.Endpoints(law, c.Start, t), c.Start, sum => sum <= 0)
            );

    /// <summary>The same count when a step below the exit is turned back above it.</summary>
    private static double Reflected(ExitStart c) =>
        SignStrings.All(ReflectedLength).Count(s => s.Sum <= 0 && !(Bounce(c, s) < c.Start));

    private static double Bounce(ExitStart c, SignString signs)
    {
        var x = c.Start;
        for (var i = 0; i < signs.Length; i++)
        {
            x += signs[i] * c.Law.At(x);
            x = Math.Max(x, (2 * c.Exit) - x);
        }
        return x;
    }

    /// <summary>A law of G(100) above an exit, and a start 0.01 to 2 above it.</summary>
    private sealed record ExitStart(MixedStep Law, double Exit, double Start)
    {
        public static Arbitrary<ExitStart> Any { get; } =
            Arb.From(
                from seed in Draw.Seed()
                from exit in Draw.Between(-2, 2)
                from above in Draw.Between(0.01, 2)
                select new ExitStart(RandomStepLaws.Draw(new RandomStream(seed), 100), exit, exit + above),
                start => GeneratedStep.Shrink(start.Law).Select(law => start with { Law = law })
            );

        public StepLaw Absorbed => new AbsorbedStep(Law, Exit);
    }
}
