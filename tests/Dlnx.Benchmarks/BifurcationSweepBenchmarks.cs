using BenchmarkDotNet.Attributes;

namespace Dlnx.Benchmarks;

/// <summary>The balanced map at 4096 steps at once, on one thread.</summary>
[MemoryDiagnoser]
public class BifurcationSweepBenchmarks
{
    private readonly Workload work = MapWorkloads.Sweep("sweep", MapWorkloads.Steps(4096), 10_000, workers: 1);

    [Benchmark]
    public void Sweep() => work.Run();
}
