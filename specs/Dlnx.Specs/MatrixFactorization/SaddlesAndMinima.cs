using Dlnx.Linear;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/rem-landscape",
    "PSD at minima, saddles elsewhere",
    Kind = ClaimKind.Remark,
    Source = "Section 4.2; Section B.1",
    DependsOn = ["B/lem-1"],
    Verdict = Verdict.Confirmed,
    Statement = """
        At convergence the Hessian of the deep linear network is positive semi-definite; the landscape has only saddles and global
        minima.
        """
)]
public sealed class SaddlesAndMinima : ClaimSpec
{
    [Parameter(Min = 2, Max = 6, Description = "L")]
    public int Depth { get; set; } = 3;

    [Parameter("d", Min = 2, Max = 6, Description = "width of the layers")]
    public int Width { get; set; } = 3;

    [Parameter(Min = 1, Max = 10_000, Description = "random points of each kind")]
    public int Cases { get; set; } = 50;

    [Check]
    public void Global_minima_are_positive_semidefinite()
    {
        var stream = new RandomStream(StreamSeed());
        var (negative, elsewhere) = (0.0, 0.0);
        for (var i = 0; i < Cases; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            // Any layers are a global minimum of the loss whose target is their product.
            var network = DeepLinearNetworks.Gaussian(Depth, Width, 0.7, stream);
            negative = Math.Max(negative, Negative(network, network.Product()));
            elsewhere = Math.Max(elsewhere, Negative(network, new Matrix(Width, Width)));
        }
        Evidence
            .Agrees("−λ_min at random global minima, relative to max(1, λ_max)", negative, 0, Absolute(1e-10))
            .Rejects("at every point, as at the same layers for the target 0", elsewhere);
    }

    [Check]
    public void Saddles_with_two_zero_layers_have_negative_curvature()
    {
        var stream = new RandomStream(StreamSeed());
        var (gradient, excess, depth) = (0.0, 0.0, 0.0);
        for (var i = 0; i < Cases; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var point = StationaryPoint(stream, zeroLayers: 2);
            gradient = Math.Max(gradient, point.GradientMagnitude());
            // The two zero layers of the missing direction see −σ times the product of the others.
            var bound = -point.MissingValue * point.OtherLayers;
            excess = Math.Max(excess, Range(point.Network, point.Target.Matrix).Smallest - bound);
            depth = Math.Max(depth, -bound);
        }
        Evidence.Agrees("largest gradient entry", gradient, 0, Absolute(1e-12));
        Evidence
            .Agrees("largest excess of λ_min over −σ_m·∏(non-zero layers)", excess, 0, Absolute(1e-10))
            .Rejects("λ_min = 0, as at the flatter saddles", depth);
    }

    [Check]
    public void At_the_origin_of_two_layers_the_Hessian_is_indefinite()
    {
        var target = TargetMatrix.Diagonal(2, 2, 1).Matrix;
        var range = Range(new DeepLinearNetwork(2, 2), target);
        Evidence
            .Agrees(
                "λ_min and λ_max at Θ = 0, L = 2, M = diag(2, 1)",
                [range.Smallest, range.Largest],
                [-2, 2],
                Absolute(1e-12)
            )
            .Rejects("every stationary point is positive semi-definite", 0, 2);
    }

    [Check]
    public void Flatter_saddles_have_a_descending_curve()
    {
        var depth = Math.Max(Depth, 3);
        var stream = new RandomStream(StreamSeed());
        var points = Enumerable.Range(0, Cases).Select(_ => StationaryPoint(stream, depth)).ToArray();
        Evidence.AtMost("largest gradient entry", points.Max(point => point.GradientMagnitude()), 1e-12);
        var curvature = points.Min(point =>
        {
            Cancellation.ThrowIfCancellationRequested();
            var range = Range(point.Network, point.Target.Matrix);
            return range.Smallest / Math.Max(1, range.Largest);
        });
        Evidence.AtLeast("λ_min, relative to max(1, λ_max): the saddle is degenerate", curvature, -1e-10);
        const double size = 0.3;
        var product = Math.Pow(size, depth);
        Evidence
            .Agrees(
                $"change of the loss at ε = {size} along the curve",
                [.. points.Select(point => point.ChangeAlongCurve(size))],
                [.. points.Select(point => (-product * point.MissingValue) + (product * product / 2))],
                Absolute(1e-12)
            )
            .Rejects("a local minimum: no descent", new double[points.Length])
            .Rejects("−ε²σ, a negative eigenvalue", [.. points.Select(point => -size * size * point.MissingValue)]);
        Evidence.Below("largest change along it", points.Max(point => point.ChangeAlongCurve(size)), 0);
        Evidence.Above("smallest change along the curve with W_L reversed", points.Min(Ascent), 0);
    }

    [Check]
    public void From_the_origin_all_directions_descend_together()
    {
        var depth = Math.Max(Depth, 3);
        double[] sigma = [.. Enumerable.Range(0, Width).Select(i => 1.0 + i).Reverse()];
        var target = TargetMatrix.Rotated(Width, new RandomStream(StreamSeed()), sigma);
        double[] sizes = [0.1, 0.2, 0.4, 0.6];
        double[] losses = [.. sizes.Select(size => Curve(depth, target, size).Loss(target.Matrix))];
        Evidence
            .Agrees(
                "loss at W_ℓ = εI, W_L = εUVᵀ",
                losses,
                [.. sizes.Select(size => sigma.Sum(value => Math.Pow(Math.Pow(size, depth) - value, 2) / 2))],
                Relative(1e-12)
            )
            .Rejects("constant: a local minimum", [.. sizes.Select(_ => sigma.Sum(value => value * value / 2))]);
        var descent = sizes[..2]
            .Select((size, i) => new DeepLinearNetwork(depth, Width).Loss(target.Matrix) - losses[i]);
        var order = Math.Log2(descent.Last() / descent.First());
        Evidence.Agrees("order of the descent in ε", order, depth, Absolute(0.05)).Rejects("quadratic", 2);
    }

    private static double Ascent(SaddlePoint point) => point.ChangeAlongCurve(0.3, lastSign: -1);

    private static DeepLinearNetwork Curve(int depth, TargetMatrix target, double size)
    {
        var network = DeepLinearNetworks.Balanced(depth, target.Width, size);
        (size * (target.Left * target.Right.Transpose())).Span.CopyTo(network.Layer(depth - 1));
        return network;
    }

    private static CurvatureRange Range(DeepLinearNetwork network, Matrix target)
    {
        var values = Factorizations.SymmetricEigenvalues(ExplicitHessian.Of(network, target));
        return new(values[^1], values[0]);
    }

    private static double Negative(DeepLinearNetwork network, Matrix target)
    {
        var range = Range(network, target);
        return Math.Max(0, -range.Smallest) / Math.Max(1, range.Largest);
    }

    // Direction 0, …, m − 1 fitted by equal layers, direction m missing: zero in its last layers, 0.8 in the others; what
    // comes after it is zero throughout.
    private SaddlePoint StationaryPoint(RandomStream stream, int zeroLayers)
    {
        var depth = Math.Max(Depth, zeroLayers);
        double[] sigma = [.. Enumerable.Range(0, Width).Select(_ => stream.NextUniform(0.5, 3)).OrderDescending()];
        var target = TargetMatrix.Rotated(Width, stream, sigma);
        var missing = stream.NextInt32(0, Width);
        var layers = new Matrix[depth];
        for (var layer = 0; layer < depth; layer++)
        {
            var values = new double[Width];
            for (var i = 0; i < missing; i++)
                values[i] = Math.Pow(sigma[i], 1.0 / depth);
            values[missing] = layer < depth - zeroLayers ? OtherLayer : 0;
            var left = layer == depth - 1 ? target.Left : target.Right;
            layers[layer] = left * Matrix.Diagonal(Width, Width, values) * target.Right.Transpose();
        }
        var others = Math.Pow(OtherLayer, depth - zeroLayers);
        return new(DeepLinearNetworks.FromLayers(layers), target, missing, others);
    }

    private const double OtherLayer = 0.8;

    private sealed record SaddlePoint(DeepLinearNetwork Network, TargetMatrix Target, int Missing, double OtherLayers)
    {
        public double MissingValue => Target.SingularValues[Missing];

        public double GradientMagnitude()
        {
            var gradient = new double[Network.ParameterCount];
            Network.Gradient(Target.Matrix, gradient);
            return gradient.Max(Math.Abs);
        }

        // W_ℓ + εv_mv_mᵀ below the last layer and W_L ± εu_mv_mᵀ.
        public double ChangeAlongCurve(double size, int lastSign = 1)
        {
            var right = new Matrix(Target.Width, 1, Target.Right.Column(Missing));
            var left = new Matrix(Target.Width, 1, Target.Left.Column(Missing));
            var inner = size * (right * right.Transpose());
            var last = lastSign * size * (left * right.Transpose());
            var moved = Network.Copy();
            for (var layer = 0; layer < moved.Depth; layer++)
            {
                var sum = moved.LayerMatrix(layer) + (layer == moved.Depth - 1 ? last : inner);
                sum.Span.CopyTo(moved.Layer(layer));
            }
            return moved.Loss(Target.Matrix) - Network.Loss(Target.Matrix);
        }
    }
}
