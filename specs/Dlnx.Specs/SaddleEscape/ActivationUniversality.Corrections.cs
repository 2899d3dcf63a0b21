using Dlnx.Escape;
using Dlnx.Numerics;
using Dlnx.Numerics.Ode;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.SaddleEscape;

// The first correction to the collapse, in times and along the trajectory.
public sealed partial class ActivationUniversality
{
    [Check(Tier.Standard)]
    public void The_first_correction_has_the_sharp_form()
    {
        double[] scales = [0.04, 0.02, 0.01, 0.005];
        foreach (var (phi, depth) in new[] { ("tanh", 6), ("tanh", 5), ("gelu", 5), ("swish", 4) })
        {
            var law = new CollapseCorrection(Activations.Find(phi), depth);
            var ratios = Excesses(law, scales).Zip(scales, (excess, eps) => excess / law.Predicted(eps)).ToArray();
            foreach (var (eps, ratio) in scales.Zip(ratios))
                Evidence.Golden($"{phi}, L = {depth}, ε = {eps}: correction over its law", ratio, Absolute(1e-3));
            Approaches($"{phi}, L = {depth}: correction over its law", ratios, 1);
            Evidence
                .Agrees($"{phi}, L = {depth}: correction over its law at ε = 0.005", ratios[^1], 1, Absolute(0.05))
                .Rejects("the other sign of C₀", -1)
                .Rejects("without the second bracket", 1 / law.BracketShare);
        }
    }

    [Check(Tier.Standard)]
    public void It_slows_odd_activations_and_speeds_class_C()
    {
        foreach (var phi in Shown[1..])
        {
            var ratio = ActivationConstants.Of(Activations.Find(phi)).CorrectionRatio!.Value;
            var excess = Rescaled(phi, 4, [0.01])[0] - Master(4, 0.01);
            Evidence.Matches($"{phi}: sign of κτ − master at L = 4, ε = 0.01", Math.Sign(excess), -Math.Sign(ratio));
        }
    }

    [Check(Tier.Standard, Role = Role.Counterexample)]
    public void Below_the_resonance_it_is_larger_than_printed()
    {
        double[] scales = [0.02, 0.01, 0.005];
        foreach (var phi in new[] { "tanh", "sin" })
        {
            var law = new CollapseCorrection(Activations.Find(phi), 3);
            var errors = Excesses(law, scales).Zip(scales, (excess, eps) => Math.Abs(excess / law.Leading(eps)));
            Evidence
                .Agrees(
                    $"{phi}, L = 3: order of the correction",
                    LineFit.LocalSlopes(scales, [.. errors])[^1],
                    1,
                    Absolute(0.05)
                )
                .Rejects("q − 1, as stated", 2);
        }
    }

    [Check(Tier.Standard)]
    public void The_rescaled_trajectory_does_not_depend_on_the_activation()
    {
        var figure = Figure("Rescaled trajectories, L = 3, ε = 0.01", Axis.Linear("εκτ"), Axis.Linear("a₂/ε"));
        double[] times = [.. Enumerable.Range(0, 46).Select(i => 0.02 * i)];
        figure.Line("1/(1 − εκτ)", times, [.. times.Select(t => 1 / (1 - t))]);
        foreach (var phi in new[] { "tanh", "sin", "gelu" })
        {
            var (coarse, fine) = (Trajectory(phi, 0.05, [0.9])[0], Trajectory(phi, 0.01, [0.9])[0]);
            Record($"{phi}, ε = 0.01: a_k(1 − 0.9)/ε", fine);
            var course = Trajectory(phi, 0.01, times);
            figure.Points(phi, times, [.. course.Select((a, i) => a[1] / (1 - times[i]))]);
            if (phi == "gelu")
                continue;
            Record($"{phi}, ε = 0.05: a_k(1 − 0.9)/ε", coarse);
            Evidence.Above(
                $"{phi}: deviation from 1 at ε = 0.05 over that at 0.01",
                Deviation(coarse) / Deviation(fine),
                3
            );
            Evidence
                .Agrees($"{phi}, ε = 0.01: a_k(1 − 0.9)/ε", fine, [1, 1, 1], Absolute(0.02))
                .Rejects("no growth", 0.1, 0.1, 0.1);
        }

        static double Deviation(double[] a) => a.Max(value => Math.Abs(value - 1));

        void Record(string name, double[] a)
        {
            for (var k = 0; k < a.Length; k++)
                Evidence.Golden($"{name}, layer {k + 1}", a[k], Absolute(2e-5));
        }
    }

    /// <summary>a_k(1 − x)/ε at κτ = x/ε, for several x, from balanced scales of three layers.</summary>
    private static double[][] Trajectory(string phi, double eps, double[] times)
    {
        var chain = new ReducedChain(Activations.Find(phi), 3);
        var options = new OdeOptions { RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-12 * eps };
        var unit = 1 / (eps * Drive(phi, 3));
        var course = OdeSolver.SolveDense(Velocity, 0, EscapeSetting.Balanced(3, eps), times[^1] * unit, options);
        return
        [
            .. times.Select(x =>
                course.At(Math.Min(x * unit, course.End.Time)).Select(a => a * (1 - x) / eps).ToArray()
            ),
        ];

        void Velocity(double time, ReadOnlySpan<double> a, Span<double> velocity) => chain.Velocity(a, velocity);
    }

    private double[] Excesses(CollapseCorrection law, double[] scales) =>
        Escaped(EscapeSweep.Times(scales.Length, i => law.Measured(scales[i], Cancellation), Cancellation));
}
