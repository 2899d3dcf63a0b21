using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/rem-damian",
    "Self-stabilisation hypotheses fail",
    Kind = ClaimKind.Remark,
    Source = "Section 4.2, last paragraph",
    DependsOn = ["B/thm-1", "B/thm-2"],
    Verdict = Verdict.Confirmed,
    Statement = """
        The hypotheses of self-stabilisation, $\nabla f\cdot u = 0$ for the top eigenvector $u$ of $\nabla^2 f$ and
        $\nabla S \in \ker\nabla^2 f$ for the sharpness $S$, do not hold in deep linear networks.
        """
)]
public sealed class SelfStabilisation : ClaimSpec
{
    [Parameter(Min = 2, Max = 12, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("k", Above = 2, Below = 2.51, Description = "ηS, below k₄(L)")]
    public double Step { get; set; } = 2.1;

    [Parameter(Above = 0, Max = 1e6, Description = "singular value of the target")]
    public double Sigma { get; set; } = 10;

    public override void Validate()
    {
        var k4 = Cascade.StabilityLoss(Depth);
        if (Step >= k4)
            throw new ParameterException("k", $"is {Step:R}; the orbit is stable only below k₄({Depth}) = {k4:R}.");
    }

    [Check]
    public void On_the_orbit_the_gradient_has_a_part_along_the_top_eigenvector()
    {
        var cycle = new BalancedMap(Depth, Step).TwoCycle();
        double[] points = [Scale * cycle.Low, Scale * cycle.High];
        double[] measured = [.. points.Select(GradientAlongTop)];
        double[] predicted =
        [
            .. points.Select(s => Math.Sqrt(Depth) * (Power(s, Depth) - Sigma) * Power(s, Depth - 1)),
        ];
        var unit = Math.Abs(predicted[0]);
        Evidence.Agrees("∇f·u on the two points", measured, predicted, Absolute(1e-8 * unit)).Rejects("∇f·u = 0", 0, 0);
        Evidence
            .Agrees("∇f·u: upper against lower point", measured[1], -measured[0], Absolute(1e-8 * unit))
            .Rejects("equal signs on the two points", measured[0]);
        Evidence.Golden("∇f·u at the lower point", predicted[0], Absolute(1e-9));
        Evidence.Golden("∇f·u at the upper point", predicted[1], Absolute(1e-9));
    }

    [Check]
    public void At_the_minimum_the_sharpness_changes_along_the_top_eigenvector()
    {
        var minimum = At(Scale);
        var top = TopEigenvector(minimum);
        var predicted = 3 * Math.Sqrt(Depth) * (Depth - 1) * Power(Scale, (2 * Depth) - 3);
        Evidence
            .Agrees("∇S·u by finite differences", SharpnessSlope(minimum, top), predicted, Relative(1e-6))
            .Rejects("∇S·u = 0", 0)
            .Rejects("f‴ without the factor 3", predicted / 3);
        Evidence.Golden("∇S·u at the minimum", predicted, Absolute(1e-9));
    }

    [Check]
    public void At_the_minimum_the_sharpness_gradient_is_not_in_the_kernel()
    {
        var minimum = At(Scale);
        var gradient = SharpnessGradient(minimum);
        var image = new double[gradient.Length];
        minimum.HessianVectorProduct(Target.Matrix, gradient, image);
        var slope = 3 * Math.Sqrt(Depth) * (Depth - 1) * Power(Scale, (2 * Depth) - 3);
        var norm = new Matrix(1, image.Length, image).FrobeniusNorm();
        Evidence
            .Agrees("‖∇²f·∇S‖", norm, BalancedSharpness.AtMinimum(Depth, Sigma) * slope, Relative(1e-6))
            .Rejects("∇S ∈ ker ∇²f", 0);
    }

    private double Scale => Math.Pow(Sigma, 1.0 / Depth);

    // Relative to the layers; the error of a central difference is of its square.
    private double Difference => 1e-4 * Scale;

    // One direction and a null direction beside it.
    private TargetMatrix Target => TargetMatrix.Diagonal(2, Sigma);

    private DeepLinearNetwork At(double s) =>
        DeepLinearNetworks.FromLayers([.. Enumerable.Repeat(Matrix.Diagonal(2, 2, [s]), Depth)]);

    private double GradientAlongTop(double s)
    {
        var network = At(s);
        var gradient = new double[network.ParameterCount];
        network.Gradient(Target.Matrix, gradient);
        return gradient.Zip(TopEigenvector(network), (a, b) => a * b).Sum();
    }

    // With a sign: its entries in the oscillating direction are positive.
    private double[] TopEigenvector(DeepLinearNetwork network)
    {
        var vector = Factorizations.SymmetricEigen(ExplicitHessian.Of(network, Target.Matrix)).Vectors.Column(0);
        var sign = Math.Sign(vector[0]);
        return [.. vector.Select(value => sign * value)];
    }

    private double[] SharpnessGradient(DeepLinearNetwork network)
    {
        var gradient = new double[network.ParameterCount];
        for (var i = 0; i < gradient.Length; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var axis = new double[gradient.Length];
            axis[i] = 1;
            gradient[i] = SharpnessSlope(network, axis);
        }
        return gradient;
    }

    private double SharpnessSlope(DeepLinearNetwork network, double[] direction) =>
        (SharpnessAt(network, direction, Difference) - SharpnessAt(network, direction, -Difference)) / (2 * Difference);

    private double SharpnessAt(DeepLinearNetwork network, double[] direction, double distance)
    {
        var moved = network.Copy();
        for (var i = 0; i < direction.Length; i++)
            moved.Parameters[i] += distance * direction[i];
        return Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(moved, Target.Matrix))[0];
    }

    private static double Power(double s, int exponent) => Math.Pow(s, exponent);
}
