namespace Dlnx.Specs.FlatnessBias;

/// <summary>Relations between the parameters of Lanczos claims and quantities.</summary>
public static class LanczosRules
{
    /// <summary>Refuses more steps than the operator has dimensions.</summary>
    /// <exception cref="ParameterException">m exceeds n.</exception>
    public static void RequireSteps(int steps, LanczosSpectrum spectrum)
    {
        var size = spectrum.Eigenvalues().Length;
        if (steps > size)
            throw new ParameterException(
                "m",
                $"is {steps}; the operator '{spectrum.ToString().ToLowerInvariant()}' has the size {size}, give at most that."
            );
    }
}
