using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>One step of gradient descent on the product network of two parameters.</summary>
/// <param name="Point">where it starts</param>
/// <param name="Loss">ℓ</param>
/// <param name="Rate">η</param>
public sealed record PairStep(FactorPair Point, ScalarLoss Loss, double Rate)
{
    /// <summary>Where it ends.</summary>
    public FactorPair Next => Point.Step(Loss, Rate);

    /// <summary>Whether κ grows.</summary>
    public bool Grows => Next.Kappa > Point.Kappa;

    /// <summary>The same step in closed form.</summary>
    public RotationStep Law => new(Point, Rate);

    /// <summary>Steps with θ₁, θ₂ and z*/spread standard normal, on ½(z − z*)².</summary>
    /// <param name="stream">source of the draws</param>
    /// <param name="count">how many</param>
    /// <param name="targetSpread">standard deviation of z*, 0 for z* = 0</param>
    /// <param name="largestRate">the rate η is uniform up to, at a point</param>
    public static IEnumerable<PairStep> Draw(
        RandomStream stream,
        int count,
        double targetSpread,
        Func<FactorPair, double> largestRate
    )
    {
        for (var i = 0; i < count; i++)
        {
            var loss = new SquaredLoss(targetSpread * stream.NextNormal());
            var point = FactorPair.At(loss, stream.NextNormal(), stream.NextNormal());
            yield return new(point, loss, largestRate(point) * stream.NextDouble());
        }
    }
}
