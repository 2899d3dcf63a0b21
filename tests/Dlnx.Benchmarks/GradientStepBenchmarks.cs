using BenchmarkDotNet.Attributes;

namespace Dlnx.Benchmarks;

/// <summary>One step of gradient descent on a deep linear network.</summary>
[MemoryDiagnoser]
public class GradientStepBenchmarks
{
    private Workload? work;

    /// <summary>Depth and width.</summary>
    [ParamsSource(nameof(Sizes))]
    public NetworkSize Size { get; set; } = new(3, 50);

    public static IEnumerable<NetworkSize> Sizes => [new(3, 50), new(3, 100), new(4, 200)];

    [GlobalSetup]
    public void Prepare() => work = LinearWorkloads.GradientStep(Size.Depth, Size.Width, 1);

    [Benchmark]
    public void Step() => work!.Run();
}

/// <summary>A network's size, as a row label.</summary>
public sealed record NetworkSize(int Depth, int Width)
{
    public override string ToString() => $"L={Depth} d={Width}";
}
