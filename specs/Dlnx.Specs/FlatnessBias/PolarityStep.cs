using Dlnx.Flatness;
using Dlnx.Numerics;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A step of gradient descent on ½(θ₁⋯θ_n)² that keeps the order of the sharpest and the flattest parameter.</summary>
/// <param name="Turn">the rotation in the step</param>
/// <param name="Rate">η</param>
public sealed record PolarityStep(ProductRotation Turn, double Rate)
{
    /// <summary>Steps with θ_i uniform in [0.4, 1.6) and η uniform up to 3/(q_s + q_l).</summary>
    /// <param name="stream">source of the draws</param>
    /// <param name="size">n</param>
    /// <param name="shrink">factor of θ₁</param>
    /// <param name="count">how many are drawn; those that swap the order are left out</param>
    public static IEnumerable<PolarityStep> Draw(RandomStream stream, int size, double shrink, int count)
    {
        for (var k = 0; k < count; k++)
        {
            var theta = Enumerable.Range(0, size).Select(_ => stream.NextUniform(0.4, 1.6)).ToArray();
            theta[0] *= shrink;
            var z = theta.Aggregate((product, x) => product * x);
            var (s, l) = (theta.Min(), theta.Max());
            var rate = stream.NextDouble() * 3 / (z * z * ((1 / (s * s)) + (1 / (l * l))));
            if (rate * z * z < s * l)
                yield return new(new ProductRotation(theta, new SquaredLoss(), rate), rate);
        }
    }
}
