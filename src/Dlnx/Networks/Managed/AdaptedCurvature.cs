namespace Dlnx.Networks.Managed;

/// <summary>
/// The Hessian by the adaptors: with Ẇ = ȦBᵀ + AḂᵀ, G the gradient and Ġ the Hessian-vector product by W, the change of GB is
/// ĠB + GḂ and that of GᵀA is ĠᵀA + GᵀȦ.
/// </summary>
internal sealed class AdaptedCurvature : ILocalCurvature
{
    private readonly LowRankAdaptors adaptors;
    private readonly ILocalCurvature network;
    private readonly double[] point;
    private readonly double[] gradient;
    private readonly double[] direction;
    private readonly double[] product;

    public AdaptedCurvature(LowRankAdaptors adaptors, ILocalCurvature network, ReadOnlySpan<double> point)
    {
        this.adaptors = adaptors;
        this.network = network;
        this.point = point.ToArray();
        gradient = new double[point.Length];
        direction = new double[network.Gradient.Length];
        product = new double[network.Gradient.Length];
        foreach (var weight in adaptors.Weights)
            weight.Pull(network.Gradient, point, gradient);
    }

    public double Loss => network.Loss;

    public ReadOnlySpan<double> Gradient => gradient;

    public void Apply(ReadOnlySpan<double> direction, Span<double> product)
    {
        Array.Clear(this.direction);
        foreach (var weight in adaptors.Weights)
        {
            weight.AddProduct(weight.A(direction), weight.B(point), this.direction);
            weight.AddProduct(weight.A(point), weight.B(direction), this.direction);
        }

        network.Apply(this.direction, this.product);
        product.Clear();
        foreach (var weight in adaptors.Weights)
        {
            weight.Pull(this.product, point, product);
            weight.Pull(network.Gradient, direction, product);
        }
    }

    public void Dispose() => network.Dispose();
}
