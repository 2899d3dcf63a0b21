using System.Runtime.InteropServices;

namespace Dlnx.Networks;

/// <summary>Convolutions of one width between two pools.</summary>
/// <param name="Channels">output channels of each, ≥ 1</param>
/// <param name="Convolutions">how many, ≥ 1</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ConvolutionBlock(int Channels, int Convolutions);

/// <summary>What joins residual stages of different shape.</summary>
public enum ShortcutKind
{
    /// <summary>Option A: subsampling and channels of zeros, without parameters.</summary>
    ZeroChannels,

    /// <summary>Option B: a 1×1 convolution with stride and normalisation.</summary>
    Projection,
}
