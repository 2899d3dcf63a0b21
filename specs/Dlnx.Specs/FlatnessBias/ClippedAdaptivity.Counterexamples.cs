using Dlnx.Flatness;
using Dlnx.Numerics;
using Dlnx.Verify.Figures;

namespace Dlnx.Specs.FlatnessBias;

public sealed partial class ClippedAdaptivity
{
    private static readonly double[] AlignedCurvatures = [10, 9];
    private static readonly double[] AlignedRoots = [10, 1];

    [Check(Role = Role.Counterexample)]
    public void Below_two_the_effective_curvature_does_not_ensure_stability()
    {
        var aligned = new QuadraticCase(Matrix.Diagonal(2, 2, AlignedCurvatures), AlignedRoots);
        var curvature = aligned.Curvature;
        Evidence
            .Agrees(
                "λ_eff by (36), (37) and (38), aligned with coordinate 1",
                [curvature.AlongLeading, curvature.WeightedDiagonal],
                [1, 1],
                Absolute(1e-14)
            )
            .Rejects("the cap on √s applied twice, λ₁/s", 0.1, 0.1);
        Evidence
            .Agrees("threshold of η", StepThreshold.Of(aligned), 2.0 / 9, Relative(1e-9))
            .Rejects("2/λ_eff, eq. (39)", 2 / curvature.AlongLeading);
        foreach (var eta in new[] { 0.2, 0.23, 1 })
            Evidence.Golden(
                $"largest coordinate after 60 steps from (1, 1) at η = {eta}",
                Frozen(eta, 60),
                Relative(eta == 0.23 ? 1e-6 : 0.05)
            );
        double[] etas = [.. Enumerable.Range(0, 60).Select(i => 0.15 + (i * 0.002))];
        Figure(
                "Largest coordinate after 60 steps, H = diag(10, 9), √s = (10, 1)",
                Axis.Linear("η"),
                Axis.Log("max |θᵢ|")
            )
            .Points("descent with frozen D", etas, [.. etas.Select(eta => Frozen(eta, 60))])
            .Rule("2/λ_max(D^(−½)HD^(−½))", 2.0 / 9)
            .Level("start", 1);
    }

    [Check]
    public void The_weighted_sum_and_the_sharpness_never_rise_with_the_cap()
    {
        var stream = new RandomStream(StreamSeed());
        var (sums, sharpnesses) = (new List<double>(), new List<double>());
        for (var k = 0; k < 500; k++)
        {
            var (lower, higher) = CapPair(stream);
            sums.Add(higher.WeightedDiagonal - lower.WeightedDiagonal);
            sharpnesses.Add(higher.PreconditionedSharpness - lower.PreconditionedSharpness);
        }
        NeverRises("rise of (37) with τ, 500 draws", sums);
        NeverRises("rise of λ_max(D^(−½)HD^(−½)) with τ", sharpnesses);

        void NeverRises(string name, List<double> rises) =>
            Evidence
                .Agrees(name, rises.Max(rise => Math.Max(0, rise)), 0, Absolute(1e-12))
                .Rejects("it never falls", -rises.Min());
    }

    [Check(Role = Role.Counterexample)]
    public void The_quadratic_form_may_rise_with_the_cap()
    {
        var hessian = Matrix.FromRows([5, -2, -4], [-2, 9, -2], [-4, -2, 5]);
        double[] roots = [100, 10, 0.1];
        var lower = EffectiveCurvature.Of(hessian, [.. roots.Select(root => Math.Min(root, 10))]);
        var higher = EffectiveCurvature.Of(hessian, roots);
        Evidence.Golden(
            "(36) at √τ = 10, H = (5 −2 −4; −2 9 −2; −4 −2 5), √s = (100, 10, .1)",
            lower.AlongLeading,
            Absolute(1e-12)
        );
        Evidence.Golden("(36) at √τ = 100", higher.AlongLeading, Absolute(1e-12));
        Evidence.Above("(36) at √τ = 100 over that at √τ = 10", higher.AlongLeading / lower.AlongLeading, 1.04);
        Evidence.AtMost("(37), likewise", higher.WeightedDiagonal / lower.WeightedDiagonal, 1);
        Evidence.AtMost(
            "λ_max(D^(−½)HD^(−½)), likewise",
            higher.PreconditionedSharpness / lower.PreconditionedSharpness,
            1
        );
    }

    [Check(Role = Role.Counterexample)]
    public void For_an_indefinite_Hessian_the_weighted_sum_can_exceed_the_sharpness()
    {
        const int draws = 2000;
        var stream = new RandomStream(StreamSeed());
        var (second, third, counted) = (0, 0.0, 0);
        for (var k = 0; k < draws; k++)
        {
            var c = QuadraticCase.Draw(Definiteness.Indefinite, Coordinates, stream).Curvature;
            second += c.WeightedDiagonal > c.PreconditionedSharpness + 1e-12 ? 1 : 0;
            if (c.UpperBound < 0)
                continue;
            counted++;
            third = Math.Max(third, c.PreconditionedSharpness - c.UpperBound);
        }
        Evidence
            .Agrees(
                "share of draws in which λ₁v₁ᵀD⁻¹v₁ exceeds λ_max(D^(−½)HD^(−½))",
                second / (double)draws,
                0.6,
                Absolute(0.06)
            )
            .Rejects("0, as for H ⪰ 0", 0);
        Evidence.AtMost($"λ_max(D^(−½)HD^(−½)) less λ₁/min D, {counted} draws with λ₁ ≥ 0", third, 1e-12);
    }

    private static CurvaturePair CapPair(RandomStream stream)
    {
        var c = QuadraticCase.Draw(Definiteness.Semidefinite, Coordinates, stream);
        double[] moments = [.. Enumerable.Range(0, Coordinates).Select(_ => Math.Pow(10, stream.NextUniform(-2, 2)))];
        var cap = Math.Pow(10, stream.NextUniform(-2, 2));
        var factor = Math.Pow(10, stream.NextUniform(0, 2));
        return new(At(cap), At(cap * factor));

        EffectiveCurvature At(double tau) =>
            (c with { Diagonal = [.. moments.Select(s => Math.Sqrt(Math.Min(s, tau)) + 1e-8)] }).Curvature;
    }

    /// <summary>The largest coordinate of descent on diag(10, 9) divided by the frozen (10, 1).</summary>
    private static double Frozen(double eta, int steps)
    {
        double[] quotients = [.. AlignedCurvatures.Zip(AlignedRoots, (curvature, d) => curvature / d)];
        var end = QuadraticDescent
            .Run(quotients, [1, 1], PreconditionedRule.GradientDescent(eta), steps)
            .Points.Row(steps);
        return Math.Max(Math.Abs(end[0]), Math.Abs(end[1]));
    }

    private sealed record CurvaturePair(EffectiveCurvature Lower, EffectiveCurvature Higher);
}
