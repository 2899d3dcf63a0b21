using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Running;
using Dlnx.Benchmarks;
using Dlnx.CostSpecs;

// Without arguments, or with those of BenchmarkDotNet: the statistical benchmarks. With "time", a number of workers and a
// text: one JSON line per workload whose name contains the text. With "limits": what one core can do at most. With
// "memory" and a number of workers: the peak of a full-batch gradient and a Hessian-vector product of VGG10 on 5,000
// images.
switch (args)
{
    case ["time", var workers, var only]:
        PrintTimes(int.Parse(workers, CultureInfo.InvariantCulture), only);
        break;
    case ["limits"]:
        Print(
            new()
            {
                ["double"] = MachineLimits.FusedMultiplyAddRate<double>(),
                ["single"] = MachineLimits.FusedMultiplyAddRate<float>(),
                ["copy"] = MachineLimits.CopyBandwidth(),
            }
        );
        break;
    case ["memory", var workers]:
        PeakMemory.OfVgg10(images: 5000, int.Parse(workers, CultureInfo.InvariantCulture));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Workload).Assembly).Run(args);
        break;
}

static void PrintTimes(int workers, string only)
{
    foreach (var work in Workload.All(workers).Where(work => work.Name.Contains(only, StringComparison.Ordinal)))
    {
        Print(
            new()
            {
                ["work"] = work.Name,
                ["seconds"] = BestTime.Of(work.Run, work.RepetitionsPerRound, rounds: 15),
                ["operations"] = work.Operations,
                ["single"] = work.IsSingle,
            }
        );
    }
}

static void Print(Dictionary<string, object> line) => Console.WriteLine(JsonSerializer.Serialize(line));
