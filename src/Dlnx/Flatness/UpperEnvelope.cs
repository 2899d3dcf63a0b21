namespace Dlnx.Flatness;

/// <summary>The upper envelope U_t of the upper medians of x_t over the points where x_0 can start (Theorem 5.6).</summary>
/// <param name="Start">U_0, the largest start</param>
/// <param name="Level">U_t</param>
/// <param name="CumulativeAtLevel">F_t(U_t)</param>
/// <param name="Hull">the hull of all states from all starts up to time t, terminal ones included</param>
public sealed record UpperEnvelope(double Start, double Level, double CumulativeAtLevel, StateHull Hull)
{
    /// <summary>The envelope after t steps from equally likely starts.</summary>
    /// <param name="law">Δ</param>
    /// <param name="atoms">the starts, at least one</param>
    /// <param name="steps">t, 0 to <see cref="PathEnumeration.MaximalSteps"/></param>
    public static UpperEnvelope Of(StepLaw law, IReadOnlyList<double> atoms, int steps)
    {
        ArgumentNullException.ThrowIfNull(atoms);
        if (atoms.Count == 0)
            throw new ArgumentException("There are no starts; give at least one.");
        EndpointLaw[] laws = [.. atoms.Select(x => EndpointLaw.From(law, x, steps))];
        var level = laws.Max(endpoints => endpoints.UpperMedian);
        return new(
            atoms.Max(),
            level,
            laws.Average(endpoints => endpoints.Cumulative(level)),
            laws.Select(endpoints => endpoints.Hull).Aggregate((a, b) => a.With(b))
        );
    }
}
