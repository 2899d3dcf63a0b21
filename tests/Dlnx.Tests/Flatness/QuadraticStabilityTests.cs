using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Tests.Flatness;

public sealed class QuadraticStabilityTests
{
    [Test]
    public void The_momentum_threshold_is_where_the_spectral_radius_is_one([Values(0, 0.1, 0.5, 0.9, 0.99)] double beta)
    {
        var threshold = MomentumStability.Threshold(beta);
        Assert.That(MomentumStability.SpectralRadius(beta, threshold), Is.EqualTo(1).Within(1e-13));
        Assert.That(MomentumStability.SpectralRadius(beta, 0.999 * threshold), Is.LessThan(1));
        Assert.That(MomentumStability.SpectralRadius(beta, 1.001 * threshold), Is.GreaterThan(1));
    }

    [Test]
    public void The_spectral_radius_agrees_with_a_dense_solver([Values(-1, 0.3, 2, 40)] double mu)
    {
        const double beta = 0.7;
        var step = Matrix.FromRows([1 - (mu * (1 - beta)), -beta], [(1 - beta) * mu, beta]);
        Assert.That(
            MomentumStability.SpectralRadius(beta, mu),
            Is.EqualTo(Factorizations.Eigenvalues(step)[0].Magnitude).Within(1e-13)
        );
    }

    [Test]
    public void A_run_with_momentum_diverges_just_above_the_threshold_only()
    {
        var threshold = MomentumStability.Threshold(0.5) / 3;
        var rule = PreconditionedRule.GradientDescent(0.99 * threshold) with
        {
            FirstDecay = 0.5,
            BiasCorrection = BiasCorrection.Off,
        };
        Assert.That(QuadraticDescent.Run([3], [1], rule, 5000).FirstBeyond(100), Is.Null);
        rule = rule with { LearningRate = 1.01 * threshold };
        Assert.That(QuadraticDescent.Run([3], [1], rule, 5000).FirstBeyond(100), Is.Not.Null);
    }

    [Test]
    public void A_diagonal_Hessian_has_its_curvatures_in_closed_form()
    {
        var curvature = EffectiveCurvature.Of(Matrix.Diagonal(2, 2, [10, 9]), [10, 1]);
        Assert.That(curvature, Is.EqualTo(new EffectiveCurvature(1, 1, 9, 10)));
    }

    [Test]
    public void The_preconditioned_Hessian_has_the_spectrum_of_the_quotient()
    {
        var stream = new RandomStream(3);
        var root = RandomMatrices.Gaussian(5, 5, stream);
        var hessian = root + root.Transpose();
        double[] d = [0.2, 3, 1, 0.5, 7];
        var quotient = Matrix.Diagonal(5, 5, [.. d.Select(x => 1 / x)]) * hessian;
        Assert.That(
            Factorizations.SymmetricEigenvalues(EffectiveCurvature.Preconditioned(hessian, d)),
            Is.EqualTo(Factorizations.Eigenvalues(quotient).Select(z => z.Real).OrderDescending()).Within(1e-12)
        );
        Assert.That(() => EffectiveCurvature.Of(hessian, [1, 1, 1, 1, 0]), Throws.ArgumentException);
        Assert.That(() => EffectiveCurvature.Of(hessian, [1, 1]), Throws.ArgumentException);
    }

    [Test]
    public void The_cap_decides_about_boundedness()
    {
        var critical = CappedCycle.CriticalCap(10, 0.1, 1e-8);
        var rule = PreconditionedRule.ClippedAda(0.1, 1.05 * critical) with { BiasCorrection = BiasCorrection.Off };
        Assert.That(QuadraticDescent.Run([10], [5], rule, 3000).FirstBeyond(1e6), Is.Null);
        rule = rule with { Cap = 0.95 * critical };
        Assert.That(QuadraticDescent.Run([10], [5], rule, 3000).FirstBeyond(1e6), Is.Not.Null);
    }
}
