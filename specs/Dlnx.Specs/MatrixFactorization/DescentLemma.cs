using System.Numerics.Tensors;
using Dlnx.Maps;
using Dlnx.Numerics;

namespace Dlnx.Specs.MatrixFactorization;

[Claim(
    "B/rem-descent",
    "Descent lemma",
    Kind = ClaimKind.Remark,
    Source = "Section 1, display before Definition 1",
    Verdict = Verdict.Confirmed,
    Statement = """
        If $f$ is $\beta$-smooth and $\theta^+ = \theta - \eta\nabla f(\theta)$, then
        $$f(\theta^+) \le f(\theta) - \frac{\eta(2 - \eta\beta)}2 \|\nabla f(\theta)\|^2.$$
        """
)]
public sealed class DescentLemma : ClaimSpec
{
    [Parameter("dim", Min = 1, Max = 50, Description = "largest dimension of the quadratics")]
    public int Dimension { get; set; } = 10;

    [Parameter("eta_over_threshold", Above = 0, Max = 3, Description = "ηβ/2: the threshold is η = 2/β")]
    public double RateOverThreshold { get; set; } = 0.5;

    [Parameter(Min = 1, Max = 10_000, Description = "random quadratics")]
    public int Cases { get; set; } = 200;

    [Check]
    public void Every_step_on_a_quadratic_descends_that_much()
    {
        var stream = new RandomStream(StreamSeed());
        var (shortfall, linear) = (0.0, 0.0);
        for (var i = 0; i < Cases; i++)
        {
            Cancellation.ThrowIfCancellationRequested();
            var quadratic = Quadratic.Random(stream.NextInt32(1, Dimension + 1), stream);
            var start = new double[quadratic.Dimension];
            stream.FillNormal(start);
            // (0, 3/β): the inequality holds on both sides of the threshold 2/β, where it stops to promise descent.
            var eta = stream.NextUniform(1e-3, 3) / quadratic.Smoothness;
            var step = quadratic.Step(start, eta);
            shortfall = Math.Max(shortfall, (Promise(eta, quadratic, step) - step.Descent) / step.Scale);
            linear = Math.Max(linear, ((eta * step.SquaredGradient) - step.Descent) / step.Scale);
        }
        Evidence
            .Agrees("largest shortfall, relative to the largest loss of the step", shortfall, 0, Absolute(1e-12))
            .Rejects("η‖∇f‖², the linear model's descent", linear);
    }

    [Check]
    public void Along_the_top_eigenvector_it_is_an_equality()
    {
        var quadratic = Quadratic.Random(Dimension, new RandomStream(StreamSeed()));
        var eta = 2 * RateOverThreshold / quadratic.Smoothness;
        var step = quadratic.Step(quadratic.Top, eta);
        Evidence
            .Agrees("f(θ) − f(θ⁺)", step.Descent, Promise(eta, quadratic, step), Absolute(1e-12 * step.Scale))
            .Rejects(
                "coefficient η(1 − ηβ) instead of η(2 − ηβ)/2",
                eta * (1 - (eta * quadratic.Smoothness)) * step.SquaredGradient
            )
            .Rejects("coefficient η, the linear model", eta * step.SquaredGradient);
    }

    [Check]
    public void At_a_minimum_of_the_network_the_threshold_decides()
    {
        foreach (var depth in new[] { 2, 3, 5 })
        {
            double[] steps = [1.5, 1.9, 2.1, 2.3, 2 * RateOverThreshold];
            Evidence
                .Agrees(
                    $"L = {depth}: |F(x) − 1|/|x − 1| near x = 1 for k = {string.Join(", ", steps)}",
                    [.. steps.Select(k => Expansion(depth, k))],
                    [.. steps.Select(k => Math.Abs(k - 1))],
                    Absolute(1e-5)
                )
                .Rejects("|k/2 − 1|, a threshold of k = 4", [.. steps.Select(k => Math.Abs((k / 2) - 1))]);
            foreach (var k in steps.Where(k => Math.Abs(k - 2) > 0.01))
            {
                var ratio = LossRatio(depth, k);
                if (k < 2)
                    Evidence.Below($"L = {depth}, k = {k:G3} < 2: loss after two steps, relative", ratio, 1);
                else
                    Evidence.Above($"L = {depth}, k = {k:G3} > 2: loss after two steps, relative", ratio, 1);
            }
        }
    }

    private const double Offset = 1e-4;

    private static double Promise(double eta, Quadratic quadratic, DescentStep step) =>
        eta * (2 - (eta * quadratic.Smoothness)) / 2 * step.SquaredGradient;

    // A central difference: the quadratic term of F cancels.
    private static double Expansion(int depth, double k) =>
        Math.Abs(OneStep(depth, k, 1 + Offset) - OneStep(depth, k, 1 - Offset)) / (2 * Offset);

    private static double OneStep(int depth, double k, double start)
    {
        var layers = Layers(depth, start);
        Chain(depth, k).Step(layers);
        return layers[0];
    }

    private static double LossRatio(int depth, double k)
    {
        var chain = Chain(depth, k);
        var layers = Layers(depth, 1 + Offset);
        var before = chain.Loss(layers);
        chain.Step(layers);
        chain.Step(layers);
        return chain.Loss(layers) / before;
    }

    // σ = 1: the minimum is 1, its sharpness S = L.
    private static ScalarChain Chain(int depth, double k) => new(1, k / depth);

    private static double[] Layers(int depth, double value)
    {
        var layers = new double[depth];
        Array.Fill(layers, value);
        return layers;
    }

    private sealed record DescentStep(double Descent, double SquaredGradient, double Scale);

    // f = ½θᵀAθ with A = GGᵀ, G Gaussian.
    private sealed record Quadratic(Matrix Curvature, double Smoothness, double[] Top)
    {
        public int Dimension => Curvature.Rows;

        public static Quadratic Random(int dimension, RandomStream stream)
        {
            var factor = RandomMatrices.Gaussian(dimension, dimension, stream);
            var curvature = factor * factor.Transpose();
            var eigen = Factorizations.SymmetricEigen(curvature);
            return new(curvature, eigen.Values[0], eigen.Vectors.Column(0));
        }

        public DescentStep Step(double[] start, double eta)
        {
            var gradient = Gradient(start);
            double[] end = [.. start.Zip(gradient, (value, slope) => value - (eta * slope))];
            var (before, after) = (Value(start), Value(end));
            return new(before - after, TensorPrimitives.SumOfSquares<double>(gradient), Math.Max(before, after));
        }

        private double[] Gradient(double[] point) => (Curvature * new Matrix(point.Length, 1, point)).Span.ToArray();

        private double Value(double[] point) => 0.5 * TensorPrimitives.Dot<double>(point, Gradient(point));
    }
}
