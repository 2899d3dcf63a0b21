using Dlnx.Maps;

namespace Dlnx.Flatness;

/// <summary>ℓ = c·z^p/p for an even power p; p = 2 is a quadratic of curvature c.</summary>
public sealed record PowerLoss : ScalarLoss
{
    /// <summary>The loss of a power and a scale.</summary>
    /// <param name="power">p, even, 2 to 64</param>
    /// <param name="scale">c, positive</param>
    /// <exception cref="ArgumentOutOfRangeException">the power is odd or out of range, or the scale is not positive</exception>
    public PowerLoss(int power, double scale = 1)
    {
        if (power is < 2 or > 64 || power % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(power),
                $"The power of a loss is {power}; a convex loss needs an even power from 2 to 64."
            );
        }
        Power = power;
        Scale = MapDomain.Positive(scale, nameof(scale));
    }

    /// <summary>p.</summary>
    public int Power { get; }

    /// <summary>c.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public override double? Minimiser => 0;

    /// <inheritdoc/>
    public override double Value(double z) => Scale / Power * IntegerPower.Raise(z, Power);

    /// <inheritdoc/>
    public override double Slope(double z) => Scale * IntegerPower.Raise(z, Power - 1);

    /// <inheritdoc/>
    public override double Curvature(double z) => Scale * (Power - 1) * IntegerPower.Raise(z, Power - 2);

    /// <inheritdoc/>
    public override double FourthDerivative(double z) =>
        Power == 2 ? 0 : Scale * (Power - 1) * (Power - 2) * (Power - 3) * IntegerPower.Raise(z, Power - 4);
}
