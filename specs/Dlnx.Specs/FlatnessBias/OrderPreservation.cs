using Dlnx.Flatness;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.12",
    "Order preservation",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.12",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/cond-5.8"],
    Verdict = Verdict.Confirmed,
    Statement = """
        If $\Delta$ is increasing with Lipschitz constant $L < 1$, then $T_\pm(x) = x \pm \Delta(x)$ are strictly increasing
        bijections of the line with slopes in $[1 - L, 1 + L]$. Hence $T_\sigma^{-1}([y, y + w])$ is an interval whose ends
        increase with $y$, for every string $\sigma$.
        """
)]
public sealed class OrderPreservation : ClaimSpec
{
    private const double L = 0.9;

    private static readonly SignString[] Strings = [.. Enumerable.Range(1, 4).SelectMany(SignStrings.All)];

    [Parameter(Description = StepLawChoice.Words)]
    public string Delta { get; set; } = "sigmoid(0.1,0.2,2,0)";

    public override void Validate() => StepRules.Invertible("delta", Delta);

    [Check]
    public void Slopes_of_both_maps_lie_between_1_minus_L_and_1_plus_L()
    {
        var steep = Outside(StepRules.TooSteep);
        Evidence
            .ForAll(
                "difference quotients of T₊ and T₋ outside [1 − L, 1 + L], G(1000; 0.9)",
                Steps(),
                Outside,
                Absolute(1e-9)
            )
            .Rejects("for any increasing Δ: slope 1.8", _ => steep);
    }

    [Check]
    public void Strings_preserve_order()
    {
        var steep = LargestFall(StepRules.TooSteep);
        Evidence
            .ForAll(
                "how far T_σ falls between neighbours of a grid, all strings up to length 4",
                Steps(),
                LargestFall,
                Absolute(0)
            )
            .Rejects("for any increasing Δ: slope 1.8", _ => steep);
    }

    [Check]
    public void Newton_inverts_every_string() =>
        Evidence
            .ForAll(
                "T_σ(T_σ⁻¹(y)) − y over max(1, |y|), all strings up to length 4",
                Steps(),
                law => LargestRoundTrip(law, s => s),
                Absolute(1e-12)
            )
            .Rejects("the signs undone in their own order", law => LargestRoundTrip(law, Reversed));

    [Check]
    public void Preimages_of_windows_move_to_the_right()
    {
        var law = StepLawChoice.Parse("delta", Delta);
        var inverse = new StepInverse(law);
        const double width = 0.05;
        foreach (var s in Strings.Where(s => s.Length is 1 or 4))
        {
            Evidence.AtMost(
                $"σ = {s}: how far the ends of T_σ⁻¹([y, y + w]) move to the left",
                Math.Max(Fall(y => inverse.Through(s, y)), Fall(y => inverse.Through(s, y + width))),
                0
            );
        }
        Evidence
            .Matches(
                "steps down from 0.4 and 0.6 keep their order under the slope 1.8",
                StepRules.TooSteep.Down(0.4) < StepRules.TooSteep.Down(0.6),
                false
            )
            .Rejects("order is kept for any increasing Δ", true);
    }

    private static Arbitrary<MixedStep> Steps() => GeneratedStep.Lipschitz(L).ShrunkBy(GeneratedStep.Shrink);

    private static IEnumerable<double> Grid(int points) =>
        Enumerable.Range(0, points).Select(i => (6.0 * i / (points - 1)) - 3);

    private static double Outside(StepLaw law) =>
        Grid(200).Zip(Grid(200).Skip(1), (x, y) => Math.Max(Distance(law.Up, x, y), Distance(law.Down, x, y))).Max();

    private static double Distance(Func<double, double> map, double x, double y) =>
        Math.Abs(((map(y) - map(x)) / (y - x)) - 1) - L;

    private static double LargestFall(StepLaw law) =>
        Enumerable
            .Range(1, 4)
            .Max(t =>
            {
                var ends = Grid(200).Select(x => PathEnumeration.Endpoints(law, x, t)).ToArray();
                return ends.Zip(ends.Skip(1), (left, right) => left.Zip(right, (a, b) => Math.Max(0, a - b)).Max())
                    .Max();
            });

    private static double Fall(Func<double, double> map) =>
        Grid(200).Zip(Grid(200).Skip(1), (x, y) => Math.Max(0, map(x) - map(y))).Max();

    private static double LargestRoundTrip(StepLaw law, Func<SignString, SignString> done)
    {
        var inverse = new StepInverse(law);
        return Strings.Max(s =>
            Grid(8).Max(y => Math.Abs(done(s).Apply(law, inverse.Through(s, y)) - y) / Math.Max(1, Math.Abs(y)))
        );
    }

    private static SignString Reversed(SignString s) =>
        Enumerable.Range(0, s.Length).Aggregate(SignString.Empty, (all, i) => s.Slice(i, i + 1).Then(all));
}
