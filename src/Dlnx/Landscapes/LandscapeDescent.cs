namespace Dlnx.Landscapes;

/// <summary>Gradient descent on a landscape.</summary>
public static class LandscapeDescent
{
    /// <summary>One step, p − η∇f(p).</summary>
    public static PlanePoint Descend(this ILandscape landscape, PlanePoint from, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        return from - learningRate * landscape.Gradient(from);
    }

    /// <summary>The start and the points after each step.</summary>
    /// <param name="landscape">f</param>
    /// <param name="start">p(0)</param>
    /// <param name="learningRate">η</param>
    /// <param name="steps">at least 0; one point more is returned</param>
    public static PlanePoint[] Path(this ILandscape landscape, PlanePoint start, double learningRate, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var path = new PlanePoint[steps + 1];
        path[0] = start;
        for (var t = 0; t < steps; t++)
        {
            path[t + 1] = landscape.Descend(path[t], learningRate);
        }
        return path;
    }
}
