using Dlnx.Flatness;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>The losses of a sum of products, as typed on the command line.</summary>
public enum SumLossKind
{
    /// <summary>z^p/p.</summary>
    Power,

    /// <summary>½(z − target)².</summary>
    Mse,
}

/// <summary>Builds what the words stand for.</summary>
public static class SumLossChoice
{
    /// <summary>The loss.</summary>
    /// <param name="kind">its word</param>
    /// <param name="power">p, used by power</param>
    /// <param name="target">used by mse</param>
    public static ScalarLoss Loss(this SumLossKind kind, int power, double target) =>
        kind == SumLossKind.Power ? new PowerLoss(power) : new SquaredLoss(target);

    /// <summary>Requires an even power from 2 to 8.</summary>
    /// <exception cref="ParameterException">it is not</exception>
    public static void RequirePower(int power)
    {
        if (power is not (2 or 4 or 6 or 8))
            throw new ParameterException("p", $"is {power}; give 2, 4, 6 or 8.");
    }
}
