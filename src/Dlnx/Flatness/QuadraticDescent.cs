using Dlnx.Numerics;

namespace Dlnx.Flatness;

/// <summary>A run of a <see cref="PreconditionedRule"/> on the quadratic ½Σ λᵢxᵢ² (D/fig-20, D/J-phase).</summary>
/// <param name="Points">(steps + 1) × n: row t is the point after t steps</param>
public sealed record QuadraticDescent(Matrix Points)
{
    /// <summary>Runs a number of steps.</summary>
    /// <param name="curvatures">λ, n entries</param>
    /// <param name="start">x₀, n entries</param>
    /// <param name="rule">the update</param>
    /// <param name="steps">≥ 0</param>
    /// <exception cref="ArgumentException">a length differs, or a number of the rule is out of range</exception>
    public static QuadraticDescent Run(
        ReadOnlySpan<double> curvatures,
        ReadOnlySpan<double> start,
        PreconditionedRule rule,
        int steps
    )
    {
        if (curvatures.Length != start.Length)
            throw new ArgumentException(
                $"{curvatures.Length} curvatures need as many coordinates; found {start.Length}."
            );
        var descent = new PreconditionedDescent(rule, start.Length);
        var points = new Matrix(steps + 1, start.Length);
        var gradient = new double[start.Length];
        start.CopyTo(points.Row(0));
        for (var t = 0; t < steps; t++)
        {
            points.Row(t).CopyTo(points.Row(t + 1));
            for (var i = 0; i < gradient.Length; i++)
                gradient[i] = curvatures[i] * points[t, i];
            descent.Step(points.Row(t + 1), gradient);
        }

        return new(points);
    }

    /// <summary>The first step at which a coordinate exceeds a bound in modulus or is not a number; null if none does.</summary>
    public int? FirstBeyond(double bound)
    {
        for (var t = 0; t < Points.Rows; t++)
        {
            foreach (var x in Points.Row(t))
            {
                if (!(Math.Abs(x) <= bound))
                    return t;
            }
        }

        return null;
    }
}
