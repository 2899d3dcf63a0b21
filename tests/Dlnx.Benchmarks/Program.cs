using System.Text.Json;
using BenchmarkDotNet.Running;
using Dlnx.Benchmarks;

// Without arguments, or with those of BenchmarkDotNet: the statistical benchmarks. With "time": one JSON line per workload.
if (args is not ["time", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(Workload).Assembly).Run(args);
    return 0;
}

foreach (var work in Workload.All)
{
    var seconds = BestTime.Of(work, rounds: 15);
    Console.WriteLine(
        JsonSerializer.Serialize(new Dictionary<string, object> { ["work"] = work.Name, ["seconds"] = seconds })
    );
}

return 0;
