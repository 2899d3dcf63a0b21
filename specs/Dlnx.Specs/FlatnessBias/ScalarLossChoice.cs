using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The losses of the product network, as typed on the command line.</summary>
public enum PairLossKind
{
    /// <summary>½(z − z*)².</summary>
    Mse,

    /// <summary>Binary cross-entropy with label y.</summary>
    Bce,
}

/// <summary>The losses of one variable, as typed on the command line.</summary>
public enum ConvexLossKind
{
    /// <summary>½·scale·x².</summary>
    Quadratic,

    /// <summary>¼x⁴.</summary>
    Quartic,

    /// <summary>ln cosh x.</summary>
    Logcosh,

    /// <summary>e^x − x − 1.</summary>
    Exp,

    /// <summary>Binary cross-entropy with label y.</summary>
    Ce,

    /// <summary>A quadratic on each side of 0, of the two given curvatures.</summary>
    Slopes,
}

/// <summary>The functions whose fourth derivative is measured, as typed on the command line.</summary>
public enum QuarticProbeKind
{
    /// <summary>cosh x.</summary>
    Cosh,

    /// <summary>x⁴.</summary>
    Pow4,

    /// <summary>ln(1 + e^x).</summary>
    Logistic,

    /// <summary>ln cosh x.</summary>
    Logcosh,
}

/// <summary>Builds what the words stand for.</summary>
public static class ScalarLossChoice
{
    /// <summary>The loss of the product network.</summary>
    /// <param name="kind">its word</param>
    /// <param name="target">z*, used by mse</param>
    /// <param name="label">y, used by bce</param>
    public static ScalarLoss Loss(this PairLossKind kind, double target, double label) =>
        kind == PairLossKind.Bce ? new BinaryCrossEntropy(label) : new SquaredLoss(target);

    /// <summary>The loss of one variable.</summary>
    /// <param name="kind">its word</param>
    /// <param name="label">y, used by ce</param>
    /// <param name="slopes">the curvatures right and left of 0, used by slopes</param>
    /// <param name="scale">the curvature of the quadratic</param>
    public static ScalarLoss Loss(this ConvexLossKind kind, double label, double[] slopes, double scale) =>
        kind switch
        {
            ConvexLossKind.Quadratic => new PowerLoss(2, scale),
            ConvexLossKind.Quartic => new PowerLoss(4),
            ConvexLossKind.Logcosh => new LogCoshLoss(),
            ConvexLossKind.Exp => new ExponentialLoss(),
            ConvexLossKind.Ce => new BinaryCrossEntropy(label),
            _ => new TwoSidedQuadratic(slopes[0], slopes[1]),
        };

    /// <summary>The function whose fourth derivative is measured.</summary>
    public static ScalarLoss Function(this QuarticProbeKind kind) =>
        kind switch
        {
            QuarticProbeKind.Cosh => new CoshLoss(),
            QuarticProbeKind.Pow4 => new PowerLoss(4, 4),
            QuarticProbeKind.Logistic => new BinaryCrossEntropy(0),
            _ => new LogCoshLoss(),
        };

    /// <summary>Two positive curvatures, or a usage error.</summary>
    /// <exception cref="ParameterException">there are not two</exception>
    public static void RequireTwoSlopes(double[] slopes)
    {
        if (slopes.Length != 2)
            throw new ParameterException(
                "slope",
                $"has {slopes.Length} entries; give the two curvatures right and left."
            );
    }
}
