using System.Globalization;
using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A random product of parameters with the slopes of a loss at its value.</summary>
/// <param name="Theta">θ</param>
/// <param name="Slopes">ℓ′ and ℓ″ &gt; 0</param>
public sealed record ProductCase(double[] Theta, LossSlopes Slopes)
{
    /// <summary>The point with its closed forms.</summary>
    public ProductPoint Point { get; } = new(Theta, Slopes);

    /// <summary>Whether the leading eigenvector is determined well enough to be compared.</summary>
    public bool HasGap => Point.Leading.RelativeGap > 1e-6;

    /// <summary>Products of 2 to 6 parameters.</summary>
    public static Gen<ProductCase> Any() => Draw.Seed().Select(seed => Sample(new RandomStream(seed)));

    /// <summary>Products of 2 to 6 parameters with β = ℓ″z² + ℓ′z &gt; 0.</summary>
    public static Gen<ProductCase> WithPositiveBeta() => Any().Where(drawn => drawn.Point.Beta > 0);

    /// <summary>As many products as wanted.</summary>
    public static IEnumerable<ProductCase> Samples(RandomStream stream, int count) =>
        Enumerable.Range(0, count).Select(_ => Sample(stream));

    /// <summary>2 to 6 parameters of random sign in ±[0.3, 1.8], normal ℓ′ and ℓ″ in [0.05, 2).</summary>
    public static ProductCase Sample(RandomStream stream)
    {
        var theta = Entries(stream, stream.NextInt32(2, 7));
        return new(theta, new LossSlopes(stream.NextNormal(), stream.NextUniform(0.05, 2)));
    }

    /// <summary>Parameters of random sign in ±[0.3, 1.8].</summary>
    public static double[] Entries(RandomStream stream, int count)
    {
        var theta = new double[count];
        for (var i = 0; i < count; i++)
            theta[i] = stream.NextUniform(0.3, 1.8) * (stream.NextDouble() < 0.5 ? -1 : 1);
        return theta;
    }

    /// <summary>The rival of eq. (14) without α: the numbers v_iλθ_i.</summary>
    public static double[] WithoutAlpha(ProductPoint point) =>
        [.. point.Leading.Vector.Zip(point.Theta.ToArray(), (v, x) => v * point.Leading.Value * x)];

    /// <summary>The numbers of the case.</summary>
    public override string ToString()
    {
        var theta = string.Join(", ", Theta.Select(x => x.ToString("R", CultureInfo.InvariantCulture)));
        return $"θ = ({theta}), ℓ′ = {Slopes.First:R}, ℓ″ = {Slopes.Second:R}";
    }
}
