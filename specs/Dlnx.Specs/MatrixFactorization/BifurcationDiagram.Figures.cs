using System.Numerics.Tensors;
using Dlnx.Maps;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.MatrixFactorization;

// The diagrams, each with what it is held against.
public sealed partial class BifurcationDiagram
{
    [Check(Tier.Standard)]
    public void Diagram_of_the_singular_values()
    {
        var figure = Figure("Bifurcation diagram", Axis.Linear("η"), Axis.Linear("uᵢᵀW_{L:1}vᵢ"));
        for (var i = 0; i < Sigma.Length; i++)
        {
            var sigma = Sigma[i];
            var cloud = OrbitCloud.Of(Sweep(i), Rates, x => sigma * Math.Pow(x, Depth));
            figure.Dots($"direction {i + 1}", cloud.Rates, cloud.Values);
        }
        var branch = new TwoPeriodBranch(Depth, Sigma[0]);
        branch.Draw(figure, "ρ₁^L of Theorem 1", orbit => orbit.Product1);
        branch.Draw(figure, "ρ₂^L of Theorem 1", orbit => orbit.Product2);
        branch.Mark(figure);

        var sweep = Sweep(0);
        var settled = Settled(sweep);
        if (settled.Length == 0)
            Skip("No learning rate of the figure has an attracting two-period orbit.");
        Evidence
            .Agrees(
                "largest first singular value, all learning rates with period 2",
                [.. settled.Select(i => Sigma[0] * Math.Pow(Highest(sweep.Orbit(i)), Depth))],
                [.. settled.Select(i => TwoPeriodOrbit.At(Depth, sweep.Steps[i], Sigma[0]).Product2)],
                Mixed(1e-8)
            )
            .Rejects("z with the printed factor L", [.. settled.Select(i => PrintedHigh(sweep.Steps[i]))]);
    }

    [Check(Tier.Standard)]
    public void Diagram_of_the_Hessian_eigenvalue()
    {
        var sweep = Sweep(0);
        var cloud = OrbitCloud.Of(sweep, Rates, x => BalancedSharpness.At(Depth, Sigma[0], x * Root(Sigma[0])));
        var branch = new TwoPeriodBranch(Depth, Sigma[0]);
        var figure = Figure("Hessian eigenvalue", Axis.Linear("η"), Axis.Linear("S(s) over the orbit"))
            .Dots("along direction 1", cloud.Rates, cloud.Values)
            .Line("2/η", Rates, [.. Rates.Select(eta => 2 / eta)]);
        branch.Draw(figure, "S(ρ₁)", orbit => orbit.Sharpness1);
        branch.Draw(figure, "S(ρ₂)", orbit => orbit.Sharpness2);
        branch.Mark(figure);

        var settled = Settled(sweep);
        if (settled.Length == 0)
            Skip("No learning rate of the figure has an attracting two-period orbit.");
        Evidence
            .Agrees(
                "(1 − F′)/η at the upper point, all learning rates with period 2",
                [.. settled.Select(i => SharpnessFromMap(sweep.Steps[i], Highest(sweep.Orbit(i))))],
                [.. settled.Select(i => TwoPeriodOrbit.At(Depth, sweep.Steps[i], Sigma[0]).Sharpness2)],
                Mixed(1e-7)
            )
            .Rejects("a sharpness that settles at 2/η", [.. settled.Select(i => 2 * Sharpness / sweep.Steps[i])]);
    }

    [Check(Tier.Standard)]
    public void Diagram_of_the_Lyapunov_exponent()
    {
        var sweep = BifurcationSweep.Run(Plan with { LyapunovSteps = Burn }, Steps, Cancellation);
        var fixedPoints = Steps.Where(k => k < 2).ToArray();
        var branch = new TwoPeriodBranch(Depth, Sigma[0]);
        var figure = Figure("Lyapunov exponent", Axis.Linear("η"), Axis.Linear("mean of ln|F′|"))
            .Line("ln|1 − k|", Over(fixedPoints), [.. fixedPoints.Select(k => Math.Log(Math.Abs(1 - k)))])
            .Points("simulation", Rates, sweep.Exponents)
            .Level("0", 0);
        branch.Draw(figure, "½ ln|F′(ρ₁)F′(ρ₂)|", orbit => Math.Log(Math.Abs(orbit.Multiplier)) / 2);
        branch.Mark(figure);

        var regular = Enumerable.Range(0, Points).Where(i => Steps[i] < branch.Cascade.Limit).ToArray();
        if (regular.Length is 0 || regular.Length == Points)
            Skip("The learning rates do not reach from the cascade into chaos.");
        Evidence.Below("largest exponent below the onset of chaos", regular.Max(i => sweep.Exponents[i]), 1e-3);
        var chaotic = sweep.Exponents.Skip(regular.Length).ToArray();
        Evidence.Above(
            "share of positive exponents above it (the others stand in periodic windows)",
            chaotic.Count(exponent => exponent > 0) / (double)chaotic.Length,
            0.5
        );
    }

    // The learning rates at which the two-period orbit attracts fast enough to be reached.
    private int[] Settled(SweepResult sweep)
    {
        var k4 = Cascade.StabilityLoss(Depth);
        return
        [
            .. Enumerable
                .Range(0, Points)
                .Where(i => sweep.Steps[i] > 2 && sweep.Steps[i] < k4)
                .Where(i => Math.Abs(TwoPeriodOrbit.At(Depth, sweep.Steps[i]).Multiplier) < 0.99),
        ];
    }

    private double PrintedHigh(double k) => Sigma[0] * Math.Pow(PrintedTwoCycle.Roots(Depth, k).High, Depth);

    private double SharpnessFromMap(double k, double x) =>
        (1 - new BalancedMap(Depth, k).Derivative(x)) * Sharpness / k;

    private static double Highest(ReadOnlySpan<double> orbit) => TensorPrimitives.Max(orbit);
}
