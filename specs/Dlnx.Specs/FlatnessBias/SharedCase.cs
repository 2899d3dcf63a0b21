using System.Globalization;
using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A random sum of products that share parameters, under ½(z − target)².</summary>
/// <param name="Model">z</param>
/// <param name="Theta">θ</param>
/// <param name="Target">of the loss</param>
public sealed record SharedCase(SumOfProducts Model, double[] Theta, double Target)
{
    /// <summary>ℓ.</summary>
    public ScalarLoss Loss { get; } = new SquaredLoss(Target);

    /// <summary>The Hessian.</summary>
    public ScaledHessian Hessian { get; } = ScaledHessian.At(new SquaredLoss(Target), Model, Theta);

    /// <summary>Sums of 2 to 5 products of 2 or 3 out of 3 to 5 parameters.</summary>
    public static Gen<SharedCase> Any() => Draw.Seed().Select(seed => Sample(new RandomStream(seed)));

    /// <summary>The same sum with all parameters at ±1.</summary>
    public SharedCase AtUnitScales() => new(Model, [.. Theta.Select(x => (double)Math.Sign(x))], Target);

    /// <summary>The numbers of the case.</summary>
    public override string ToString()
    {
        var theta = string.Join(", ", Theta.Select(x => x.ToString("R", CultureInfo.InvariantCulture)));
        var paths = Model.Terms.Select(term => string.Join("-", term.Parameters.Select(i => i + 1)));
        return $"θ = ({theta}), paths {string.Join(";", paths)}, target {Target:R}";
    }

    private static SharedCase Sample(RandomStream stream)
    {
        var size = stream.NextInt32(3, 6);
        var terms = Enumerable.Range(0, stream.NextInt32(2, 6)).Select(_ => new ProductTerm(1, Some(stream, size)));
        return new(new(size, [.. terms]), ProductCase.Entries(stream, size), stream.NextNormal());
    }

    private static int[] Some(RandomStream stream, int size) =>
        [.. Enumerable.Range(0, size).OrderBy(_ => stream.NextDouble()).Take(stream.NextInt32(2, 4))];
}
