using Dlnx.Networks;
using Dlnx.Numerics;

namespace Dlnx.Tests.Networks;

/// <summary>Recordings written down by hand, for η = 2: λ₁ is λ₁η/2.</summary>
internal static class SyntheticBurst
{
    public static BurstRecord Record(double sharpness, double halfStep = 1) =>
        new()
        {
            Loss = 0,
            Gradient = [1, 0],
            Eigenvalues = [sharpness],
            Eigenvectors = Matrix.FromRows([1, 0]),
            SmallestEigenvalue = -1,
            SharpnessChange = 1,
            FourthDerivative = 0,
            HalfStep = halfStep,
        };

    public static BurstRecording Recording(params IReadOnlyList<BurstRecord> records) =>
        new()
        {
            Plan = new(2),
            Outcome = BurstOutcome.Recorded,
            FirstStep = 0,
            Start = new double[records.Count > 0 ? records[0].Gradient.Length : 0],
            Search = [],
            Records = records,
        };
}
