using Dlnx.Numerics;
using MathNet.Numerics.RootFinding;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The largest stable learning rate of a quadratic, by a root search on a dense spectral radius.</summary>
public static class StepThreshold
{
    /// <summary>η where I − ηD⁻¹H has the spectral radius 1, for a positive semidefinite H that is not zero.</summary>
    public static double Of(QuadraticCase quadratic)
    {
        var quotient = quadratic.Quotient;
        double Radius(double eta) =>
            Factorizations.Eigenvalues(Matrix.Identity(quotient.Rows) - (eta * quotient))[0].Magnitude;

        // Zero eigenvalues of H keep the radius at 1; beyond the threshold it is larger.
        var unit = 1 / OperatorNorm.Of(quotient);
        var high = unit;
        while (Radius(high) < 1.5)
            high *= 2;
        return Brent.FindRoot(eta => Radius(eta) - 1 - 1e-12, high / 1e6, high, accuracy: 1e-15, maxIterations: 500);
    }
}
