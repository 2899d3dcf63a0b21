using System.Numerics.Tensors;
using Dlnx.Linear;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

/// <summary>The weights of a direction's layers, as typed on the command line.</summary>
public enum SectionWeights
{
    /// <summary>Those of the Hessian's eigenvector.</summary>
    Exact,

    /// <summary>1/√L in every layer.</summary>
    Equal,
}

/// <summary>An output and an input direction, from 1.</summary>
/// <param name="Output">i, of ũᵢ</param>
/// <param name="Input">j, of vⱼ</param>
public sealed record DirectionPair(int Output, int Input);

/// <summary>The balanced global minimum of a target, where sections of the loss start.</summary>
/// <param name="Target">M with its factors</param>
/// <param name="Network">the minimum</param>
public sealed record SectionPoint(TargetMatrix Target, DeepLinearNetwork Network)
{
    /// <summary>The minimum with null block 0.</summary>
    public static SectionPoint At(TargetMatrix target, int depth) =>
        new(target, GlobalMinimum.Of(MinimumForm.Balanced, depth, target, 0));

    /// <summary>max(1, S₁), the scale of the Hessian.</summary>
    public double Scale => Math.Max(1, StepChoice.Sharpness(Network.Depth, Target.SingularValues[0]));

    /// <summary>Δ·∇²f·Δ of a unit direction.</summary>
    public double Rayleigh(double[] direction) => TensorPrimitives.Dot<double>(direction, HessianTimes(direction));

    /// <summary>‖∇²f·Δ − (Δ·∇²f·Δ)Δ‖ of a unit direction: 0 for an eigenvector.</summary>
    public double Residual(double[] direction)
    {
        var image = HessianTimes(direction);
        TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<double>(direction, image), image, image);
        return TensorPrimitives.Norm<double>(image);
    }

    /// <summary>The residual of Δᵢⱼ.</summary>
    public double Residual(DirectionPair pair, LayerWeights weights) =>
        Residual(MinimumDirection.Pair(Target, Network.Depth, pair.Output - 1, pair.Input - 1, weights));

    /// <summary>
    /// f″, f‴ and f⁗ along a direction from the terms of the product, W_{L:1} + μP₁ + μ²P₂ + …: the coefficient of μⁿ in f is
    /// ½Σ⟨P_a, P_{n−a}⟩, 0 &lt; a &lt; n.
    /// </summary>
    public FlipCriterion Expand(double[] direction)
    {
        var size = Target.Width * Target.Width;
        List<Matrix> terms = [Matrix.Identity(Target.Width)];
        for (var layer = 0; layer < Network.Depth; layer++)
        {
            var weights = Network.LayerMatrix(layer);
            var change = new Matrix(Target.Width, Target.Width, direction.AsSpan(layer * size, size));
            List<Matrix> next = [weights * terms[0]];
            for (var n = 1; n < terms.Count; n++)
                next.Add((weights * terms[n]) + (change * terms[n - 1]));
            next.Add(change * terms[^1]);
            terms = next;
        }
        double Coefficient(int n) =>
            Enumerable
                .Range(1, n - 1)
                .Where(a => a < terms.Count && n - a < terms.Count)
                .Sum(a => 0.5 * TensorPrimitives.Dot<double>(terms[a].Span, terms[n - a].Span));
        return new(2 * Coefficient(2), 6 * Coefficient(3), 24 * Coefficient(4));
    }

    private double[] HessianTimes(double[] direction)
    {
        var image = new double[direction.Length];
        Network.HessianVectorProduct(Target.Matrix, direction, image);
        return image;
    }
}

/// <summary>The parameters i, j, weights and mix of a section of the loss at the balanced minimum.</summary>
public static class SectionChoice
{
    /// <summary>Refuses directions that the target does not have, or that cannot be mixed.</summary>
    /// <exception cref="ParameterException">The message names the parameter.</exception>
    public static void Validate(double[] sigma, int depth, int i, int j, int mix, SectionWeights weights)
    {
        SpectrumRules.RequireDescending(sigma);
        if (Math.Max(i, j) > sigma.Length)
        {
            var name = i > sigma.Length ? "i" : "j";
            throw new ParameterException(name, $"is {Math.Max(i, j)}; sigma has {sigma.Length} directions.");
        }
        if (mix != 0 && i == j)
            throw new ParameterException(
                "mix",
                $"is {mix}, which mixes two different directions; i and j are both {i}."
            );
        if (mix != 0 && weights == SectionWeights.Equal)
            throw new ParameterException("weights", "is equal; only eigenvectors are mixed: choose exact, or mix=0.");
        if (sigma.Length > 8)
            throw new ParameterException("sigma", $"has {sigma.Length} values; at most 8 here (L = {depth}).");
    }

    /// <summary>The unit direction.</summary>
    public static double[] Direction(TargetMatrix target, int depth, int i, int j, SectionWeights weights, int mix) =>
        mix == 0
            ? MinimumDirection.Pair(target, depth, i - 1, j - 1, ToLayerWeights(weights))
            : MinimumDirection.Mixed(target, depth, i - 1, j - 1, mix);

    /// <summary>f″, f‴ and f⁗ of the section, from values of the loss.</summary>
    public static FlipCriterion Measure(SectionPoint point, int depth, int i, int j, SectionWeights weights, int mix)
    {
        var direction = Direction(point.Target, depth, i, j, weights, mix);
        var section = LossSection.Along(point.Network, point.Target.Matrix, direction);
        return new(section.Derivative(2), section.Derivative(3), section.Derivative(4));
    }

    private static LayerWeights ToLayerWeights(SectionWeights weights) =>
        weights == SectionWeights.Exact ? LayerWeights.Exact : LayerWeights.Equal;
}
