using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Dlnx.Numerics.Ode;

/// <summary>The stages of one step: buffers allocated once and reused for every step.</summary>
/// <param name="system">f</param>
/// <param name="dimension">n</param>
internal sealed class DormandPrinceStep(OdeSystem system, int dimension)
{
    private const int Last = DormandPrinceTableau.Stages - 1;

    private const int Lanes = 8;

    // Entries in whole vectors, zeros behind the last: few-dimensional systems have no remainder to go through one by one.
    private readonly int stride = Whole(dimension);
    private readonly double[] slopes = new double[DormandPrinceTableau.Stages * Whole(dimension)];
    private readonly double[] sums = new double[Whole(dimension)];
    private readonly double[] points = new double[2 * dimension];

    /// <summary>y at the end of the step.</summary>
    public Span<double> End => points.AsSpan(0, dimension);

    // The point of the last but one stage; like the end point it belongs to the end of the step.
    private Span<double> Other => points.AsSpan(dimension);

    /// <summary>f at the start of the step; to be set before <see cref="Take"/>.</summary>
    public Span<double> StartSlope => Slope(0);

    /// <summary>f at the end of the step: the next step's first slope.</summary>
    public Span<double> EndSlope => Slope(Last);

    /// <summary>Computes all stages and the end point.</summary>
    /// <param name="t">where the step starts</param>
    /// <param name="y">y there</param>
    /// <param name="h">the step, of either sign</param>
    public void Take(double t, ReadOnlySpan<double> y, double h)
    {
        for (var stage = 1; stage <= Last; stage++)
        {
            var point = stage == Last - 1 ? Other : End;
            Combine(DormandPrinceTableau.Weights(stage), y, h, point);
            system(t + (DormandPrinceTableau.Nodes[stage] * h), point, Slope(stage));
        }
    }

    /// <summary>The estimated error as a root mean square in units of atol + rtol·|y|; not finite when a stage is not.</summary>
    public double ErrorNorm(ReadOnlySpan<double> y, double h, OdeOptions options)
    {
        Sum(DormandPrinceTableau.Error);
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            var unit =
                options.AbsoluteTolerance + (options.RelativeTolerance * Math.Max(Math.Abs(y[i]), Math.Abs(End[i])));
            var ratio = h * sums[i] / unit;
            sum += ratio * ratio;
        }

        return Math.Sqrt(sum / y.Length);
    }

    /// <summary>|h|·‖f(a) − f(b)‖/‖a − b‖ at two points a, b at the end of the step: h times a Lipschitz constant there.</summary>
    public double LipschitzRatio(double h)
    {
        var distance = TensorPrimitives.Distance<double>(End, Other);
        return distance > 0 ? Math.Abs(h) * TensorPrimitives.Distance<double>(EndSlope, Slope(Last - 1)) / distance : 0;
    }

    /// <summary>Writes the five coefficients of the continuous extension, one block of n after the other.</summary>
    public void Extension(ReadOnlySpan<double> y, double h, Span<double> coefficients)
    {
        var n = y.Length;
        Sum(DormandPrinceTableau.Dense);
        for (var i = 0; i < n; i++)
        {
            var change = End[i] - y[i];
            var bend = (h * StartSlope[i]) - change;
            coefficients[i] = y[i];
            coefficients[n + i] = change;
            coefficients[(2 * n) + i] = bend;
            coefficients[(3 * n) + i] = change - (h * EndSlope[i]) - bend;
            coefficients[(4 * n) + i] = h * sums[i];
        }
    }

    /// <summary>The continuous extension at a fraction of its step: y(t + θh).</summary>
    public static void Interpolate(ReadOnlySpan<double> coefficients, double theta, Span<double> destination)
    {
        var n = destination.Length;
        var rest = 1 - theta;
        for (var i = 0; i < n; i++)
        {
            var inner = coefficients[(3 * n) + i] + (rest * coefficients[(4 * n) + i]);
            inner = coefficients[(2 * n) + i] + (theta * inner);
            inner = coefficients[n + i] + (rest * inner);
            destination[i] = coefficients[i] + (theta * inner);
        }
    }

    private void Combine(ReadOnlySpan<double> weights, ReadOnlySpan<double> y, double h, Span<double> point)
    {
        Sum(weights);
        for (var i = 0; i < y.Length; i++)
        {
            point[i] = y[i] + (h * sums[i]);
        }
    }

    /// <summary>Writes the weighted sums of the slopes to <see cref="sums"/>.</summary>
    private void Sum(ReadOnlySpan<double> weights)
    {
        for (var i = 0; i < sums.Length; i += Lanes)
        {
            var sum = Vector512<double>.Zero;
            for (var stage = 0; stage < weights.Length; stage++)
            {
                sum += weights[stage] * Vector512.Create<double>(slopes.AsSpan((stage * stride) + i, Lanes));
            }

            sum.CopyTo(sums, i);
        }
    }

    private Span<double> Slope(int stage) => slopes.AsSpan(stage * stride, dimension);

    private static int Whole(int count) => (count + Lanes - 1) / Lanes * Lanes;
}
