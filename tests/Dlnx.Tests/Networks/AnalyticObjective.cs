using Dlnx.Networks;

namespace Dlnx.Tests.Networks;

/// <summary>A loss with a gradient and Hessian known in closed form.</summary>
internal abstract class AnalyticObjective(int parameterCount) : ITrainingObjective
{
    public int ParameterCount { get; } = parameterCount;

    public virtual int Examples => 1;

    public abstract double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient);

    public virtual double WeightedGradient(
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> weights,
        Span<double> gradient
    ) => throw new NotSupportedException();

    public virtual Evaluation Evaluate(ReadOnlySpan<double> parameters) =>
        new(Gradient(parameters, new double[ParameterCount]), double.NaN);

    public void Outputs(ReadOnlySpan<double> parameters, Span<double> outputs) => throw new NotSupportedException();

    public ILocalCurvature Linearize(ReadOnlySpan<double> parameters) => new Curvature(this, parameters.ToArray());

    protected abstract void HessianProduct(
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> direction,
        Span<double> product
    );

    private sealed class Curvature : ILocalCurvature
    {
        private readonly AnalyticObjective objective;
        private readonly double[] parameters;
        private readonly double[] gradient;

        public Curvature(AnalyticObjective objective, double[] parameters)
        {
            (this.objective, this.parameters) = (objective, parameters);
            gradient = new double[parameters.Length];
            Loss = objective.Gradient(parameters, gradient);
        }

        public double Loss { get; }

        public ReadOnlySpan<double> Gradient => gradient;

        public void Apply(ReadOnlySpan<double> direction, Span<double> product) =>
            objective.HessianProduct(parameters, direction, product);

        public void Dispose() { }
    }
}

/// <summary>Σᵢ (cᵢθᵢ³/6 + dᵢθᵢ²/2): the Hessian is diagonal with entries cᵢθᵢ + dᵢ.</summary>
internal sealed class CubicSum(double[] cubic, double[] quadratic) : AnalyticObjective(cubic.Length)
{
    public override double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var loss = 0.0;
        for (var i = 0; i < parameters.Length; i++)
        {
            var square = parameters[i] * parameters[i] / 2;
            loss += (cubic[i] * square * parameters[i] / 3) + (quadratic[i] * square);
            gradient[i] = (cubic[i] * square) + (quadratic[i] * parameters[i]);
        }

        return loss;
    }

    protected override void HessianProduct(
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> direction,
        Span<double> product
    )
    {
        for (var i = 0; i < direction.Length; i++)
            product[i] = ((cubic[i] * parameters[i]) + quadratic[i]) * direction[i];
    }
}

/// <summary>
/// y²x²/2 − driving·y + Σ dᵢzᵢ²/2 with θ = (x, y, z…): y grows and sharpens the valley x = 0 until x oscillates and pushes y
/// back.
/// </summary>
internal sealed class SharpeningValley(double driving, double[] rest) : AnalyticObjective(rest.Length + 2)
{
    public override double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var (x, y) = (parameters[0], parameters[1]);
        gradient[0] = y * y * x;
        gradient[1] = (y * x * x) - driving;
        var loss = (y * y * x * x / 2) - (driving * y);
        for (var i = 0; i < rest.Length; i++)
        {
            gradient[i + 2] = rest[i] * parameters[i + 2];
            loss += rest[i] * parameters[i + 2] * parameters[i + 2] / 2;
        }

        return loss;
    }

    protected override void HessianProduct(
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> direction,
        Span<double> product
    )
    {
        var (x, y) = (parameters[0], parameters[1]);
        product[0] = (y * y * direction[0]) + (2 * x * y * direction[1]);
        product[1] = (2 * x * y * direction[0]) + (x * x * direction[1]);
        for (var i = 0; i < rest.Length; i++)
            product[i + 2] = rest[i] * direction[i + 2];
    }
}

/// <summary>
/// ½ of the mean squared distance of θ from N points, one for each example; an example counts as right while its distance is
/// below 1. The loss of the full batch has the Hessian I; batches are remembered.
/// </summary>
internal sealed class PointCloud(double[][] points) : AnalyticObjective(points[0].Length)
{
    public List<double[]> Weights { get; } = [];

    public override int Examples => points.Length;

    public override double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient) =>
        Weighted(parameters, [.. points.Select(_ => 1.0 / points.Length)], gradient);

    public override double WeightedGradient(
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> weights,
        Span<double> gradient
    )
    {
        Weights.Add(weights.ToArray());
        return Weighted(parameters, weights, gradient);
    }

    public override Evaluation Evaluate(ReadOnlySpan<double> parameters)
    {
        var theta = parameters.ToArray();
        var right = points.Count(point => point.Zip(theta, (p, t) => (t - p) * (t - p)).Sum() < 1);
        return new(Gradient(parameters, new double[ParameterCount]), right / (double)points.Length);
    }

    protected override void HessianProduct(
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> direction,
        Span<double> product
    ) => direction.CopyTo(product);

    private double Weighted(ReadOnlySpan<double> parameters, ReadOnlySpan<double> weights, Span<double> gradient)
    {
        gradient.Clear();
        var loss = 0.0;
        for (var i = 0; i < points.Length; i++)
        {
            for (var j = 0; j < gradient.Length; j++)
            {
                var distance = parameters[j] - points[i][j];
                gradient[j] += weights[i] * distance;
                loss += weights[i] * distance * distance / 2;
            }
        }

        return loss;
    }
}
