namespace Dlnx.Escape;

/// <summary>The loss ℓ(z, y) of one example, as typed on the command line.</summary>
public enum LossKind
{
    /// <summary>½‖z − y‖².</summary>
    Mse,

    /// <summary>Softmax cross-entropy −Σ y_c log softmax(z)_c; y holds the class probabilities.</summary>
    Ce,

    /// <summary>Σ log(1 + e^{−sign(y_c)z_c}).</summary>
    Logistic,

    /// <summary>Σ of ½r² for |r| ≤ ½ and ½(|r| − ¼) beyond, r = z_c − y_c.</summary>
    Huber,
}
