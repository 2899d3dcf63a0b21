using Dlnx.Linear;
using Dlnx.Maps;

namespace Dlnx.Specs.MatrixFactorization;

// What shows that the theorem as printed fails, under each of its readings.
public sealed partial class RankOneOscillation
{
    [Check(Role = Role.Counterexample)]
    public void The_printed_roots_are_not_the_orbit()
    {
        foreach (var L in new[] { 2, 3 })
        {
            var orbit = new BalancedMap(L, 2.1).TwoCycle();
            var printed = PrintedTwoCycle.Roots(L, 2.1);
            Evidence.Above($"L = {L}, k = 2.1: |ρ₁ − printed root|", Math.Abs(orbit.Low - printed.Low), 0.05);
            Evidence.Golden($"printed lower root at L={L}, k=2.1", printed.Low, Absolute(1e-12));
            Evidence.Golden($"printed upper root at L={L}, k=2.1", printed.High, Absolute(1e-12));
        }
        Evidence
            .Matches(
                "printed roots in the upper bracket at L = 3, k = 2.1",
                PrintedTwoCycle.Roots(3, 2.1).Upper.Count,
                2
            )
            .Rejects("“the two real roots”: one in each bracket", 1);
        Evidence
            .Matches(
                "printed roots in the lower bracket at L = 3, k = 1.9, where nothing oscillates",
                PrintedTwoCycle.Roots(3, 1.9).Lower.Count,
                1
            )
            .Rejects("none below the onset", 0);
    }

    [Check(Role = Role.Counterexample)]
    public void As_a_tied_scalar_the_printed_roots_are_an_unstable_orbit()
    {
        foreach (var L in new[] { 2, 3 })
        {
            var multiplier = PrintedTwoCycle.TiedMultiplier(L, 2.1);
            Evidence.Above($"L = {L}, k = 2.1: |multiplier| of the tied map", Math.Abs(multiplier), 1);
            Evidence.Golden($"tied multiplier at L={L}, k=2.1", multiplier, Absolute(L == 2 ? 1e-2 : 1e-3));
        }
    }

    [Check(Role = Role.Counterexample)]
    public void Inside_the_printed_window_the_period_is_four()
    {
        double[] sigma = [10, 6, 3];
        const double level = 50;
        var thresholds = SingularModeThresholds.Of(3, sigma);
        var sharpness = thresholds.ModeSharpness[0];
        var printedLimit = Math.Max(HessianSpectrum.Lambda(3, 10, 6), sharpness / (2 * Math.Sqrt(2)));
        Evidence.Above("K = 50 against the printed lower limit K′", level, printedLimit);
        Evidence.Below("K = 50 against S", level, sharpness);

        var target = TargetMatrix.Diagonal(5, sigma);
        var network = DeepLinearNetworks.Unbalanced(3, 5, 0.3);
        Run(network, target, 2 / level, 12_000);
        var values = new double[PeriodDetector.Window];
        for (var t = 0; t < values.Length; t++)
        {
            values[t] = network.ProjectedSingularValues(target.Left, target.Right)[0];
            network.Step(target.Matrix, 2 / level);
        }
        Evidence
            .Matches("period of the first singular value", PeriodDetector.Period(values), 4)
            .Rejects("as printed", 2);
        var k = 2 * sharpness / level;
        Evidence.Above("|multiplier| of the two-period orbit", Math.Abs(TwoPeriodOrbit.At(3, k).Multiplier), 1);
        var cycle = values[..4].Order().ToArray();
        for (var i = 0; i < cycle.Length; i++)
            Evidence.Golden($"K=50: value {i + 1} of the four-cycle", cycle[i], Absolute(1e-7));
    }
}
