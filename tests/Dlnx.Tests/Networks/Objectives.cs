using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Tests.Networks;

/// <summary>Random data and what every exact derivative of an objective must satisfy.</summary>
internal static class Objectives
{
    /// <summary>Uniform inputs with random labels, or with random real targets where the loss needs them.</summary>
    public static LabelledExamples Random(NetworkArchitecture network, LossFunction loss, int count, ulong seed = 7)
    {
        var random = new SplitMix64(seed);
        var inputs = Uniform(network.Input.Size * count, ref random);
        var outputs = network.Output.Size;
        if (loss is LossFunction.CrossEntropy or LossFunction.MeanSquaredError)
        {
            var labels = new int[count];
            foreach (ref var label in labels.AsSpan())
                label = random.Below(outputs);
            return LabelledExamples.Classification(network.Input, inputs, labels, outputs);
        }

        var targets = Uniform(loss == LossFunction.PairScore ? count / 2 : count * outputs, ref random);
        return LabelledExamples.Regression(network.Input, inputs, targets);
    }

    /// <summary>Numbers of (−1, 1).</summary>
    public static double[] Uniform(int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        return Uniform(count, ref random);
    }

    /// <summary>|(L(θ + hv) − L(θ − hv))/2h − ∇L·v| relative to |∇L·v|, the best over a few h.</summary>
    public static double GradientError(ITrainingObjective objective, double[] start, double[] direction)
    {
        var gradient = new double[start.Length];
        objective.Gradient(start, gradient);
        var slope = Dot(gradient, direction);
        return new[] { 1e-4, 1e-5, 1e-6 }.Min(h =>
        {
            var up = objective.Evaluate(Moved(start, direction, h)).Loss;
            var down = objective.Evaluate(Moved(start, direction, -h)).Loss;
            return Math.Abs(((up - down) / (2 * h)) - slope) / Math.Abs(slope);
        });
    }

    /// <summary>‖(∇L(θ + hv) − ∇L(θ − hv))/2h − Hv‖ relative to ‖Hv‖, the best over a few h.</summary>
    public static double ProductError(ITrainingObjective objective, double[] start, double[] direction)
    {
        var product = Product(objective, start, direction);
        var up = new double[start.Length];
        var down = new double[start.Length];
        return new[] { 1e-4, 1e-5, 1e-6 }.Min(h =>
        {
            objective.Gradient(Moved(start, direction, h), up);
            objective.Gradient(Moved(start, direction, -h), down);
            return Norm(product.Select((p, i) => ((up[i] - down[i]) / (2 * h)) - p)) / Norm(product);
        });
    }

    /// <summary>Hv.</summary>
    public static double[] Product(ITrainingObjective objective, double[] start, double[] direction)
    {
        using var curvature = objective.Linearize(start);
        var product = new double[start.Length];
        curvature.Apply(direction, product);
        return product;
    }

    /// <summary>|uᵀHv − vᵀHu| relative to ‖Hu‖‖v‖ + ‖Hv‖‖u‖.</summary>
    public static double Asymmetry(ITrainingObjective objective, double[] start, double[] u, double[] v)
    {
        var hu = Product(objective, start, u);
        var hv = Product(objective, start, v);
        return Math.Abs(Dot(u, hv) - Dot(v, hu)) / ((Norm(hu) * Norm(v)) + (Norm(hv) * Norm(u)));
    }

    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    public static double Norm(IEnumerable<double> vector) => Math.Sqrt(vector.Sum(x => x * x));

    private static double[] Moved(double[] start, double[] direction, double h) =>
        [.. start.Zip(direction, (x, v) => x + (h * v))];

    private static double[] Uniform(int count, ref SplitMix64 random)
    {
        var numbers = new double[count];
        foreach (ref var number in numbers.AsSpan())
            number = (2 * random.Unit()) - 1;
        return numbers;
    }
}
