using System.Runtime.InteropServices;

namespace Dlnx.Networks;

/// <summary>How a network does on a data set.</summary>
/// <param name="Loss">the loss</param>
/// <param name="Accuracy">the share of examples whose largest output is that of their label; NaN without labels</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Evaluation(double Loss, double Accuracy);
