using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Linear;

/// <summary>
/// One singular mode with a value ς_{p,l} of its own in every layer of every pathway: ½(Σ_p Π_l ς_{p,l} − σ)², the loss on the
/// singular-vector-stationary set (A, eqs. 30 and 33). Its Hessian is the one restricted to that set.
/// </summary>
public sealed class LayeredMode
{
    private readonly int[] depths;
    private readonly int[] starts;
    private readonly double[] values;
    private readonly double[] jacobian;

    /// <summary>The mode with all values zero.</summary>
    /// <param name="depths">L_p ≥ 1, one per pathway, at least one</param>
    /// <param name="target">σ</param>
    /// <exception cref="ArgumentException">there is no pathway, or a depth is below 1</exception>
    public LayeredMode(ReadOnlySpan<int> depths, double target)
    {
        if (depths.Length == 0)
        {
            throw new ArgumentException("A mode needs at least one pathway; none was given.", nameof(depths));
        }

        this.depths = depths.ToArray();
        Target = target;
        starts = new int[depths.Length + 1];
        for (var p = 0; p < depths.Length; p++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(depths[p], 1, nameof(depths));
            starts[p + 1] = starts[p] + depths[p];
        }

        values = new double[starts[^1]];
        jacobian = new double[values.Length];
    }

    /// <summary>The mode with equal values ς_{p,l} = s_p^{1/L_p} in the layers of a pathway: depth balance.</summary>
    /// <param name="depths">L_p ≥ 1, one per pathway</param>
    /// <param name="target">σ</param>
    /// <param name="coefficients">s_p ≥ 0, one per pathway</param>
    /// <exception cref="ArgumentException">the coefficients differ in number from the depths, or one is negative</exception>
    public static LayeredMode Balanced(ReadOnlySpan<int> depths, double target, ReadOnlySpan<double> coefficients)
    {
        var mode = new LayeredMode(depths, target);
        if (coefficients.Length != depths.Length)
        {
            throw new ArgumentException(
                $"{depths.Length} pathways have as many coefficients; {coefficients.Length} were given.",
                nameof(coefficients)
            );
        }

        for (var p = 0; p < depths.Length; p++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(coefficients[p], nameof(coefficients));
            mode.Layers(p).Fill(Math.Pow(coefficients[p], 1.0 / depths[p]));
        }

        return mode;
    }

    /// <summary>P, the number of pathways.</summary>
    public int Pathways => depths.Length;

    /// <summary>L_p, one per pathway.</summary>
    public ReadOnlySpan<int> Depths => depths;

    /// <summary>σ.</summary>
    public double Target { get; }

    /// <summary>All ς_{p,l}: pathway after pathway, the first layer first. Writing here changes the mode.</summary>
    public Span<double> Values => values;

    /// <summary>ς_{p,1}, …, ς_{p,L_p}. Writing here changes the mode.</summary>
    public Span<double> Layers(int pathway) => values.AsSpan(starts[pathway], depths[pathway]);

    /// <summary>s_p = Π_l ς_{p,l}.</summary>
    public double Coefficient(int pathway) => TensorPrimitives.Product<double>(Layers(pathway));

    /// <summary>e = Σ_p s_p − σ; negative while the mode is not yet learnt.</summary>
    public double Residual
    {
        get
        {
            var total = 0.0;
            for (var p = 0; p < Pathways; p++)
            {
                total += Coefficient(p);
            }

            return total - Target;
        }
    }

    /// <summary>½e².</summary>
    public double Loss => 0.5 * Residual * Residual;

    /// <summary>J = ∂(Σ_p s_p)/∂ς, with entry Π_{j≠l} ς_{p,j} for layer l of pathway p, in the order of the values.</summary>
    public double[] Jacobian()
    {
        UpdateJacobian();
        return [.. jacobian];
    }

    /// <summary>One step of gradient descent, all layers at once: ς_{p,l} ← ς_{p,l} − η e Π_{j≠l} ς_{p,j} (A, eq. 33).</summary>
    /// <param name="learningRate">η</param>
    public void Step(double learningRate)
    {
        var factor = -learningRate * Residual;
        UpdateJacobian();
        TensorPrimitives.MultiplyAdd(jacobian, factor, values, values);
    }

    /// <summary>JJᵀ + e ∇²(Σ_p s_p): the Hessian of the loss in the values, Σ_p L_p square; JJᵀ at a minimum.</summary>
    public Matrix Hessian()
    {
        UpdateJacobian();
        var residual = Residual;
        var hessian = new Matrix(values.Length, values.Length);
        for (var row = 0; row < values.Length; row++)
        {
            TensorPrimitives.Multiply(jacobian, jacobian[row], hessian.Row(row));
        }

        for (var p = 0; p < Pathways; p++)
        {
            AddResidualBlock(hessian, p, residual);
        }

        return hessian;
    }

    private void AddResidualBlock(Matrix hessian, int pathway, double residual)
    {
        var layers = Layers(pathway);
        for (var a = 0; a < layers.Length; a++)
        {
            for (var b = 0; b < layers.Length; b++)
            {
                if (a != b)
                {
                    hessian[starts[pathway] + a, starts[pathway] + b] += residual * Without(layers, a, b);
                }
            }
        }
    }

    private void UpdateJacobian()
    {
        for (var p = 0; p < Pathways; p++)
        {
            var layers = Layers(p);
            for (var l = 0; l < layers.Length; l++)
            {
                jacobian[starts[p] + l] = Without(layers, l, l);
            }
        }
    }

    private static double Without(ReadOnlySpan<double> layers, int first, int second)
    {
        var product = 1.0;
        for (var l = 0; l < layers.Length; l++)
        {
            product *= l == first || l == second ? 1 : layers[l];
        }

        return product;
    }
}
