namespace Dlnx.Landscapes;

/// <summary>A minimum of a landscape.</summary>
/// <param name="Point">where the gradient vanishes</param>
/// <param name="Value">f there</param>
/// <param name="Hessian">∇²f there, positive definite</param>
public sealed record LandscapeMinimum(PlanePoint Point, double Value, PlaneHessian Hessian)
{
    private const int NewtonSteps = 30;

    /// <summary>2/λ, the learning rate at which gradient descent stops settling here.</summary>
    public double LargestLearningRate => 2 / Hessian.Largest;

    /// <summary>Newton's method from a guess.</summary>
    /// <exception cref="ArgumentException">the iteration does not end at a minimum</exception>
    public static LandscapeMinimum Near(ILandscape landscape, PlanePoint guess)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        var point = guess;
        for (var i = 0; i < NewtonSteps; i++)
        {
            point -= landscape.Hessian(point).Solve(landscape.Gradient(point));
        }
        var hessian = landscape.Hessian(point);
        return hessian.Smallest > 0 && landscape.Gradient(point).Length <= 1e-12 * hessian.Largest
            ? new(point, landscape.Value(point), hessian)
            : throw new ArgumentException(
                $"Newton's method from {guess} ends at {point}, which is no minimum; start nearer to one.",
                nameof(guess)
            );
    }
}
