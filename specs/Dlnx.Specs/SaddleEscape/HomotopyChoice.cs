using Dlnx.Escape;

namespace Dlnx.Specs.SaddleEscape;

/// <summary>The families of flows of the homotopy identity, as typed on the command line.</summary>
public enum HomotopyFamily
{
    /// <summary>(1 + s)z.</summary>
    Linear,

    /// <summary>z³ + sz.</summary>
    Cubic,

    /// <summary>A saddle in the plane.</summary>
    Planar,

    /// <summary>Three layers of a scalar chain with a correction.</summary>
    Product,
}

/// <summary>What the words stand for: each family with the start and the threshold of its reference.</summary>
public static class HomotopyChoice
{
    /// <summary>The family with a start and a threshold, by default those of the reference.</summary>
    /// <param name="family">which</param>
    /// <param name="z0">the start, null for the reference's</param>
    /// <param name="threshold">θ, null for the reference's</param>
    /// <exception cref="ParameterException">the start has another length, or is not below the threshold</exception>
    public static EscapeHomotopy Homotopy(this HomotopyFamily family, double[]? z0 = null, double? threshold = null)
    {
        var flow = family.Flow(threshold);
        var start = z0 ?? family.Start();
        if (start.Length != flow.Dimension)
        {
            throw new ParameterException(
                "z0",
                $"has {start.Length} entries; the family {family.ToString().ToLowerInvariant()} has {flow.Dimension}."
            );
        }
        if (!(flow.Threshold(0, start) < 0))
            throw new ParameterException("z0", $"is {string.Join(",", start)}; it must lie below the threshold.");
        return new EscapeHomotopy(flow, start);
    }

    /// <summary>The family itself.</summary>
    /// <param name="family">which</param>
    /// <param name="threshold">θ, null for the reference's</param>
    public static IEscapeFamily Flow(this HomotopyFamily family, double? threshold = null) =>
        family switch
        {
            HomotopyFamily.Linear => new LinearFamily(threshold ?? 1),
            HomotopyFamily.Cubic => new CubicFamily(threshold ?? 1),
            HomotopyFamily.Planar => new PlanarFamily(threshold ?? 1),
            _ => new ProductFamily(threshold ?? 0.5),
        };

    /// <summary>The start of the reference.</summary>
    public static double[] Start(this HomotopyFamily family) =>
        family switch
        {
            HomotopyFamily.Linear => [0.01],
            HomotopyFamily.Cubic => [0.2],
            HomotopyFamily.Planar => [0.01, 0.02],
            _ => [0.05, 0.05, 0.05],
        };
}
