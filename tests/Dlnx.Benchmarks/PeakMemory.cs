using System.Diagnostics;
using Dlnx.Networks;

namespace Dlnx.Benchmarks;

/// <summary>The memory that the largest setting of paper D on one machine needs.</summary>
internal static class PeakMemory
{
    /// <summary>
    /// VGG10 with 32, 64 and 128 channels, ghost size 100, single precision: one full-batch gradient and one product. Every
    /// worker has the buffers of a block of its own.
    /// </summary>
    public static void OfVgg10(int images, int workers)
    {
        var network = Architectures.Vgg10();
        var engine = new ManagedEngine { Precision = EnginePrecision.Single, Workers = workers };
        var examples = NetworkWorkloads.Random(network, images);
        var objective = engine.Objective(network, examples, LossFunction.CrossEntropy);
        var parameters = InitialParameters.Draw(network, InitialScheme.Convolutional, 1);
        var result = new double[parameters.Length];
        Report("data", Stopwatch.StartNew());
        var clock = Stopwatch.StartNew();
        var loss = objective.Gradient(parameters, result);
        Report($"gradient, loss {loss:F4}", clock);
        clock.Restart();
        using var curvature = objective.Linearize(parameters);
        curvature.Apply(parameters, result);
        Report("linearisation and one product", clock);
    }

    private static void Report(string what, Stopwatch clock)
    {
        using var process = Process.GetCurrentProcess();
        var mebibytes = process.PeakWorkingSet64 / (1 << 20);
        Console.WriteLine($"{what}: {clock.Elapsed.TotalSeconds:F1} s, peak {mebibytes} MiB");
    }
}
