namespace Dlnx.Linear;

/// <summary>The state of one singular mode after a number of steps.</summary>
/// <param name="Step">how many steps were done</param>
/// <param name="Scales">r_p</param>
/// <param name="Coefficients">s_p = r_p^(L_p)</param>
/// <param name="Residual">e = Σs_p − σ</param>
/// <param name="Sharpness">λ_t = ΣL_p r_p^(2L_p−2), the Gauss–Newton part of the mode's curvature</param>
/// <param name="LearningRate">η of the step that follows</param>
public sealed record PathwaySample(
    int Step,
    double[] Scales,
    double[] Coefficients,
    double Residual,
    double Sharpness,
    double LearningRate
)
{
    /// <summary>D = max s_p/Σs_p.</summary>
    public double Dominance => Coefficients.Max() / Coefficients.Sum();

    /// <summary>ηλ_t/2; above 1 the mode is linearly unstable.</summary>
    public double EtaLambdaHalf => LearningRate * Sharpness / 2;
}
