namespace Dlnx.Landscapes;

/// <summary>What gradient descent on ½(ab − 1)² does at a multiple of 1/(a² + b²) (quantity B/catapult).</summary>
/// <param name="LossStart">the loss before the first step</param>
/// <param name="LossMax">the largest loss on the way</param>
/// <param name="LossEnd">the loss after the last step</param>
/// <param name="EtaSharpnessEnd">η‖∇²f‖₂ after the last step; NaN after divergence</param>
/// <param name="Course">in which way the loss went</param>
public sealed record Catapult(
    double LossStart,
    double LossMax,
    double LossEnd,
    double EtaSharpnessEnd,
    CatapultCourse Course
)
{
    // A loss of ½ulp² is rounding; its ups and downs say nothing.
    private const double Rounding = 1e-24;

    /// <summary>Runs gradient descent with η = c/(a₀² + b₀²).</summary>
    /// <param name="start">(a₀, b₀), not both zero</param>
    /// <param name="c">the learning rate in units of 1/(a₀² + b₀²), positive</param>
    /// <param name="steps">at least 1</param>
    public static Catapult Of(PlanePoint start, double c, int steps)
    {
        var landscape = new UnitProduct();
        var eta = c / (start.Length * start.Length);
        var first = landscape.Value(start);
        var (point, loss, largest, rose) = (start, first, first, false);
        for (var t = 0; t < steps && double.IsFinite(loss); t++)
        {
            point = landscape.Descend(point, eta);
            var next = landscape.Value(point);
            rose |= !(next <= loss + Rounding * Math.Max(1, first));
            loss = next;
            largest = Math.Max(largest, loss);
        }
        var course =
            !double.IsFinite(loss) ? CatapultCourse.Diverged
            : !rose ? CatapultCourse.Monotone
            : loss <= Rounding * Math.Max(1, first) ? CatapultCourse.Catapult
            : CatapultCourse.Oscillating;
        var sharpness = double.IsFinite(loss) ? landscape.Hessian(point).SpectralNorm : double.NaN;
        return new(first, largest, loss, eta * sharpness, course);
    }
}

/// <summary>In which way a loss went.</summary>
public enum CatapultCourse
{
    /// <summary>It never rose.</summary>
    Monotone,

    /// <summary>It rose and then vanished.</summary>
    Catapult,

    /// <summary>It rose and has not vanished.</summary>
    Oscillating,

    /// <summary>It left the range of numbers.</summary>
    Diverged,
}
