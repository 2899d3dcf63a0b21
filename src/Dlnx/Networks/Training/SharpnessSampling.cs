using System.Runtime.InteropServices;

namespace Dlnx.Networks;

/// <summary>When a run measures λ₁: warm Lanczos runs at every multiple of a number of steps.</summary>
/// <param name="Every">steps between measurements, ≥ 1</param>
/// <param name="LanczosSteps">m ≥ 1</param>
public sealed record SharpnessSampling(int Every, int LanczosSteps)
{
    /// <summary>No measurement before this step.</summary>
    public int From { get; init; }

    /// <summary>Whether λ₁ is measured after so many steps.</summary>
    public bool Includes(int step) => step >= From && step % Every == 0;
}

/// <summary>λ₁ at one point of a run.</summary>
/// <param name="Step">steps done</param>
/// <param name="Value">λ₁</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SharpnessSample(int Step, double Value);
