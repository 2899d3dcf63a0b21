namespace Dlnx.Specs.FlatnessBias;

/// <summary>Relations between the parameters of the optimiser toy.</summary>
public static class ToyRules
{
    /// <summary>Refuses anything but two curvatures and two coordinates.</summary>
    /// <exception cref="ParameterException">another number of either</exception>
    public static void RequirePlane(double[] curvatures, double[] start)
    {
        if (curvatures.Length != 2)
            throw new ParameterException("lambda", $"has {curvatures.Length} values; the toy has 2 coordinates.");
        if (start.Length != 2)
            throw new ParameterException("theta0", $"has {start.Length} values; the toy has 2 coordinates.");
    }
}
