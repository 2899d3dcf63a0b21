namespace Dlnx.Networks;

/// <summary>How far from zero parameters start: uniform on (−b, b).</summary>
public enum InitialScheme
{
    /// <summary>b = √(6/fan-in) for weights and kernels; biases 0.</summary>
    He,

    /// <summary>b = √(3/fan-in) for weights and kernels; biases 0.</summary>
    LeCun,

    /// <summary>b = √(1/fan-in) for weights, kernels and biases.</summary>
    Torch,

    /// <summary>Kernels as <see cref="He"/>, weights as <see cref="LeCun"/>; biases 0 and never drawn.</summary>
    Convolutional,
}
