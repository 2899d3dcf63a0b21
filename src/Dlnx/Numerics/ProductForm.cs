namespace Dlnx.Numerics;

/// <summary>Which factor of a product op(A)·op(B) is stored transposed.</summary>
public enum ProductForm
{
    /// <summary>A·B.</summary>
    Plain,

    /// <summary>Aᵀ·B.</summary>
    TransposedLeft,

    /// <summary>A·Bᵀ.</summary>
    TransposedRight,
}
