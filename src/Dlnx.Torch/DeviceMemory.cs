using System.Runtime.InteropServices;
using Dlnx.Networks.Engines;

namespace Dlnx.Torch;

/// <summary>Says what to do when the device's memory does not suffice.</summary>
internal static class DeviceMemory
{
    /// <summary>Computes, and explains a failure for want of memory.</summary>
    /// <param name="plan">the blocks that did not fit</param>
    /// <param name="work">what to compute</param>
    /// <exception cref="EngineException">the memory is full</exception>
    public static T Guard<T>(TorchBlocks plan, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ExternalException e) when (e.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase))
        {
            throw new EngineException(Message(plan), e);
        }
    }

    /// <summary>The largest smaller block, or what else to change when there is none.</summary>
    public static string Message(TorchBlocks plan) =>
        $"The device's memory does not hold {plan.Examples} examples of this network at the same time. "
        + (
            plan.Smaller is { } smaller
                ? $"Try --engine-set block={smaller}"
                : "That is one ghost block, which cannot be divided: try --engine-set precision=float32, fewer --workers, "
                    + "or a device with more memory."
        );
}
