namespace Dlnx.Linear;

/// <summary>What a run measured after a number of steps.</summary>
/// <param name="Step">t, the number of gradient steps taken; 0 is the start</param>
/// <param name="Loss">f = ½‖W_{L:1} − M‖²_F</param>
/// <param name="Sharpness">‖∇²f‖₂; NaN when the plan omits it or the network is not finite</param>
/// <param name="Projected">uᵢᵀW_{L:1}vᵢ for i = 1, …, r: each follows its direction, whatever the order of the values</param>
/// <param name="OffDiagonal">max |uᵢᵀW_{L:1}vⱼ| over i ≠ j, zero inside the singular-vector-stationary set</param>
public sealed record RunSample(int Step, double Loss, double Sharpness, double[] Projected, double OffDiagonal);
