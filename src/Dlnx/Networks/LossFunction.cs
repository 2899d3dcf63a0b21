namespace Dlnx.Networks;

/// <summary>The loss L of a network on N examples, from its outputs z.</summary>
public enum LossFunction
{
    /// <summary>(1/N)Σᵢ(log Σ_c e^{z_ic} − z_{i,yᵢ}); needs labels.</summary>
    CrossEntropy,

    /// <summary>(1/2N)Σᵢ‖zᵢ − yᵢ‖², with yᵢ the unit vector of the label or the real target.</summary>
    MeanSquaredError,

    /// <summary>Σᵢ‖zᵢ − yᵢ‖², without ½ and without 1/N (B, Section 4.2).</summary>
    SumOfSquares,

    /// <summary>
    /// (1/N)Σᵢ(sᵢ − tᵢ)² over N pairs of inputs, with the score s = 5Σ_c p_c(a)p_c(b) of the softmax outputs p of both
    /// (B, Appendix B.6). Inputs 2i and 2i + 1 are pair i; one real target tᵢ for each pair.
    /// </summary>
    PairScore,
}
