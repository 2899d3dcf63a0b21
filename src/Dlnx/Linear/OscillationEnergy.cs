using Dlnx.Maps;

namespace Dlnx.Linear;

/// <summary>The energy of a period-two oscillation of the residual in the units of <see cref="CentralFlow"/>.</summary>
public static class OscillationEnergy
{
    /// <summary>
    /// E: the mean of e² over a state and the next one, over ⟨e²⟩/δ of the two-cycle, so that E = δ where the oscillation has
    /// settled.
    /// </summary>
    /// <param name="mode">pathways of one depth L ≥ 3; not changed</param>
    /// <param name="learningRate">η, near 2/λ</param>
    public static double Of(PathwayMode mode, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(mode);
        var next = mode.Copy();
        next.Step(learningRate);
        var squares = (mode.Residual * mode.Residual) + (next.Residual * next.Residual);
        return squares / (2 * CentralFlow.SquaredResidual(mode.Depths[0], mode.Target));
    }
}
