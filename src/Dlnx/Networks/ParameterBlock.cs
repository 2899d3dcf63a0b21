using System.Runtime.InteropServices;

namespace Dlnx.Networks;

/// <summary>What a run of consecutive parameters is.</summary>
public enum ParameterRole
{
    /// <summary>The weights of a dense layer, outputs × inputs, row after row.</summary>
    Weight,

    /// <summary>The biases of a dense layer.</summary>
    Bias,

    /// <summary>The kernels of a convolution, output channels × input channels × rows × columns.</summary>
    Kernel,

    /// <summary>β of a normalisation, one for each channel; starts at 0.</summary>
    Shift,

    /// <summary>γ of a normalisation, one for each channel; starts at 1.</summary>
    Scale,
}

/// <summary>A run of consecutive parameters of one role.</summary>
/// <param name="Role">what they are</param>
/// <param name="Count">how many</param>
/// <param name="FanIn">inputs of one output of their layer; 1 for a normalisation</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ParameterBlock(ParameterRole Role, int Count, int FanIn);
