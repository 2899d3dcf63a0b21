using BenchmarkDotNet.Attributes;
using Dlnx.Numerics;

namespace Dlnx.Benchmarks;

/// <summary>The three forms of the square matrix product.</summary>
public class MatrixProductBenchmarks
{
    private Matrix a = Matrix.Identity(1);
    private Matrix b = Matrix.Identity(1);
    private Matrix c = Matrix.Identity(1);

    [Params(50, 64, 100, 200)]
    public int Size { get; set; }

    private ProductShape Shape => ProductShape.Square(Size);

    [GlobalSetup]
    public void Prepare()
    {
        var stream = new RandomStream(1);
        a = RandomMatrices.Gaussian(Size, Size, stream);
        b = RandomMatrices.Gaussian(Size, Size, stream);
        c = new Matrix(Size, Size);
    }

    [Benchmark(Baseline = true)]
    public void Plain() => DenseKernels.Multiply(a.Span, b.Span, c.Span, Shape);

    [Benchmark]
    public void TransposedLeft() => DenseKernels.MultiplyTransposedLeft(a.Span, b.Span, c.Span, Shape);

    [Benchmark]
    public void TransposedRight() => DenseKernels.MultiplyTransposedRight(a.Span, b.Span, c.Span, Shape);
}
