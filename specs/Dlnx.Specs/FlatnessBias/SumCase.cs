using System.Globalization;
using Dlnx.Flatness;
using Dlnx.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Dlnx.Specs.FlatnessBias;

/// <summary>A random sum of products with disjoint parameters under the loss z^p/p.</summary>
/// <param name="Blocks">the parameters of every product</param>
/// <param name="Power">p</param>
public sealed record SumCase(double[][] Blocks, int Power)
{
    /// <summary>ℓ.</summary>
    public ScalarLoss Loss { get; } = new PowerLoss(Power);

    /// <summary>The sum with its closed forms.</summary>
    public DisjointSum Sum { get; } = DisjointSum.At(new PowerLoss(Power), Blocks);

    /// <summary>Sums of 2 to 4 products of 2 or 3 parameters, p = 2, 4 or 6, at which |z| is not tiny.</summary>
    public static Gen<SumCase> Any() =>
        (
            from seed in Draw.Seed()
            from count in Draw.Integer(2, 4)
            from half in Draw.Integer(1, 3)
            select Sample(new RandomStream(seed), count, 2 * half)
        ).Where(drawn => Math.Abs(drawn.Sum.Products.Sum()) > 0.05);

    /// <summary>The numbers of the case.</summary>
    public override string ToString()
    {
        var blocks = Blocks.Select(block =>
            string.Join(", ", block.Select(x => x.ToString("R", CultureInfo.InvariantCulture)))
        );
        return $"p = {Power}, blocks {string.Join("; ", blocks)}";
    }

    private static SumCase Sample(RandomStream stream, int count, int power) =>
        new([.. Enumerable.Range(0, count).Select(_ => ProductCase.Entries(stream, stream.NextInt32(2, 4)))], power);
}
