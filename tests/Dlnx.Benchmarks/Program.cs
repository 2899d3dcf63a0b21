using System.Text.Json;
using BenchmarkDotNet.Running;
using Dlnx.Benchmarks;

// Without arguments, or with those of BenchmarkDotNet: the statistical benchmarks. With "time": one JSON line per workload.
// With "memory" and a number of workers: the peak of a full-batch gradient and a Hessian-vector product of VGG10 on 5,000
// images.
if (args is ["memory", var workers])
{
    PeakMemory.OfVgg10(images: 5000, int.Parse(workers));
    return 0;
}

if (args is ["limits"])
{
    Console.WriteLine($"FMA double {MachineLimits.FusedMultiplyAddRate<double>() / 1e9:F1} GFLOP/s");
    Console.WriteLine($"FMA single {MachineLimits.FusedMultiplyAddRate<float>() / 1e9:F1} GFLOP/s");
    Console.WriteLine($"copy {MachineLimits.CopyBandwidth() / 1e9:F1} GB/s");
    return 0;
}

if (args is not ["time", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(Workload).Assembly).Run(args);
    return 0;
}

foreach (var work in Workload.All.Where(work => args.Length < 2 || work.Name.Contains(args[1])))
{
    var seconds = BestTime.Of(work, rounds: 15);
    Console.WriteLine(
        JsonSerializer.Serialize(new Dictionary<string, object> { ["work"] = work.Name, ["seconds"] = seconds })
    );
}

return 0;
