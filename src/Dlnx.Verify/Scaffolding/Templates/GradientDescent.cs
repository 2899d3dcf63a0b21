namespace My.Claims;

/// <summary>
/// The model: gradient descent on the quadratic loss ½ Σ λᵢ xᵢ². Put your own in its place, or refer from My.Claims.csproj to
/// the project that has it.
/// </summary>
public static class GradientDescent
{
    /// <summary>The distance from the minimum after each step, from the start (1, …, 1).</summary>
    /// <param name="curvatures">λ, positive.</param>
    /// <param name="step">The learning rate.</param>
    public static IEnumerable<double> Distances(IReadOnlyList<double> curvatures, double step)
    {
        var position = Enumerable.Repeat(1.0, curvatures.Count).ToArray();
        while (true)
        {
            for (var i = 0; i < position.Length; i++)
                position[i] -= step * curvatures[i] * position[i];
            yield return Math.Sqrt(position.Sum(x => x * x));
        }
    }
}
