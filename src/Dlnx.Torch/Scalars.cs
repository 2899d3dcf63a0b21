using System.Collections.Concurrent;
using TorchSharp;

namespace Dlnx.Torch;

/// <summary>
/// Numbers that operations take. TorchSharp hands the address of a number to libtorch and does not keep the number alive
/// meanwhile: one that is made for a single call may be collected during it. So every one that is ever used stays.
/// </summary>
internal static class Scalars
{
    private static readonly ConcurrentDictionary<double, Scalar> Known = new();

    /// <summary>1, the factor that additions take.</summary>
    public static Scalar One { get; } = Of(1);

    /// <summary>A number; for constants only.</summary>
    public static Scalar Of(double value) => Known.GetOrAdd(value, number => number);
}
