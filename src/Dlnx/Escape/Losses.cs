using System.Runtime.InteropServices;
using MathNet.Numerics;

namespace Dlnx.Escape;

/// <summary>Values and gradients of the losses over a set of examples.</summary>
internal static class Losses
{
    private const double HuberThreshold = 0.5;

    /// <summary>Writes weight·∂ℓ/∂z for every example and returns 𝔼ℓ.</summary>
    /// <param name="kind">ℓ</param>
    /// <param name="z">outputs, n_L × N</param>
    /// <param name="examples">targets and weights</param>
    /// <param name="cotangent">as many places as <paramref name="z"/></param>
    public static double Evaluate(LossKind kind, ReadOnlySpan<double> z, ExampleSet examples, Span<double> cotangent) =>
        kind == LossKind.Ce ? CrossEntropy(z, examples, cotangent) : ByEntry(kind, z, examples, cotangent);

    private static double ByEntry(LossKind kind, ReadOnlySpan<double> z, ExampleSet examples, Span<double> cotangent)
    {
        var y = examples.Targets;
        var w = examples.Weights;
        var sum = 0.0;
        for (var i = 0; i < z.Length; i++)
        {
            var (value, derivative) = kind switch
            {
                LossKind.Mse => Square(z[i] - y[i]),
                LossKind.Logistic => Logistic(Math.Sign(y[i]), z[i]),
                _ => Huber(z[i] - y[i]),
            };
            sum += w[i % w.Length] * value;
            cotangent[i] = w[i % w.Length] * derivative;
        }
        return sum;
    }

    private static Term Square(double residual) => new(0.5 * residual * residual, residual);

    private static Term Logistic(double sign, double z)
    {
        var margin = sign * z;
        var value = Math.Max(-margin, 0) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(margin)));
        return new(value, -sign * Sigmoid.Value(-margin));
    }

    private static Term Huber(double residual)
    {
        var clipped = Math.Clamp(residual, -HuberThreshold, HuberThreshold);
        return new(clipped * (residual - (0.5 * clipped)), clipped);
    }

    private static double CrossEntropy(ReadOnlySpan<double> z, ExampleSet examples, Span<double> cotangent)
    {
        var y = examples.Targets;
        var w = examples.Weights;
        var sum = 0.0;
        var count = w.Length;
        for (var n = 0; n < count; n++)
        {
            var largest = double.NegativeInfinity;
            for (var i = n; i < z.Length; i += count)
                largest = Math.Max(largest, z[i]);
            var (total, mass, inner) = (0.0, 0.0, 0.0);
            for (var i = n; i < z.Length; i += count)
            {
                cotangent[i] = Math.Exp(z[i] - largest);
                total += cotangent[i];
                mass += y[i];
                inner += y[i] * (z[i] - largest);
            }
            for (var i = n; i < z.Length; i += count)
                cotangent[i] = w[n] * ((mass * cotangent[i] / total) - y[i]);
            sum += w[n] * ((mass * Math.Log(total)) - inner);
        }
        return sum;
    }

    /// <summary>ℓ of one output coordinate, and its derivative.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Term(double Value, double Derivative);
}
