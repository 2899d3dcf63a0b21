using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

[Claim(
    "D/lem-F.2",
    "Two-step cancellations",
    Kind = ClaimKind.Lemma,
    Source = "Lemma F.2",
    Provenance = Provenance.Reconstructed,
    DependsOn = ["D/cond-5.3"],
    Verdict = Verdict.Confirmed,
    Statement = """
        For a positive, strictly increasing $\Delta$ and $T_\pm(x) = x \pm \Delta(x)$, two opposite steps end left of the start:
        $$T_{+-}(x) - x = \Delta(x) - \Delta(x + \Delta(x)) < 0, \qquad T_{-+}(x) - x = \Delta(x - \Delta(x)) - \Delta(x) < 0.$$
        """
)]
public sealed class TwoStepCancellation : PointStartSpec
{
    private static readonly SignString UpDown = SignString.Parse("+-");
    private static readonly SignString DownUp = SignString.Parse("-+");

    [Check]
    public void Both_orders_move_left_exactly() =>
        Evidence
            .ForAll("sign of T(x) − x, in fractions", ExactStart.Any, c => NotNegative(c, Moves(c)), Absolute(0))
            .Rejects("T(x) = x, as for constant Δ", c => Moves(c).Max(move => Math.Abs((double)move)))
            .Rejects("T(x) > x, as for decreasing Δ", c => NotNegative(c, [.. Moves(c).Select(move => -move)]));

    [Check]
    public void Both_orders_move_left_for_steep_laws()
    {
        Evidence
            .ForAll(
                "T(x) − x against the differences of Δ",
                SteepStart.Any,
                c => IdentityGap(c.Law, c.Start),
                Absolute(1e-12)
            )
            .Rejects("the opposite sign", c => IdentityGap(new ReflectedStep(c.Law), c.Start, sign: -1));
        Evidence
            .ForAll("orders that do not move left", SteepStart.Any, c => Right(c.Law, c.Start), Absolute(0))
            .Rejects("decreasing Δ", c => Right(new ReflectedStep(c.Law), c.Start));
    }

    [Check]
    public void The_chosen_law_moves_left()
    {
        RequireIncreasing(2);
        double[] measured = [UpDown.Apply(Law, Start) - Start, DownUp.Apply(Law, Start) - Start];
        Evidence
            .Agrees(
                "T₊₋(x) − x and T₋₊(x) − x",
                measured,
                Differences(Law, Start),
                Absolute(1e-12 * Math.Max(Math.Abs(Start), Scale(Law, Start)))
            )
            .Rejects("no move", 0, 0);
        Evidence.Below("the larger of the two", measured.Max(), 0);
    }

    [Check]
    public void Reference_moves()
    {
        Evidence.Golden("T₊₋(½) − ½", UpDown.Apply(Reference, ReferenceStart) - ReferenceStart, Absolute(1e-10));
        Evidence.Golden("T₋₊(½) − ½", DownUp.Apply(Reference, ReferenceStart) - ReferenceStart, Absolute(1e-10));
    }

    private static Rational[] Moves(ExactStart c) =>
        [UpDown.States(c.Law, c.Start)[^1] - c.Start, DownUp.States(c.Law, c.Start)[^1] - c.Start];

    private static double NotNegative(ExactStart c, Rational[] moves)
    {
        var (here, up, down) = (c.Law.At(c.Start), c.Law.At(c.Law.Up(c.Start)), c.Law.At(c.Law.Down(c.Start)));
        var identity = Moves(c).SequenceEqual([here - up, down - here]) ? 0 : 1;
        return identity + moves.Count(move => move >= 0);
    }

    private static double IdentityGap(StepLaw law, double x, int sign = 1)
    {
        var formula = Differences(law, x);
        var up = UpDown.Apply(law, x) - x - (sign * formula[0]);
        var down = DownUp.Apply(law, x) - x - (sign * formula[1]);
        return Math.Max(Math.Abs(up), Math.Abs(down)) / Scale(law, x);
    }

    private static double[] Differences(StepLaw law, double x) =>
        [law.At(x) - law.At(law.Up(x)), law.At(law.Down(x)) - law.At(x)];

    private static double Scale(StepLaw law, double x) => Math.Max(1, law.At(x));

    private static double Right(StepLaw law, double x) =>
        (UpDown.Apply(law, x) < x ? 0 : 1) + (DownUp.Apply(law, x) < x ? 0 : 1);
}
