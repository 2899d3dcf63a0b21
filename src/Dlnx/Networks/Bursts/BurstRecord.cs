using Dlnx.Numerics;

namespace Dlnx.Networks;

/// <summary>Everything about one iterate θ_t of a recording; θ_t itself is <see cref="BurstRecording.Parameters"/>.</summary>
public sealed record BurstRecord
{
    /// <summary>L(θ_t).</summary>
    public required double Loss { get; init; }

    /// <summary>g = ∇L(θ_t), P entries.</summary>
    public required double[] Gradient { get; init; }

    /// <summary>λ₁ ≥ … ≥ λ_k.</summary>
    public required double[] Eigenvalues { get; init; }

    /// <summary>v₁, …, v_k as rows, k × P, of either sign.</summary>
    public required Matrix Eigenvectors { get; init; }

    /// <summary>λ_min, from the same Lanczos run as the others.</summary>
    public required double SmallestEigenvalue { get; init; }

    /// <summary>α: the change of λ₁ along the gradient step, positive where it sharpens.</summary>
    public required double SharpnessChange { get; init; }

    /// <summary>κ: the fourth derivative of L along g/‖g‖; NaN where it is not computed.</summary>
    public required double FourthDerivative { get; init; }

    /// <summary>h_t = ½‖θ_t − θ_{t−1}‖, the distance from the centre of the period-2 orbit; for record 0 that of record 1.</summary>
    public required double HalfStep { get; init; }

    /// <summary>λ₁.</summary>
    public double Sharpness => Eigenvalues[0];

    /// <summary>v₁.</summary>
    public ReadOnlySpan<double> Leading => Eigenvectors.Row(0);
}
