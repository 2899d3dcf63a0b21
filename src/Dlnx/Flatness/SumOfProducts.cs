using System.Numerics.Tensors;
using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>
/// z(θ) = Σ_k c_k ∏_{i∈k} θ_i, each parameter at most once in a term: a deep linear network with scalar layers, a sum of
/// them with disjoint or shared parameters, or the paths of a network (D, App. E). Derivatives are exact and use no
/// division, so parameters may vanish.
/// </summary>
public sealed class SumOfProducts
{
    private readonly ProductTerm[] terms;

    /// <summary>The sum of the given terms.</summary>
    /// <param name="parameterCount">n ≥ 1, length of θ</param>
    /// <param name="terms">at least one, with indices below n</param>
    /// <exception cref="ArgumentException">an index is out of range or twice in a term, or there is no term</exception>
    public SumOfProducts(int parameterCount, IEnumerable<ProductTerm> terms)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameterCount, 1);
        ArgumentNullException.ThrowIfNull(terms);
        this.terms = [.. terms];
        if (this.terms.Length == 0)
            throw new ArgumentException("A sum of products needs at least one term; none was given.", nameof(terms));
        ParameterCount = parameterCount;
        foreach (var term in this.terms)
            RequireUsable(term, parameterCount);
    }

    /// <summary>n, length of θ.</summary>
    public int ParameterCount { get; }

    /// <summary>The terms in the order given.</summary>
    public IReadOnlyList<ProductTerm> Terms => terms;

    /// <summary>θ₁⋯θ_n.</summary>
    /// <param name="size">n ≥ 1</param>
    public static SumOfProducts Single(int size) => Disjoint(size);

    /// <summary>A sum of products without common parameters; the first has the parameters 0, 1, …, and so on.</summary>
    /// <param name="sizes">parameters of every product, each ≥ 1</param>
    public static SumOfProducts Disjoint(params IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return new(sizes.Sum(), sizes.Select((size, a) => Run(sizes.Take(a).Sum(), size)));
    }

    /// <summary>z(θ).</summary>
    public double Value(ReadOnlySpan<double> theta)
    {
        var sum = 0.0;
        foreach (var term in terms)
            sum += term.Value(theta);
        return sum;
    }

    /// <summary>The value of every term.</summary>
    public double[] TermValues(ReadOnlySpan<double> theta)
    {
        var values = new double[terms.Length];
        for (var k = 0; k < values.Length; k++)
            values[k] = terms[k].Value(theta);
        return values;
    }

    /// <summary>∇z, n entries.</summary>
    public double[] Gradient(ReadOnlySpan<double> theta)
    {
        var gradient = new double[ParameterCount];
        foreach (var term in terms)
        {
            foreach (var i in term.Parameters)
                gradient[i] += term.Without(theta, i, -1);
        }
        return gradient;
    }

    /// <summary>∇²z, n × n with a zero diagonal.</summary>
    public Matrix SecondDerivatives(ReadOnlySpan<double> theta)
    {
        var second = new Matrix(ParameterCount, ParameterCount);
        foreach (var term in terms)
        {
            for (var p = 0; p < term.Parameters.Count; p++)
            {
                for (var q = 0; q < p; q++)
                {
                    var (i, j) = (term.Parameters[p], term.Parameters[q]);
                    second[i, j] += term.Without(theta, i, j);
                    second[j, i] = second[i, j];
                }
            }
        }
        return second;
    }

    /// <summary>The Hessian ℓ″∇z∇zᵀ + ℓ′∇²z of L(θ) = ℓ(z(θ)), n × n.</summary>
    public Matrix Hessian(ReadOnlySpan<double> theta, LossSlopes slopes)
    {
        var gradient = Gradient(theta);
        var hessian = slopes.First * SecondDerivatives(theta);
        for (var i = 0; i < ParameterCount; i++)
            TensorPrimitives.MultiplyAdd(gradient, slopes.Second * gradient[i], hessian.Row(i), hessian.Row(i));
        return hessian;
    }

    /// <summary>One step of gradient descent, θ − ηℓ′∇z.</summary>
    /// <param name="theta">θ, n entries</param>
    /// <param name="slope">ℓ′(z(θ))</param>
    /// <param name="eta">learning rate η</param>
    public double[] Step(ReadOnlySpan<double> theta, double slope, double eta)
    {
        var next = Gradient(theta);
        TensorPrimitives.MultiplyAdd(next, -eta * slope, theta, next);
        return next;
    }

    private static ProductTerm Run(int start, int count) => new(1, [.. Enumerable.Range(start, count)]);

    private static void RequireUsable(ProductTerm term, int parameterCount)
    {
        var indices = string.Join(", ", term.Parameters);
        if (term.Parameters.Any(i => i < 0 || i >= parameterCount))
            throw new ArgumentException(
                $"A term has the parameters {indices}; indices go from 0 to {parameterCount - 1}."
            );
        if (term.Parameters.Distinct().Count() < term.Parameters.Count)
            throw new ArgumentException($"A term has the parameters {indices}; each may stand in it once.");
    }
}
